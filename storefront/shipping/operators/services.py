"""Operators take a file of rates in, or take back what has not begun."""

import shutil
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel import audit
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError, NotAllowed
from storefront.refunds.roles import is_money_operator

from ..importing import Imported, import_rates
from ..models import Tariff
from ..tariffs import forget, look_again


class TariffRefused(MarketplaceError):
    code = "tariff_refused"


def take_rates(*, file: File, name: str, acting_user: User) -> Imported:
    """The whole file or nothing. NotAllowed; UnreadableFile, RatesRefused with every problem."""
    require_operator(acting_user)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / Path(name).name
        with copy.open("wb") as written:
            shutil.copyfileobj(file, written)
        return import_rates(copy, acting_user=acting_user)


def drop_tariff(*, tariff: Tariff, acting_user: User) -> None:
    """What has not begun is taken back; what has begun stays (TariffRefused). NotAllowed."""
    require_operator(acting_user)
    with transaction.atomic():
        gone, _of = Tariff.objects.filter(pk=tariff.pk, valid_from__gt=today()).delete()
        if not gone:
            raise TariffRefused(_("This tariff has begun and stays as it is."), code="begun")
        audit.record(
            action="tariff.dropped",
            target=tariff.carrier,
            acting_user=acting_user,
            valid_from=tariff.valid_from.isoformat(),
        )
    forget()
    look_again()


def require_operator(user: User) -> None:
    """NotAllowed for everybody else."""
    if not is_money_operator(user):
        raise NotAllowed(_("Only operators change delivery rates."))
