"""What the double keeps: intents, sessions, refunds, disputes, events. Plain dictionaries as Stripe's."""

import itertools
import json
import threading
import time
from typing import Any

Object = dict[str, Any]

#: What a card's number does, as with Stripe's own test cards.
DECLINED = "4000000000000002"
NO_MONEY = "4000000000009995"
ASKS_THE_BANK = "4000002500003155"
GOOD = "4242424242424242"
_DECLINES = {DECLINED: "generic_decline", NO_MONEY: "insufficient_funds"}


class Refused(Exception):
    """A call that Stripe would answer with 400 or 404."""

    def __init__(self, message: str, *, status: int = 400, code: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code


class Books:
    """All objects by id, changed under one lock; every change leaves an event."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.origin = ""
        self.intents: dict[str, Object] = {}
        self.sessions: dict[str, Object] = {}
        self.refunds: dict[str, Object] = {}
        self.disputes: dict[str, Object] = {}
        self.events: list[Object] = []
        #: How a refund begins; a bank may take days: "pending".
        self.refunds_begin = "succeeded"
        self._numbers = itertools.count(1)

    def _id(self, prefix: str) -> str:
        return f"{prefix}_{next(self._numbers):08d}"

    def event(self, kind: str, about: Object) -> Object:
        made = {
            "id": self._id("evt"),
            "object": "event",
            "type": kind,
            "created": int(time.time()),
            "livemode": False,
            "data": {"object": json.loads(json.dumps(about))},
        }
        self.events.append(made)
        return made

    def new_intent(self, params: Object) -> Object:
        number = self._id("pi")
        made = {
            "id": number,
            "object": "payment_intent",
            "amount": int(params["amount"]),
            "amount_received": 0,
            "currency": params["currency"],
            "status": "requires_payment_method",
            "client_secret": f"{number}_secret_double",
            "metadata": params.get("metadata", {}),
            "last_payment_error": None,
            "created": int(time.time()),
            "next_action": None,
        }
        self.intents[number] = made
        self.event("payment_intent.created", made)
        return made

    def intent(self, number: str) -> Object:
        return self._known(self.intents, number)

    def cancel_intent(self, number: str) -> Object:
        found = self.intent(number)
        if found["status"] in ("succeeded", "canceled"):
            raise Refused(
                f"You cannot cancel this PaymentIntent because it has a status of {found['status']}.",
                code="payment_intent_unexpected_state",
            )
        found["status"] = "canceled"
        self.event("payment_intent.canceled", found)
        return found

    def pay(self, number: str, card: str) -> Object:
        """A card is tried: received, declined, or the bank wants to be asked."""
        found = self.intent(number)
        if found["status"] in ("succeeded", "canceled"):
            raise Refused("This PaymentIntent is over.", code="payment_intent_unexpected_state")
        card = card.replace(" ", "")
        if card in _DECLINES:
            return self.decline(number, _DECLINES[card])
        if card == ASKS_THE_BANK:
            found["status"] = "requires_action"
            self.event("payment_intent.requires_action", found)
            return found
        return self.succeed(number)

    def succeed(self, number: str) -> Object:
        found = self.intent(number)
        found |= {
            "status": "succeeded",
            "amount_received": found["amount"],
            "last_payment_error": None,
        }
        self.event("payment_intent.succeeded", found)
        return found

    def decline(self, number: str, code: str) -> Object:
        found = self.intent(number)
        found |= {
            "status": "requires_payment_method",
            "last_payment_error": {
                "type": "card_error",
                "code": "card_declined",
                "decline_code": code,
                "message": "Your card was declined.",
            },
        }
        self.event("payment_intent.payment_failed", found)
        return found

    def new_session(self, params: Object) -> Object:
        item = params["line_items"]["0"]
        amount = int(item["price_data"]["unit_amount"]) * int(item["quantity"])
        number = self._id("cs")
        made = {
            "id": number,
            "object": "checkout.session",
            "status": "open",
            "url": f"{self.origin}/pay/{number}",
            "payment_intent": None,
            "amount_total": amount,
            "currency": item["price_data"]["currency"],
            "metadata": params.get("metadata", {}),
            "success_url": params["success_url"],
            "cancel_url": params["cancel_url"],
            "of_intent": params.get("payment_intent_data", {}).get("metadata", {}),
        }
        self.sessions[number] = made
        return made

    def session(self, number: str) -> Object:
        return self._known(self.sessions, number)

    def expire_session(self, number: str) -> Object:
        found = self.session(number)
        if found["status"] != "open":
            raise Refused("Only open sessions can be expired.")
        found["status"] = "expired"
        self.event("checkout.session.expired", found)
        return found

    def pay_session(self, number: str, card: str) -> Object:
        """The hosted page's form: the intent comes into being with the first card."""
        found = self.session(number)
        if found["status"] != "open":
            raise Refused("This page is over.")
        if found["payment_intent"] is None:
            intent = self.new_intent(
                {
                    "amount": found["amount_total"],
                    "currency": found["currency"],
                    "metadata": found["of_intent"],
                }
            )
            found["payment_intent"] = intent["id"]
        return self.complete(number, self.pay(found["payment_intent"], card))

    def complete(self, number: str, intent: Object) -> Object:
        if intent["status"] == "succeeded":
            found = self.session(number)
            found["status"] = "complete"
            self.event("checkout.session.completed", found)
        return intent

    def new_refund(self, params: Object) -> Object:
        intent = self.intent(params["payment_intent"])
        amount = int(params["amount"])
        gone = sum(one["amount"] for one in self.refunds_of(intent["id"]))
        if amount > intent["amount_received"] - gone:
            raise Refused("Refund amount is greater than unrefunded amount on charge.")
        number = self._id("re")
        made = {
            "id": number,
            "object": "refund",
            "amount": amount,
            "payment_intent": intent["id"],
            "status": self.refunds_begin,
            "failure_reason": None,
            "created": int(time.time()),
        }
        self.refunds[number] = made
        self.event("refund.created", made)
        return made

    def fail_refund(self, number: str) -> Object:
        """The card's bank sends the money back."""
        found = self.refund(number)
        found |= {"status": "failed", "failure_reason": "expired_or_canceled_card"}
        self.event("refund.failed", found)
        return found

    def refund(self, number: str) -> Object:
        return self._known(self.refunds, number)

    def intents_since(self, params: Object) -> list[Object]:
        return self._since(self.intents, params)

    def disputes_since(self, params: Object) -> list[Object]:
        return self._since(self.disputes, params)

    @staticmethod
    def _since(shelf: dict[str, Object], params: Object) -> list[Object]:
        since = int(params.get("created", {}).get("gte", 0))
        return [one for one in shelf.values() if one["created"] >= since]

    def all_refunds_of(self, intent: str) -> list[Object]:
        return [one for one in self.refunds.values() if one["payment_intent"] == intent]

    def refunds_of(self, intent: str) -> list[Object]:
        return [
            one
            for one in self.refunds.values()
            if one["payment_intent"] == intent and one["status"] != "failed"
        ]

    def new_dispute(self, intent: str, *, reason: str = "fraudulent") -> Object:
        made = {
            "id": self._id("du"),
            "object": "dispute",
            "payment_intent": intent,
            "amount": self.intent(intent)["amount"],
            "status": "needs_response",
            "reason": reason,
            "created": int(time.time()),
        }
        self.disputes[made["id"]] = made
        self.event("charge.dispute.created", made)
        return made

    def close_dispute(self, number: str, status: str) -> Object:
        found = self.dispute(number)
        found["status"] = status
        self.event("charge.dispute.closed", found)
        return found

    def dispute(self, number: str) -> Object:
        return self._known(self.disputes, number)

    def _known(self, shelf: dict[str, Object], number: str) -> Object:
        if number not in shelf:
            raise Refused(f"No such object: {number}", status=404, code="resource_missing")
        return shelf[number]
