import json

import pytest
from django.core.management import CommandError, call_command

from catalog.partner import stock
from storefront.order.allocation import consume_part
from storefront.order.models import Line
from storefront.order.reconciliation import Disagreement, disagreements
from storefront.order.services import cancel_order
from tests.factories import make_pack, stock_of
from tests.storefront.factories import make_order

pytestmark = pytest.mark.django_db


def test_orders_on_their_way_and_over_agree_with_the_shelves(today) -> None:
    pack = make_pack(stock=20)
    make_order((pack, 2))
    make_order((pack, 3), confirmed=False)
    cancel_order(order=make_order((pack, 4)))
    consume_part(Line.objects.get(order=make_order((pack, 5))), 5)

    assert disagreements() == []
    assert (stock_of(pack).num_in_stock, stock_of(pack).num_allocated) == (15, 5)


def test_what_differs_is_named_either_way(today, capsys) -> None:
    forgotten, lost = make_pack(), make_pack()
    stock.reserve(stock_of(forgotten).pk, 3)
    make_order((lost, 2))
    stock.release(stock_of(lost).pk, 2)

    with pytest.raises(CommandError):
        call_command("check_stock", "--json")

    expected = [
        Disagreement(sku=stock_of(forgotten).partner_sku, reserved=3, in_orders=0),
        Disagreement(sku=stock_of(lost).partner_sku, reserved=0, in_orders=2),
    ]
    assert disagreements() == expected
    assert json.loads(capsys.readouterr().out) == {
        "disagreements": [one.as_dict() for one in expected]
    }


def test_the_command_is_content_where_all_agrees(today, capsys) -> None:
    make_order()

    call_command("check_stock", "--json")

    assert json.loads(capsys.readouterr().out) == {"disagreements": []}
