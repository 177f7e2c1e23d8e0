// Hides questions that are not asked, as the server decides it: a question whose condition names a hidden one is hidden.
function given(question) {
  return [...question.querySelectorAll("input, textarea")]
    .filter((field) => (field.type !== "radio" && field.type !== "checkbox") || field.checked)
    .map((field) => field.value);
}

// A radio cannot be taken back by itself: who may leave a question out can undo a slip of the finger.
function offer(question) {
  const undo = question.querySelector("[data-unanswer]");
  if (undo) undo.hidden = !question.querySelector("input[type=radio]:checked");
}

// "None of these" takes the other answers away, and any of them takes it away.
function alone(field) {
  const question = field.closest("[data-question]");
  const none = question?.querySelector("[data-alone]");
  if (!none || (field.type === "checkbox" ? !field.checked : !field.value)) return;
  if (field !== none) {
    none.checked = false;
    return;
  }
  for (const box of question.querySelectorAll("input[type=checkbox]")) box.checked = box === none;
  for (const words of question.querySelectorAll(".other-words input")) words.value = "";
}

function update(form) {
  const asked = new Map();
  for (const question of form.querySelectorAll("[data-question]")) {
    const conditions = JSON.parse(question.dataset.when || "[]");
    const shown = conditions.every(([key, values]) => asked.get(key)?.some((value) => values.includes(value)));
    question.hidden = !shown;
    offer(question);
    asked.set(question.dataset.question, shown ? given(question) : []);
  }
}

for (const form of document.querySelectorAll("form[data-survey]")) {
  for (const only of form.querySelectorAll("[data-only]")) only.hidden = true;
  form.addEventListener("input", (event) => alone(event.target), true); // before what was ticked is kept
  form.addEventListener("input", () => update(form));
  form.addEventListener("click", (event) => {
    const undo = event.target.closest("[data-unanswer]");
    if (!undo) return;
    const question = undo.closest("[data-question]");
    for (const radio of question.querySelectorAll("input[type=radio]")) radio.checked = false;
    for (const words of question.querySelectorAll(".other-words input")) words.value = "";
    question.querySelector("input").focus();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
  update(form);
}
