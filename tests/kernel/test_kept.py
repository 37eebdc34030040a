from marketplace.kernel.kept import Kept


def test_equal_keys_are_made_once() -> None:
    kept: Kept[list[int]] = Kept(8)
    made: list[int] = []

    def make() -> list[int]:
        made.append(len(made))
        return list(made)

    assert kept.get(("Mật ong", 1), make) is kept.get(("Mật ong", 1), make)
    assert made == [0]


def test_another_key_is_made_anew() -> None:
    kept: Kept[str] = Kept(8)

    assert kept.get(("vi", 1), lambda: "còn 3") == "còn 3"
    assert kept.get(("vi", 2), lambda: "còn 2") == "còn 2"
    assert kept.get(("en", 1), lambda: "3 left") == "3 left"


def test_what_failed_is_tried_again() -> None:
    kept: Kept[float] = Kept(8)
    for divisor, expected in ((0, None), (2, 0.5)):
        try:
            found = kept.get("a half", lambda divisor=divisor: 1 / divisor)  # type: ignore[misc]
        except ZeroDivisionError:
            found = None
        assert found == expected


def test_the_oldest_goes_first() -> None:
    kept: Kept[int] = Kept(2)
    for number in (1, 2, 3):
        kept.get(number, lambda number=number: number)  # type: ignore[misc]

    assert kept.get(1, lambda: -1) == -1
    assert kept.get(3, lambda: -1) == 3
