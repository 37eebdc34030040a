import hashlib

from django.db import models
from oscar.apps.address.abstract_models import AbstractUserAddress

from marketplace.kernel.ids import new_public_id
from marketplace.kernel.phone import phone_words

from .vietnamese import VietnameseAddress


class UserAddress(VietnameseAddress, AbstractUserAddress):
    """A signed-in buyer's saved address; ``is_default_for_shipping`` marks the one offered first."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)

    class Meta(AbstractUserAddress.Meta):
        abstract = False

    @property
    def phone_words(self) -> str:
        return phone_words(str(self.phone_number))

    def generate_hash(self) -> str:
        """Oscar's tells duplicates by a checksum that knows no commune; ours knows all that counts."""
        seen = (self.first_name, self.line1, self.commune_id, str(self.phone_number))
        return hashlib.sha256(repr(seen).encode()).hexdigest()


from oscar.apps.address.models import *  # noqa: F403
