"""Rates come in from tables, whole or not at all; what has begun stays."""

import datetime
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from catalog.certification.decisions.reading import UnreadableFile
from marketplace.kernel.models import AuditEntry
from storefront.shipping.importing import Imported, RatesRefused, import_rates
from storefront.shipping.models import Carrier, FreeDelivery, Rate, RemoteCommune, Tariff
from storefront.shipping.tariffs import look_again, tariffs_on
from tests.factories import commune
from tests.storefront.shipping.rates import import_table, rate, write_table

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 23)


def rows() -> tuple[int, ...]:
    return tuple(
        model.objects.count() for model in (Carrier, Tariff, Rate, RemoteCommune, FreeDelivery)
    )


def test_a_table_becomes_a_tariff_and_the_same_again_changes_nothing(tmp_path, today) -> None:
    table = [rate(zone=zone) for zone in ("same_province", "same_region", "other")]

    assert import_table(tmp_path, *table) == Imported(tariffs=1)
    assert import_table(tmp_path, *reversed(table)) == Imported(same=1)

    tariff = Tariff.objects.get(carrier__code="post")
    assert (tariff.valid_from, tariff.source, tariff.rates.count()) == (
        datetime.date(2026, 1, 1),
        "rates.csv",
        3,
    )
    assert AuditEntry.objects.filter(action="tariff.imported").count() == 2  # the seed, too
    assert [one.carrier for one in tariffs_on(DAY)] == ["manual", "post"]


def test_a_tariff_that_has_begun_stays_and_one_to_come_may_be_corrected(tmp_path, today) -> None:
    import_table(tmp_path, rate(), rate(valid_from="2027-01-01", up_to_500=11_000))

    with pytest.raises(RatesRefused, match=r"01/01/2026"):
        import_table(tmp_path, rate(up_to_500=9_000))
    import_table(tmp_path, rate(valid_from="2027-01-01", up_to_500=11_500))

    (now,) = (one for one in tariffs_on(DAY) if one.carrier == "post")
    (then,) = (one for one in tariffs_on(datetime.date(2027, 1, 1)) if one.carrier == "post")
    assert (now.rate("other", "ordinary").steps[0], then.rate("other", "ordinary").steps[0]) == (
        (500, 10_000),
        (500, 11_500),
    )


def test_a_workbook_holds_rates_and_remote_communes_on_two_sheets(tmp_path) -> None:
    book = Workbook()
    rates, remote = book.active, book.create_sheet("vùng xa")
    rates.append(list(rate(remote_surcharge=20_000)))
    rates.append(list(rate(remote_surcharge=20_000).values()))
    remote.append(["carrier", "valid_from", "commune"])
    remote.append(["post", datetime.date(2026, 1, 1), commune("ha-noi").code])
    book.save(tmp_path / "rates.xlsx")

    import_rates(tmp_path / "rates.xlsx")

    (tariff,) = (one for one in tariffs_on(DAY) if one.carrier == "post")
    assert tariff.remote_communes == {commune("ha-noi").code}


@pytest.mark.parametrize(
    "changes",
    [
        {"zone": "everywhere"},
        {"class": "pick_up"},
        {"up_to_500": -1},
        {"up_to_500": "=1+1"},
        {"up_to_500": "mười nghìn"},
        {"up_to_500": 20_000},  # dearer than the next step
        {"up_to_2000": 10**12},
        {"further_kilogram": ""},
        {"first_day": 9},
        {"divisor": 0},
        {"valid_from": "01/2026"},
        {"carrier": "Bưu điện; DROP TABLE"},
        {"tracking": "javascript:alert(1)"},
        {"service": "unknown"},
    ],
)
def test_a_row_that_cannot_be_meant_refuses_the_whole_file(tmp_path, changes) -> None:
    before = rows()

    with pytest.raises(RatesRefused) as refused:
        import_table(tmp_path, rate(), rate(carrier="other") | changes)

    assert [problem.row for problem in refused.value.problems] == [3]
    assert rows() == before


def test_all_that_is_wrong_is_told_at_once(tmp_path) -> None:
    with pytest.raises(RatesRefused) as refused:
        import_table(tmp_path, rate(zone="x"), rate(), rate(), rate(name="Another"))

    assert [problem.row for problem in refused.value.problems] == [2, 4, 5]


def test_unknown_communes_and_vendors_refuse_the_whole_import(tmp_path) -> None:
    before = rows()
    rates = write_table(tmp_path / "rates.csv", [rate()])
    lost = {"carrier": "post", "valid_from": "2026-01-01", "commune": "99999"}
    free = {"payer": "vendor", "vendor": "nobody", "free_from": 1, "valid_from": "2026-01-01"}

    for name, row in (("remote.csv", lost), ("free.csv", free)):
        with pytest.raises(RatesRefused):
            import_rates(rates, write_table(tmp_path / name, [row]))
    with pytest.raises(RatesRefused):
        import_rates(write_table(tmp_path / "remote.csv", [lost]))

    assert rows() == before


@pytest.mark.parametrize("payer", [{"payer": "platform"}, {"payer": "province", "province": "hue"}])
def test_a_province_and_the_marketplace_pay_free_deliveries(tmp_path, payer) -> None:
    done = import_table(tmp_path, {"free_from": 1, "valid_from": "2026-01-01", **payer})

    assert done.free == 1
    assert FreeDelivery.objects.get().payer == payer["payer"]


def test_files_that_are_no_tables_are_refused(tmp_path: Path) -> None:
    before = rows()
    (tmp_path / "a.csv").write_bytes(b"MZ\x90\x00 not a table")
    (tmp_path / "b.csv").write_text("<html><body>rates</body></html>")
    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "d.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "e.csv").write_text("one,two\n1,2\n")
    with zipfile.ZipFile(tmp_path / "f.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b" " * 300_000_000)

    for name in ("a.csv", "b.csv", "c.xlsx", "d.xls", "e.csv", "f.xlsx", "missing.csv"):
        with pytest.raises((UnreadableFile, RatesRefused)):
            import_rates(tmp_path / name)

    assert rows() == before


def test_the_command_says_what_it_did_and_what_it_refused(tmp_path, capsys) -> None:
    good = write_table(tmp_path / "good.csv", [rate()])
    bad = write_table(tmp_path / "bad.csv", [rate(carrier="x", zone="x")])

    call_command("import_rates", str(good))
    assert "1 tariffs and 0 free deliveries imported, 0 the same" in capsys.readouterr().out
    with pytest.raises(CommandError, match="nothing was imported"):
        call_command("import_rates", str(bad))


def test_what_another_process_has_changed_counts_when_an_order_is_placed(tmp_path) -> None:
    """The stamp of reference data moves with the rows; placing looks at it."""
    assert [one.carrier for one in tariffs_on(DAY)] == ["manual"]
    Carrier.objects.update(name="Đổi tên")

    look_again()

    assert [one.carrier_name for one in tariffs_on(DAY)] == ["Đổi tên"]
