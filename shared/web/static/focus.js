// After an error the summary has the focus: browsers that know `autofocus` on it have done so already.
document.querySelector(".error-summary")?.focus();
