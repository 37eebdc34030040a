"""The reader against written answers: all of the given ones, nine tenths of those it had not seen."""

import pytest

from search.matching.reading import read
from tests.search.matching.reading.cases import TODAY, cases
from tests.search.matching.reading.comparison import compare


@pytest.mark.parametrize("case", cases("given"), ids=lambda case: case["id"])
def test_every_given_case_is_read_as_its_rules_say(case):
    fields = compare(case["expect"], read(case["text"], today=TODAY).criteria)

    assert [name for name, is_right in fields.items() if not is_right] == []


@pytest.mark.parametrize(
    ("name", "sentences"),
    [("own", 30), ("strangers", 30), ("fresh", 50), ("held", 50), ("later", 18)],
)
def test_nine_tenths_of_the_fields_of_unseen_sentences_are_right(name, sentences):
    right = total = 0
    for case in cases(name):
        fields = compare(case["expect"], read(case["text"], today=TODAY).criteria)
        right += sum(fields.values())
        total += len(fields)

    assert total == sentences * 19
    assert right / total >= 0.9


@pytest.mark.parametrize("name", ["given", "own", "strangers", "fresh", "held", "later"])
def test_written_answers_have_the_shape_of_the_readers(name):
    for case in cases(name):
        found = read(case["text"], today=TODAY).criteria
        assert _shape(case["expect"]) == _shape(found), case["id"]


def _shape(answer):
    lines = [(set(line), set(line["quantity"])) for line in answer["lines"]][:1]
    members = {name: set(value) for name, value in answer.items() if isinstance(value, dict)}
    return set(answer), lines, {name: keys for name, keys in members.items() if name != "price"}
