"""Every work there is, by name, and the files that are made of it."""

from collections.abc import Callable
from dataclasses import dataclass

from . import inks
from .landscapes import LANDSCAPES, painted
from .motifs import MOTIFS, VARIANTS, drawn
from .spots import SPOTS, spotted


@dataclass(frozen=True)
class Format:
    """Widths (pixels) and kinds of the files; ``ahead`` are the widths worth drawing before anybody asks."""

    widths: tuple[int, ...]
    kinds: tuple[str, ...] = ("avif", "webp")
    ahead: tuple[int, ...] = ()


#: 4:5: cards in 320 and 480 pixels, the product page in 800.
CARD = Format((320, 480, 800), ahead=(320, 480))
#: 21:9 for the head of a page.
WIDE = Format((960, 1600))
#: 4:3 for a phone and for tiles.
NARROW = Format((480, 960), ahead=(480,))
#: 1:1, where nothing is to be shown.
SPOT = Format((320,))
#: What other sites show with a link to us.
SHARE = Format((1200,), kinds=("jpg",))


@dataclass(frozen=True)
class Work:
    """``svg`` draws it anew at each call, always the same bytes."""

    name: str
    svg: Callable[[], str]
    form: Format


def _card(name: str, variant: int) -> Work:
    return Work(f"card-{name}-{variant}", lambda: drawn(name, variant).svg(), CARD)


def _landscape(province: str, *, narrow: bool, night: bool) -> Work:
    def svg() -> str:
        drawing = painted(province).svg()
        if narrow:
            left = min(900, max(0, round(LANDSCAPES[province].focus * 2100) - 600))
            drawing = drawing.replace(_WIDE_BOX, f'viewBox="{left} 0 1200 900"', 1)
        return inks.by_night(drawing) if night else drawing

    name = f"land-{province}-{'narrow' if narrow else 'wide'}-{'night' if night else 'day'}"
    return Work(name, svg, NARROW if narrow else WIDE)


def _share(criteria_set: str, motif: str) -> Work:
    def svg() -> str:
        return drawn(motif, 0).svg().replace(_CARD_BOX, 'viewBox="0 445 800 420"', 1)

    return Work(f"share-{criteria_set.lower()}", svg, SHARE)


def _spot(name: str, *, night: bool) -> Work:
    def svg() -> str:
        drawing = spotted(name).svg()
        return inks.by_night(drawing) if night else drawing

    return Work(f"spot-{name}-{'night' if night else 'day'}", svg, SPOT)


def _share_landscape(province: str) -> Work:
    def svg() -> str:
        left = min(386, max(0, round(LANDSCAPES[province].focus * 2100) - 857))
        return painted(province).svg().replace(_WIDE_BOX, f'viewBox="{left} 0 1714 899"', 1)

    return Work(f"share-{province}", svg, SHARE)


_WIDE_BOX, _CARD_BOX = 'viewBox="0 0 2100 900"', 'viewBox="0 0 800 1000"'

#: The motif that stands for a whole criteria set.
SETS: dict[str, str] = {
    f"B{number:02d}": motif
    for number, motif in enumerate(
        (
            *(
                "fruit-tray",
                "river-fish",
                "rice",
                "honey",
                "noodle-soup",
                "dried-noodles",
                "cashew",
            ),
            *(
                "dried-fish",
                "fish-sauce",
                "pepper",
                "green-tea",
                "herb-tea",
                "coffee",
                "rice-spirit",
            ),
            *("fruit-wine", "spring-water", "juice", "medicine", "cosmetics", "essential-oil"),
            *("ceramics", "silk", "orchid", "apricot-bonsai", "goldfish", "stilt-house"),
        ),
        start=1,
    )
}

WORKS: dict[str, Work] = {
    work.name: work
    for work in (
        *(_card(name, variant) for variant in range(VARIANTS) for name in MOTIFS),
        *(
            _landscape(province, narrow=narrow, night=night)
            for night in (False, True)
            for narrow in (True, False)
            for province in LANDSCAPES
        ),
        *(_share(code, motif) for code, motif in SETS.items()),
        *(_spot(name, night=night) for night in (False, True) for name in SPOTS),
        *(_share_landscape(province) for province in LANDSCAPES),
    )
}

_COUNTRY = {
    # mountains, delta, coast, fields: the order of scene.BACKDROPS
    0: "cao-bang tuyen-quang dien-bien lai-chau son-la lao-cai thai-nguyen lang-son phu-tho gia-lai dak-lak",
    1: "dong-thap vinh-long can-tho ca-mau tay-ninh ho-chi-minh",
    2: "quang-ninh hai-phong thanh-hoa ha-tinh quang-tri hue da-nang quang-ngai khanh-hoa lam-dong",
    3: "ha-noi bac-ninh hung-yen ninh-binh nghe-an dong-nai an-giang",
}


def kind_of_country(province: str) -> int | None:
    """The variant whose background is the province's; None for a slug that is unknown."""
    for kind, slugs in _COUNTRY.items():
        if province in slugs.split():
            return kind
    return None
