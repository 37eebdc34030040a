"""The door of the vendors' pages: another's shop is a 404, a role that does not reach a 403."""

import functools
from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.kernel.errors import NotAllowed
from storefront.transfers.models import BankTransaction, Statement, Transfer

_FOREIGN = (
    Vendor.DoesNotExist,
    Transfer.DoesNotExist,
    Statement.DoesNotExist,
    BankTransaction.DoesNotExist,
)


def workspace(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view gets the request, the user and what the address captured."""

    @never_cache
    @login_required
    @functools.wraps(view)
    def guarded(request: HttpRequest, **captured: Any) -> HttpResponseBase:
        try:
            return view(request, cast("User", request.user), **captured)
        except _FOREIGN as error:
            raise Http404 from error
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error

    return guarded
