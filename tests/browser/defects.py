"""What axe-core finds on a page: WCAG 2.2 A and AA and good practice, no rule off; and overflow."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = Axe().axe_script
_RUN = """async ({tags, frame, colours}) => {
  const options = {resultTypes: ["violations"], preload: false};
  const contrast = () => axe.run("main", {...options, runOnly: ["color-contrast"]});
  const others = {...options, runOnly: tags, rules: {"color-contrast": {enabled: false}}};
  const runs = frame
    ? [await axe.run({...options, runOnly: tags})]
    : colours ? [await contrast()] : [await axe.run(others), await contrast()];
  return runs.flatMap(run => run.violations).map(one => [one.id, one.nodes[0].html.slice(0, 200)]);
}"""


def complaints(page: Page, *, frame: bool = True, only_colours: bool = False) -> list[str]:
    """What is wrong on the page as it stands, and whether it is wider than the screen.

    Without ``frame`` the contrast of header and footer, which are the same everywhere, is left out:
    it takes most of the time. Every other rule looks at the whole page. ``only_colours``: the rule
    of contrast alone, where nothing else has changed since the page was looked at.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_AXE)
    found = [
        f"{page.url}: {rule}: {html}"
        for rule, html in page.evaluate(
            _RUN, {"tags": _TAGS, "frame": frame, "colours": only_colours}
        )
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{page.url}: wider than the screen")
    return found
