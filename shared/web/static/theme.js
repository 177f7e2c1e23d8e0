// A colour scheme is put on at once; the link is followed behind the page, so that a half-filled form stays.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-theme-choice]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const choice = link.dataset.themeChoice;
  const root = document.documentElement;
  if (choice === "system") delete root.dataset.theme;
  else root.dataset.theme = choice;
  document.querySelector("meta[name=color-scheme]").content = choice === "system" ? "light dark" : choice;
  for (const other of document.querySelectorAll("a[data-theme-choice]")) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  link.closest("[popover]")?.hidePopover();
  try {
    await (await fetch(link.href, { cache: "no-store" })).text();
  } catch {
    location.href = link.href;
  }
});
