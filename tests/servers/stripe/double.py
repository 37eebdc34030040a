"""The double's HTTP side: the API, the hosted page, the script for our page, signed events."""

import contextlib
import hashlib
import hmac
import html
import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests

from .books import Books, Object, Refused

SECRET_KEY = "sk_test_double"
PUBLISHABLE_KEY = "pk_test_double"
WEBHOOK_SECRET = "whsec_double"
_SCRIPT = Path(__file__).with_name("stand_in.js")
_IDS = re.compile(r"(?:pi|cs|re|du)_")
_PART = re.compile(r"\[([^\]]*)\]")


def nested(pairs: list[tuple[str, str]]) -> Object:
    """``a[b][c]=d`` as dictionaries within dictionaries."""
    found: Object = {}
    for name, value in pairs:
        path = [name.partition("[")[0], *_PART.findall(name)]
        place = found
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place[path[-1]] = value
    return found


class StripeDouble:
    """``url`` is where it answers; ``books`` what it holds; ``faults`` what the next calls meet."""

    def __init__(self, mock_url: str = "") -> None:
        self.books = Books()
        self.mock_url = mock_url
        #: Calls that stripe-mock, which knows the official description, would not have taken.
        self.complaints: list[str] = []
        self.calls: list[tuple[str, str]] = []
        #: For the calls to come, in turn: "" answer; "drop" do it and hang up; "500"; "429".
        self.faults: deque[str] = deque()
        #: Called "before" and "after" each call's work; where it says so, nobody is left to answer.
        self.witness: Callable[[str, str], bool] = lambda _moment, _path: False
        self._answers: dict[str, tuple[str, int, Object]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.double = self  # type: ignore[attr-defined]
        self._server.daemon_threads = True
        self.books.origin = self.url = f"http://127.0.0.1:{self._server.server_port}"

    @property
    def environment(self) -> dict[str, str]:
        """The settings of an application that talks to this double."""
        return {
            "STRIPE_SECRET_KEY": SECRET_KEY,
            "STRIPE_PUBLISHABLE_KEY": PUBLISHABLE_KEY,
            "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "STRIPE_API": self.url,
            "STRIPE_SCRIPT": f"{self.url}/v3/",
            "STRIPE_ORIGINS": self.url,
        }

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def signed(self, event: Object, *, at: float | None = None, secret: str = WEBHOOK_SECRET):
        """Body and header of an event, signed now, at another time or with another secret."""
        body = json.dumps(event).encode()
        moment = int(time.time() if at is None else at)
        signature = hmac.new(
            secret.encode(), f"{moment}.".encode() + body, hashlib.sha256
        ).hexdigest()
        return body, f"t={moment},v1={signature}"

    def send(self, event: Object, to: str) -> int:
        """Deliver one event to a running application; the status that it answers."""
        body, signature = self.signed(event)
        headers = {"Stripe-Signature": signature, "Content-Type": "application/json"}
        return requests.post(to, data=body, headers=headers, timeout=20).status_code

    def call(self, method: str, path: str, params: Object, key: str) -> tuple[int, Object]:
        """One API call, under its idempotency key, after stripe-mock has looked at it."""
        with self.books.lock:
            self.calls.append((method, path))
            digest = json.dumps([method, path, params], sort_keys=True)
            if key and key in self._answers:
                known, status, answer = self._answers[key]
                if known != digest:
                    return 400, _error("idempotency_error", "Keys are for the same parameters.")
                return status, answer
            try:
                status, answer = 200, self._do(method, path, params)
            except Refused as refusal:
                status = refusal.status
                answer = _error("invalid_request_error", str(refusal), refusal.code)
            answer = json.loads(json.dumps(answer))  # as it stands now
            if key:
                self._answers[key] = (digest, status, answer)
            return status, answer

    def _do(self, method: str, path: str, params: Object) -> Object:
        words = path.strip("/").split("/")[1:]
        number = next((word for word in words if _IDS.match(word)), "")
        name = " ".join([method, *("*" if word == number else word for word in words)])
        books = self.books
        calls: dict[str, Callable[[], Object]] = {
            "POST payment_intents": lambda: books.new_intent(params),
            "GET payment_intents": lambda: _list(books.intents_since(params)),
            "GET payment_intents *": lambda: books.intent(number),
            "POST payment_intents * cancel": lambda: books.cancel_intent(number),
            "POST checkout sessions": lambda: books.new_session(params),
            "GET checkout sessions *": lambda: books.session(number),
            "POST checkout sessions * expire": lambda: books.expire_session(number),
            "POST refunds": lambda: books.new_refund(params),
            "GET refunds": lambda: _list(books.all_refunds_of(params["payment_intent"])),
            "GET refunds *": lambda: books.refund(number),
            "GET disputes": lambda: _list(books.disputes_since(params)),
            "GET disputes *": lambda: books.dispute(number),
        }
        if name not in calls:
            raise Refused(f"Unrecognized request URL ({method}: {path}).", status=404)
        return calls[name]()

    def ask_mock(self, method: str, target: str, body: bytes, headers: Any) -> None:
        """The same request to stripe-mock; what it refuses is noted, 404 is about its own ids."""
        if not self.mock_url:
            return
        kept = {
            name: headers[name]
            for name in ("Authorization", "Content-Type", "Stripe-Version", "Idempotency-Key")
            if headers.get(name)
        }
        answer = requests.request(
            method, self.mock_url + target, data=body, headers=kept, timeout=20
        )
        if answer.status_code >= 400 and answer.status_code != 404:
            self.complaints.append(f"{method} {target}: {answer.text}")


def _error(kind: str, message: str, code: str = "") -> Object:
    return {"error": {"type": kind, "message": message, "code": code or None}}


def _list(found: Any) -> Object:
    return {"object": "list", "data": list(found), "has_more": False, "url": "/v1/list"}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def double(self) -> StripeDouble:
        return self.server.double  # type: ignore[attr-defined]

    def log_message(self, *_arguments: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def do_OPTIONS(self) -> None:
        self._send(204, b"", "text/plain")

    def _answer(self, method: str) -> None:
        place = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        text = place.query if method == "GET" else body.decode()
        params = nested(parse_qsl(text, keep_blank_values=True))
        if place.path == "/v3/":
            self._send(200, _SCRIPT.read_bytes(), "text/javascript")
        elif place.path == "/favicon.ico":
            self._send(204, b"", "image/x-icon")
        elif place.path.startswith(("/pay/", "/bank/")):
            self._page(method, place.path, params)
        elif place.path.endswith("/confirm"):
            self._confirm(place.path.split("/")[3], params)
        else:
            self._api(method, place.path, params, body)

    def _api(self, method: str, path: str, params: Object, body: bytes) -> None:
        double = self.double
        double.ask_mock(method, self.path, body, self.headers)
        fault = double.faults.popleft() if double.faults else ""
        if fault in ("429", "500"):
            kind = "api_error" if fault == "500" else "invalid_request_error"
            self._json(int(fault), _error(kind, "The double was asked to fail.", "rate_limit"))
            return
        if double.witness("before", path):
            self._hang_up()
            return
        status, answer = double.call(
            method,
            path,
            params,
            self.headers.get("Idempotency-Key", "") if method == "POST" else "",
        )
        if fault == "drop" or double.witness("after", path):
            self._hang_up()
            return
        self._json(status, answer)

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _confirm(self, number: str, params: Object) -> None:
        """What the script on our page calls, with the intent's secret alone."""
        books = self.double.books
        with books.lock:
            if params.get("client_secret") != books.intent(number)["client_secret"]:
                self._json(401, _error("invalid_request_error", "Not your intent."))
                return
            try:
                self._json(200, books.pay(number, params.get("card", "")))
            except Refused as refusal:
                self._json(refusal.status, _error("invalid_request_error", str(refusal)))

    def _page(self, method: str, path: str, params: Object) -> None:
        """Stripe's hosted page, and the card's bank that wants to be asked."""
        books, number = self.double.books, path.split("/")[2]
        with books.lock:
            if path.startswith("/bank/"):
                self._bank(method, number, params)
                return
            found = books.session(number)
            words = ""
            if method == "POST":
                intent = books.pay_session(number, params.get("card", ""))
                if intent["status"] == "succeeded":
                    self._redirect(found["success_url"])
                    return
                if intent["status"] == "requires_action":
                    self._redirect(f"/bank/{intent['id']}?session={number}")
                    return
                words = intent["last_payment_error"]["message"]
            self._html(
                f'<h1>Pay {found["amount_total"]} {found["currency"]}</h1><p role="alert">{words}</p>'
                f'<form method="post"><label>Card number <input name="card"></label>'
                f'<button>Pay</button></form><a href="{html.escape(found["cancel_url"])}">Back</a>'
            )

    def _bank(self, method: str, number: str, params: Object) -> None:
        books = self.double.books
        if method == "POST":
            intent = (
                books.succeed(number)
                if params.get("is_me") == "yes"
                else books.decline(number, "authentication_required")
            )
            if params.get("session"):
                books.complete(params["session"], intent)
            self._redirect(params["back"])
            return
        session = params.get("session", "")
        back = params.get("back") or books.session(session)["success_url"]
        self._html(
            '<h1>Your bank asks: is it you?</h1><form method="post">'
            f'<input type="hidden" name="back" value="{html.escape(back)}">'
            f'<input type="hidden" name="session" value="{html.escape(session)}">'
            '<button name="is_me" value="yes">Yes</button>'
            '<button name="is_me" value="no">No</button></form>'
        )

    def _redirect(self, to: str) -> None:
        self.send_response(303)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _html(self, main: str) -> None:
        page = f"<!doctype html><title>Stripe</title><main>{main}</main>"
        self._send(200, page.encode(), "text/html; charset=utf-8")

    def _json(self, status: int, answer: Object) -> None:
        self._send(status, json.dumps(answer).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def running_double(mock_url: str = "") -> Iterator[StripeDouble]:
    """A double on a free port of this machine, gone at the end."""
    double = StripeDouble(mock_url)
    double.start()
    try:
        yield double
    finally:
        double.stop()
