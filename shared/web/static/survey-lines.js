// In the form of a question: what names some of its answers offers them as they are typed. A line that was kept goes by
// its key as long as its words stay, any other by its number ("#2").
function values(field, lines) {
  const known = JSON.parse(field.dataset.known);
  const words = JSON.parse(field.dataset.words);
  return lines.map((line, number) => (words.includes(line) ? known[words.indexOf(line)] : `#${number + 1}`));
}

function ticks(field, lines, named, chosen) {
  const name = field.querySelector("fieldset").id.slice("field-".length);
  const made = lines.map((line, number) => {
    const label = document.createElement("label");
    label.className = "choice";
    const input = Object.assign(document.createElement("input"), { type: "checkbox", name, value: named[number] });
    input.checked = chosen[number];
    const words = document.createElement("b");
    words.textContent = line;
    const span = document.createElement("span");
    span.append(words);
    label.append(input, span);
    return label;
  });
  field.querySelector(".choices").replaceChildren(...made);
  const until = field.querySelector("[data-until]");
  if (until) until.hidden = lines.length > 0;
}

function options(select, lines, named, chosen) {
  const made = lines.map((line, number) => new Option(line, named[number], false, chosen[number]));
  select.replaceChildren(select.options[0], ...made);
}

for (const field of document.querySelectorAll("[data-lines]")) {
  const typed = document.getElementById(field.dataset.lines);
  const lines = () => [...new Set(typed.value.split("\n").map((line) => line.trim()))].filter(Boolean);
  const select = field.querySelector("select");
  const draw = (now, chosen) => {
    if (select) options(select, now, values(field, now), chosen);
    else ticks(field, now, values(field, now), chosen);
  };
  const first = JSON.parse(field.dataset.chosen);
  let before = lines();
  const named = values(field, before);
  draw(before, before.map((_, number) => first.includes(named[number]) || first.includes(`#${number + 1}`)));
  typed.addEventListener("input", () => {
    const all = select ? [...select.options].slice(1) : [...field.querySelectorAll("input")];
    const was = all.map((each) => (select ? each.selected : each.checked));
    const now = lines();
    // As many lines: one was reworded. Else what stands there still stays as it was.
    draw(now, now.map((line, number) => was[now.length === before.length ? number : before.indexOf(line)] ?? false));
    before = now;
  });
}
