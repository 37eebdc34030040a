"""Whether somebody who writes is still signed in, for the script that keeps what is typed."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def session(request: HttpRequest) -> JsonResponse:
    """``reader`` and a token that this session's forms take; 403 with nothing for all but editors."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return JsonResponse({"reader": "", "token": ""}, status=403)
    return JsonResponse({"reader": str(request.user.pk), "token": get_token(request)})
