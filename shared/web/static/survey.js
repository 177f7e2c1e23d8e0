// Hides questions that are not asked, as the server decides it: a question whose condition names a hidden one is hidden.
function given(question) {
  return [...question.querySelectorAll("input, textarea")]
    .filter((field) => (field.type !== "radio" && field.type !== "checkbox") || field.checked)
    .map((field) => field.value);
}

function update(form) {
  const asked = new Map();
  for (const question of form.querySelectorAll("[data-question]")) {
    const conditions = JSON.parse(question.dataset.when || "[]");
    const shown = conditions.every(([key, values]) => asked.get(key)?.some((value) => values.includes(value)));
    question.hidden = !shown;
    asked.set(question.dataset.question, shown ? given(question) : []);
  }
}

for (const form of document.querySelectorAll("form[data-survey]")) {
  for (const only of form.querySelectorAll("[data-only]")) only.hidden = true;
  form.addEventListener("input", () => update(form));
  update(form);
}
