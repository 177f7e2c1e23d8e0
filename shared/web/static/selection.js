// Counts what a selection fills while one ticks. "Count again" does the same on the server, which decides.
const form = document.querySelector("[data-selection]");

function told(status, is, words) {
  status.dataset.is = is;
  status.textContent = words;
}

function count() {
  const filled = new Map();
  const ticked = form.querySelectorAll('input[name="chosen"]:checked');
  for (const box of ticked) {
    for (const limit of box.closest("tr").dataset.limits.split(" ")) filled.set(limit, (filled.get(limit) ?? 0) + 1);
  }
  for (const line of form.querySelectorAll("[data-limit]")) {
    const own = filled.get(line.dataset.limit) ?? 0;
    const { least, most } = line.dataset;
    const status = line.querySelector("[data-state]");
    line.querySelector("[data-count]").textContent = own;
    if (most !== "" && own > Number(most)) told(status, "failed", status.dataset.over.replace("{n}", own - Number(most)));
    else if (own < Number(least)) told(status, "pending", status.dataset.missing.replace("{n}", Number(least) - own));
    else told(status, "confirmed", status.dataset.fine);
  }
  const chosen = form.querySelector("[data-chosen]");
  chosen.textContent = chosen.dataset.text.replace("{n}", ticked.length);
}

form?.addEventListener("change", (event) => { if (event.target.name === "chosen") count(); });
