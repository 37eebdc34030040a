"""Where Stripe tells what happened. Nothing is believed but the signature: the rest is fetched."""

import logging

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .services.events import take_event
from .stripe_api import BadSignature, CardServiceAway, CardServiceRefused, read_event

logger = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def events(request: HttpRequest) -> HttpResponse:
    """200: taken, now or before; 400: not signed by Stripe; 503: let it come again."""
    if not settings.STRIPE_WEBHOOK_SECRET:
        raise Http404
    try:
        event = read_event(request.body, request.headers.get("Stripe-Signature", ""))
    except BadSignature:
        return HttpResponse("bad signature\n", status=400, content_type="text/plain")
    try:
        outcome = take_event(event=event)
    except (CardServiceAway, CardServiceRefused):
        logger.warning("event %s could not be looked up", event.id, exc_info=True)
        return HttpResponse("later\n", status=503, content_type="text/plain")
    return HttpResponse(f"{outcome}\n", content_type="text/plain")
