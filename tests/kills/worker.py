"""Keeps one task worker alive, as systemd does: a child that dies is followed by the next.

Everything is imported before the first child, so that the next one works within milliseconds.
"""

import os
import signal
import sys

import django
from django.core.management import call_command
from django.template.loader import get_template
from django.urls import get_resolver


def main() -> None:
    django.setup()
    assert get_resolver().url_patterns
    for name in ("order_confirmed", "vendor_order_confirmed", "parcel_card_back"):
        assert get_template(f"mail/{name}.txt")
        assert get_template(f"mail/{name}.html")
    child = 0

    def stop(*_signal: object) -> None:
        if child:
            os.kill(child, signal.SIGKILL)
        os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    while True:
        child = os.fork()
        if not child:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            call_command(
                "worker",
                *("--interval", "0.05", "--no-startup-delay", "--no-reload"),
                *("--worker-id", f"w{os.getpid()}"),
                verbosity=0,
            )
            sys.exit()
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
