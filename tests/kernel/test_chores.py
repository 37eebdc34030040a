"""Work that comes by itself is done once a turn, whoever looks, and one failure stops nothing else."""

import pytest
from django.core.management import CommandError, call_command

from marketplace.kernel import chores
from marketplace.kernel.models import ChoreRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch) -> list[str]:
    """Only chores of the test."""
    monkeypatch.setattr(chores, "_chores", {})
    return []


def test_daily_work_is_done_once_a_day_of_viet_nam(done, settings):
    chores.register_chore("sweep", lambda: done.append("swept"))
    settings.TODAY = "2026-11-25"

    assert list(chores.do_due()) == ["sweep"]
    assert chores.do_due() == {}
    settings.TODAY = "2026-11-26"
    assert list(chores.do_due()) == ["sweep"]

    assert done == ["swept", "swept"]
    assert [run.turn for run in ChoreRun.objects.order_by("pk")] == ["2026-11-25", "2026-11-26"]


def test_another_process_that_was_quicker_has_done_it(done, today):
    def sweep() -> None:
        done.append("swept")
        chores.do_due()

    chores.register_chore("sweep", sweep)

    chores.do_due()

    assert done == ["swept"]


def test_a_rival_between_look_and_write_is_noticed(done, today, monkeypatch):
    chores.register_chore("sweep", lambda: done.append("swept"))
    ChoreRun.objects.create(name="sweep", turn=today.isoformat())
    monkeypatch.setattr(type(ChoreRun.objects.all()), "exists", lambda _rows: False)

    assert chores.do_due() == {}
    assert done == []


def test_what_fails_is_said_and_the_others_go_on(done, capsys):
    def fall() -> None:
        raise RuntimeError("no")

    chores.register_chore("a", fall)
    chores.register_chore("b", lambda: done.append("b") or 7)

    with pytest.raises(CommandError, match="Failed, see the log: a"):
        call_command("daily", json=True)

    assert capsys.readouterr().out == '{"a": "failed", "b": "7"}\n'
    assert done == ["b"]


def test_every_piece_of_the_daily_work_can_be_done_on_an_empty_market():
    names = {chore.name for chore in chores.chores()}

    said = chores.do_due()

    assert set(said) == names
    assert "failed" not in said.values()
    assert names == {
        "alerts",
        "alerts that are over",
        "card payments compared with the provider's books",
        "card payments that nobody told us of",
        "demands past their deadline",
        "digests of matches",
        "enquiries that are over",
        "matches that nobody was told of",
        "matching",
        "news of matches that are old",
        "newsletter",
        "newsletter's letters",
        "newsletter's rows that are over",
        "orders nobody paid",
        "personal data",
        "photographs",
        "sessions that are over",
        "statements nobody took",
        "tables of suppliers",
        "tasks that are done",
        "tasks whose worker died",
        "transfers due soon",
    }
