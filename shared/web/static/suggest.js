// Offers what a server knows while one writes: <input list="..." data-suggests="/organisations.json">. Choosing one
// fills in the fields that data-fills names ("country type:organisation_type"), where they are still empty.
const asked = new Map();
let wait = 0;

function find(field) {
  const words = field.value.trim();
  if (!asked.has(words)) {
    const address = `${field.dataset.suggests}?q=${encodeURIComponent(words)}`;
    asked.set(words, fetch(address).then((answer) => (answer.ok ? answer.json() : { items: [] })).then((body) => body.items));
  }
  return asked.get(words);
}

function show(list, items, words) {
  list.replaceChildren(...items.map((item) => {
    const option = document.createElement("option");
    option.value = item.name;
    const names = item.native_name ? `${item.name} ${item.native_name}` : item.name;
    // Browsers hide what does not hold the very signs that were typed: found without its accents, or by another name.
    const holds = names.toLowerCase().includes(words.trim().toLowerCase());
    option.label = holds ? names : `${names} (${words.trim()})`;
    return option;
  }));
}

function fill(field, item) {
  for (const pair of field.dataset.fills.split(" ")) {
    const [from, to = from] = pair.split(":");
    const inputs = [...field.form.querySelectorAll(`[name="${to}"]`)];
    const select = inputs.find((input) => input.tagName === "SELECT");
    if (select && !select.value) select.value = item[from];
    if (!select && !inputs.some((input) => input.checked)) {
      for (const input of inputs) input.checked = input.value === item[from];
    }
  }
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.dataset?.suggests) return;
  clearTimeout(wait);
  wait = setTimeout(async () => {
    const words = field.value;
    // Without an answer the field stays what it is: a text.
    const items = await find(field).catch(() => { asked.delete(words.trim()); return []; });
    if (field.value !== words) return;
    show(field.list, items, words);
    const same = items.filter((item) => item.name === words);
    if (same.length === 1) fill(field, same[0]);
  }, 150);
});
