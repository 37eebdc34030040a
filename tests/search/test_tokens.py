"""What is spared where tokens are made changes none of them."""

from hypothesis import given
from hypothesis import strategies as st

from marketplace.kernel import text
from search.synonyms import Syllables, other_syllables, other_wordings
from search.tokens import accented, folded

_WORDS = st.sampled_from(
    (
        "Thịt heo",
        "gác bếp",
        "quả",
        "trái cây",
        "đậu phộng",
        "lạc",
        "ST25",
        "mè-đen",
        "a_b",
        "Ðồng",
        "ß",
    )
)
_NAMES = st.one_of(st.lists(_WORDS, max_size=5).map(" ".join), st.text(max_size=20))


@given(_NAMES)
def test_a_name_is_folded_syllable_by_syllable_as_it_is_whole(name: str) -> None:
    assert folded(name) == tuple(text.key(name).split())


@given(_NAMES)
def test_syllables_of_another_wording_are_those_of_its_text(name: str) -> None:
    wordings = other_wordings(name)

    assert other_syllables(name) == tuple(Syllables(accented(w), folded(w)) for w in wordings)


def test_plain_text_is_that_of_which_nothing_is_mended() -> None:
    assert text.is_plain("Nước mắm Phú Quốc 40°N".replace("°", " "))
    assert not text.is_plain("Ðồng Tháp")
    assert not text.is_plain("Hoa\u0300")
    assert text.clean("  Hoa\u0300   Bi\u0300nh ") == "Hoà Bình"
