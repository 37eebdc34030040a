"""Pages behind an unguessable address, such as an order's: whoever has it sees them, nobody else."""

from django.http import HttpResponse


def private(response: HttpResponse) -> HttpResponse:
    """No cache keeps the page, no link and no index tells its address on."""
    response["Cache-Control"] = "private, no-store"
    # Not "no-referrer": a browser would then send the form with "Origin: null", and CSRF refuses that.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
