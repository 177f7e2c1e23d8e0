// A strip that is wider than the screen shows where one is: without this it begins at its first link.
for (const strip of document.querySelectorAll(".tabs")) {
  const here = strip.querySelector("[aria-current]");
  if (!here) continue;
  const [own, whole] = [here.getBoundingClientRect(), strip.getBoundingClientRect()];
  strip.scrollLeft += own.left + own.width / 2 - (whole.left + whole.width / 2);
}
