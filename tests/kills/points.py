"""Where a process is killed: by the statement that it has just sent, or is about to send.

The product knows nothing of it: `tests.kills.apps` listens to the database connection of processes
that run under `tests.kills.settings`, and the double of the card provider sees its calls.
"""

import re
from dataclasses import dataclass

#: What happens when the kill comes, and who is killed.
PRESS_CARD, PRESS_CASH, EVENT = "press, card", "press, cash", "event"
RESUME, MAIL, REFUND, EXPIRY = "resume", "mail", "refund", "expiry"
OF_WEB = (PRESS_CARD, PRESS_CASH, EVENT)


@dataclass(frozen=True)
class Point:
    """``statement`` is the beginning of the SQL; the ``nth`` of these, ``before`` or ``after`` it.

    Where it begins with a slash it is a path at the card provider, before or after its work.
    """

    name: str
    scene: str
    when: str
    statement: str
    nth: int = 1

    @property
    def process(self) -> str:
        return "web" if self.scene in OF_WEB else "worker"

    @property
    def is_at_provider(self) -> bool:
        return self.statement.startswith("/")

    def matches(self, sql: str) -> bool:
        return re.match(self.statement, sql) is not None


def _insert(table: str) -> str:
    return f'INSERT INTO "{table}"'


def _update(table: str, words: str = "") -> str:
    return f'UPDATE "{table}".*{words}'


_TASK = _insert("django_tasks_database_dbtaskresult")
_STOCK = _update("partner_stockrecord")
#: What is asked first once the order is there.
_STATUS = 'SELECT "order_order"."id", "order_order"."status" FROM'
_PARTS = _update("vendors_vendororder")

POINTS = (
    # --- the button is pressed: one transaction, then the card provider is asked ---------------
    Point("before the basket is frozen", PRESS_CARD, "before", _update("basket_basket")),
    Point("the basket is frozen", PRESS_CARD, "after", _update("basket_basket")),
    Point("before stock is reserved", PRESS_CARD, "before", _STOCK),
    Point("stock of one vendor is reserved", PRESS_CARD, "after", _STOCK),
    Point("stock of all vendors is reserved", PRESS_CARD, "after", _STOCK, 2),
    Point("the address is written", PRESS_CARD, "after", _insert("order_shippingaddress")),
    Point("the order is written", PRESS_CARD, "after", _insert("order_order")),
    Point("one line is written", PRESS_CARD, "after", _insert("order_line")),
    Point("all lines are written", PRESS_CARD, "after", _insert("order_line"), 2),
    Point("one vendor's part is written", PRESS_CARD, "after", _insert("vendors_vendororder")),
    Point("all parts are written", PRESS_CARD, "after", _insert("vendors_vendororder"), 2),
    Point("the payment is written", PRESS_CARD, "after", _insert("payment_payment")),
    Point("the attempt is written", PRESS_CARD, "after", _insert("cards_cardattempt")),
    Point("the task to resume is written", PRESS_CARD, "after", _TASK),
    Point("before the order is committed", PRESS_CARD, "after", _TASK, 2),
    Point(
        "the order is committed",
        PRESS_CARD,
        "before",
        'SELECT "order_order"."id", "order_order"."status" FROM',
    ),
    Point("before the provider makes the intent", PRESS_CARD, "before", "/v1/payment_intents"),
    Point("the intent is made, unanswered", PRESS_CARD, "after", "/v1/payment_intents"),
    Point("the intent is answered", PRESS_CARD, "before", _update("cards_cardattempt")),
    Point("the intent is noted", PRESS_CARD, "after", _update("cards_cardattempt")),
    Point("before the session forgets", PRESS_CARD, "before", _update("django_session")),
    Point("before the buyer is answered", PRESS_CARD, "after", _update("django_session")),
    # --- cash at the door: the order is confirmed at once --------------------------------------
    Point("cash: one part is confirmed", PRESS_CASH, "after", _PARTS),
    Point("cash: the order is placed", PRESS_CASH, "after", _update("order_order", '"expires_at"')),
    Point("cash: a sale is booked", PRESS_CASH, "after", _insert("ledger_sale")),
    Point("cash: half a posting is written", PRESS_CASH, "after", _insert("ledger_posting")),
    Point("cash: a posting is written", PRESS_CASH, "after", _insert("ledger_entry")),
    Point("cash: the mails are written", PRESS_CASH, "after", _insert("order_ordermail"), 3),
    Point("cash: the order is confirmed", PRESS_CASH, "before", _update("django_session")),
    # --- the provider tells that the card was charged -------------------------------------------
    Point("the event is written", EVENT, "after", _insert("cards_cardevent")),
    Point("the attempt has succeeded", EVENT, "after", _update("cards_cardattempt")),
    Point("the money is booked", EVENT, "after", _insert("ledger_entry")),
    Point("the payment is captured", EVENT, "after", _update("payment_payment")),
    Point("paid: a part is confirmed", EVENT, "after", _PARTS),
    Point("paid: the sale is booked", EVENT, "after", _insert("ledger_sale")),
    Point("paid: the mails are written", EVENT, "after", _insert("order_ordermail"), 3),
    Point("before the event is committed", EVENT, "after", _update("cards_cardevent")),
    # --- the worker ------------------------------------------------------------------------------
    Point(
        "worker: a task is claimed", RESUME, "after", _update("django_tasks_database_dbtaskresult")
    ),
    Point("worker: the order is placed", RESUME, "after", _update("order_order")),
    Point("worker: a posting is written", RESUME, "after", _insert("ledger_entry")),
    Point("worker: the mails are written", RESUME, "after", _insert("order_ordermail"), 3),
    Point("worker: a mail is claimed", MAIL, "after", _update("order_ordermail")),
    Point("worker: a mail is sent, not noted", MAIL, "before", _update("order_ordermail"), 2),
    Point("worker: a mail is noted", MAIL, "after", _update("order_ordermail"), 2),
    Point("worker: before the refund is made", REFUND, "before", "/v1/refunds"),
    Point("worker: the refund is made, unanswered", REFUND, "after", "/v1/refunds"),
    Point("worker: before the refund is noted", REFUND, "before", _update("cards_cardrefund")),
    Point("worker: money back is booked", REFUND, "after", _insert("ledger_entry")),
    Point("worker: parts run out of time", EXPIRY, "after", _PARTS),
    Point("worker: stock is given back", EXPIRY, "after", _STOCK),
    Point("worker: the end is told", EXPIRY, "after", _insert("order_ordermail")),
)
