"""The wall around the seller's workspace: what is somebody else's is a 404, what the role does not
reach a 403."""

import functools
from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from catalog.catalogue.models import Product, ProductImage
from catalog.partner.models import StockRecord, Vendor
from marketplace.accounts.models import User

from .models import VendorOrder

View = Callable[..., HttpResponseBase]


def workspace_of(*foreign: type[ObjectDoesNotExist]) -> Callable[[View], View]:
    """Hands the user to the view; what its selectors do not give (``foreign``) is not found."""

    def workspace(view: View) -> View:
        @never_cache
        @login_required
        @functools.wraps(view)
        def guarded(request: HttpRequest, **captured: Any) -> HttpResponseBase:
            try:
                return view(request, cast("User", request.user), **captured)
            except foreign as error:
                raise Http404 from error

        return guarded

    return workspace


workspace = workspace_of(
    Vendor.DoesNotExist,
    VendorOrder.DoesNotExist,
    StockRecord.DoesNotExist,
    Product.DoesNotExist,
    ProductImage.DoesNotExist,
)
