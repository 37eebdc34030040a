"""Every work there is, by name, and the files that are made of it."""

from collections.abc import Callable
from dataclasses import dataclass

from .motifs import MOTIFS, VARIANTS, drawn


@dataclass(frozen=True)
class Format:
    """Widths (pixels) and kinds of the files; ``ahead`` are the widths worth drawing before anybody asks."""

    widths: tuple[int, ...]
    kinds: tuple[str, ...] = ("avif", "webp")
    ahead: tuple[int, ...] = ()


#: 4:5: cards in 320 and 480 pixels, the product page in 800.
CARD = Format((320, 480, 800), ahead=(320, 480))


@dataclass(frozen=True)
class Work:
    """``svg`` draws it anew at each call, always the same bytes."""

    name: str
    svg: Callable[[], str]
    form: Format


def _card(name: str, variant: int) -> Work:
    return Work(f"card-{name}-{variant}", lambda: drawn(name, variant).svg(), CARD)


WORKS: dict[str, Work] = {
    work.name: work for work in (_card(name, v) for v in range(VARIANTS) for name in MOTIFS)
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
