"""The public page of a producer."""

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from marketplace.caching.pages import shared_page

from .selectors import public_producer
from .structured import producer_data


@shared_page(parameters=("after",))
@require_safe
def detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    """Who makes what is certified; those with nothing approved yet have no public page.

    ``after`` is the public id of the last product of the page before.
    """
    producer = public_producer(public_id)
    if producer is None:
        raise Http404
    if slug != producer.slug:
        return HttpResponsePermanentRedirect(
            reverse("producers:detail", kwargs={"slug": producer.slug, "public_id": public_id})
        )
    context = {
        "producer": producer,
        "after": request.GET.get("after", "")[:16],
        "json_ld": producer_data(producer),
    }
    return render(request, "producers/detail.html", context)
