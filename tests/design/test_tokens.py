"""The palette in numbers: WCAG 2.2 contrast of every pair that the stylesheets put together."""

import re

import pytest

from tests.database import ROOT

SITE_FOLDER = ROOT / "marketplace" / "static" / "marketplace"
SITE = (SITE_FOLDER / "site.css").read_text()
_TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6});")
#: WCAG 1.4.3 for text, 1.4.11 for what a control or the star is known by.
TEXT, CONTROL = 4.5, 3.0
PAIRS = [
    *((colour, ground, TEXT)
      for colour in ("ink", "ink-2", "leaf", "leaf-2", "lotus", "indigo", "gold")
      for ground in ("paper", "paper-2")),
    ("on-leaf", "leaf", TEXT),
    ("on-leaf", "leaf-2", TEXT),
    ("on-gold", "gold", TEXT),
    ("paper", "indigo", TEXT),
    ("paper", "lotus", TEXT),
    ("paper", "ink", TEXT),
    ("control", "paper", CONTROL),
    ("control", "paper-2", CONTROL),
]  # fmt: skip


def schemes() -> dict[str, dict[str, str]]:
    """The tokens as they stand in the sheet: light, then dark over light."""
    light, dark = re.findall(r":root \{(.*?)\}", SITE, re.S)[:2]
    return {
        "light": dict(_TOKEN.findall(light)),
        "dark": dict(_TOKEN.findall(light)) | dict(_TOKEN.findall(dark)),
    }


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    linear = []
    for at in (0, 2, 4):
        part = int(digits[at : at + 2], 16) / 255
        linear.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_that_of_the_guidelines():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_tokens_can_be_told_apart(scheme):
    tokens = schemes()[scheme]

    weak = {
        f"{colour} on {ground}": round(contrast(tokens[colour], tokens[ground]), 2)
        for colour, ground, least in PAIRS
        if contrast(tokens[colour], tokens[ground]) < least
    }

    assert weak == {}


def test_dark_gives_every_colour_anew():
    light, dark = re.findall(r":root \{(.*?)\}", SITE, re.S)[:2]

    assert dict(_TOKEN.findall(light)).keys() == dict(_TOKEN.findall(dark)).keys()


def test_the_style_page_shows_the_same_colours():
    sheet = (SITE_FOLDER / "style.css").read_text()
    shown = dict(re.findall(r"\.scheme-(\w+) \{(.*?)\}", sheet, re.S))

    assert {scheme: dict(_TOKEN.findall(block)) for scheme, block in shown.items()} == schemes()


def test_gold_belongs_to_the_star():
    rules = re.findall(r"([^{}]+)\{[^{}]*var\(--(?:on-)?gold\)[^{}]*\}", SITE)

    assert rules
    assert [rule.strip() for rule in rules if ".star" not in rule] == []


@pytest.mark.parametrize(
    "path",
    sorted([*ROOT.glob("*/static/**/*.css"), *ROOT.glob("*/*/static/**/*.css")], key=str),
    ids=lambda path: path.name,
)
def test_sheets_use_tokens_for_colours(path):
    """White behind a QR code, marks on a photograph, the tone of a picture to come: these are none."""
    besides = r"(?::root|\.scheme-\w+) \{.*?\}|@media print \{.*\}\s*\Z|\.tone-\w+ \{.*?\}"
    sheet = re.sub(besides, "", path.read_text(), flags=re.S)
    used = set(re.findall(r"(?<![\w&-])#[0-9a-f]{3,8}\b", sheet))

    assert used <= {"#fff", "#000", "#f3ecdc", "#23201a"}


def test_mails_wear_the_colours_of_the_shop():
    mail = (ROOT / "storefront" / "templates" / "mail" / "base.html").read_text()
    by_day, at_night = mail.split("@media (prefers-color-scheme: dark)")

    for scheme, part in [("light", by_day), ("dark", at_night)]:
        used = set(re.findall(r"#[0-9a-f]{6}\b", part))
        assert used <= set(schemes()[scheme].values())
        assert {schemes()[scheme][token] for token in ("paper", "ink", "leaf")} <= used
