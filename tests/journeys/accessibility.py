"""axe-core on a page, and what axe does not look at: sideways scrolling."""

from functools import cache
from importlib.resources import files

from playwright.async_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Contrast takes nine tenths of the time on a long page. So it is looked at three times in each kind of text: elements
# are of one kind where tags, classes, colours and letters are the same, and those of everything around them.
_KINDS = """() => {
  const SEEN = 3, kinds = new Map(), counts = new Map();
  const kind = (own, around) => {
    const style = getComputedStyle(own);
    const looks = [around, own.tagName, own.className.baseVal ?? own.className, style.color, style.backgroundColor,
      style.backgroundImage, style.opacity, style.fontSize, style.fontWeight, style.position].join("|");
    if (!kinds.has(looks)) kinds.set(looks, kinds.size);
    return kinds.get(looks);
  };
  const walk = (element, around) => {
    const own = kind(element, around), count = counts.get(own) ?? 0;
    const text = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (text) counts.set(own, count + 1);
    element.toggleAttribute("data-seen", text ? count >= SEEN : !element.matches("input, select, textarea"));
    for (const child of element.children) walk(child, own);
  };
  walk(document.body, "");
  axe.configure({ rules: [{ id: "color-contrast", selector: ":not([data-seen])" }] });
}"""


@cache
def _axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


async def axe_findings(page: Page) -> list[str]:
    """One line a violation: rule, what it asks, and the first elements that break it. Looks at the page when it is all
    there: a click returns as soon as the answer begins.
    """
    await page.wait_for_load_state()
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(_axe())
    await page.evaluate(_KINDS)
    found = await page.evaluate(
        "(tags) => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })", _RULES
    )
    return [
        f"{violation['id']}: {violation['help']}: "
        + " | ".join(
            f"{node['html'][:160]} ({node.get('failureSummary', '')[:200]})" for node in violation["nodes"][:3]
        )
        for violation in found["violations"]
    ]


async def sideways(page: Page) -> list[str]:
    """Elements that reach beyond the window: nobody scrolls a page sideways."""
    return list(
        await page.evaluate(
            """() => {
              const width = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= width) return [];
              return [...document.querySelectorAll('body *')]
                .filter((element) => element.getBoundingClientRect().right > width + 1)
                .map((element) => element.outerHTML.slice(0, 120)).slice(0, 5).concat(['scrolls sideways']);
            }"""
        )
    )
