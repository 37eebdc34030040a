from oscar.apps.address.abstract_models import AbstractUserAddress

from .vietnamese import VietnameseAddress


class UserAddress(VietnameseAddress, AbstractUserAddress):
    """A signed-in buyer's saved address."""

    class Meta(AbstractUserAddress.Meta):
        abstract = False


from oscar.apps.address.models import *  # noqa: F403
