// Says how many rows of a list are ticked, on the bar of what can be done with them.
function count(table) {
  const said = table?.querySelector(".bulk [data-picked]");
  if (said) said.textContent = table.querySelectorAll("tbody :checked").length;
}

document.addEventListener("change", (event) => count(event.target.closest(".table")));
addEventListener("pageshow", () => document.querySelectorAll(".table").forEach(count));
