"""The editors' form of a province's page."""

from typing import Any

from cms.provinces.walls.forms import WalledPageForm
from marketplace.kernel.text import slugify


class ProvincialPageForm(WalledPageForm):
    """An address that is left empty is made from the title, whose marks Wagtail's script would drop.

    It follows the title until the page is published, and stays from then on.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "slug" in self.fields and not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = self._address(cleaned.get("title") or "")
        return cleaned

    def _address(self, title: str) -> str:
        if self.instance.first_published_at is not None:
            return str(self.instance.slug)
        wanted = slugify(title) or str(self.instance._meta.model_name)
        others = self.parent_page.get_children().exclude(pk=self.instance.pk)
        taken = set(others.filter(slug__startswith=wanted).values_list("slug", flat=True))
        numbers = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (wanted, *numbers) if slug not in taken)
