from django.db import models
from wagtail.models import Page

from catalog.catalogue.models import Product
from catalog.producers.models import Producer


class Mention(models.Model):
    """One thing that a published page tells of, kept when it is published (cms.mentions.keeping).

    Either a product, a producer or another page, by hand; or what a shelf's question asks for:
    ``province``, ``code``, ``words`` (folded) and ``star`` must all hold where they are not empty.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="mentions")
    product = models.ForeignKey(
        Product, null=True, on_delete=models.CASCADE, related_name="mentions"
    )
    producer = models.ForeignKey(
        Producer, null=True, on_delete=models.CASCADE, related_name="mentions"
    )
    place = models.ForeignKey(
        Page, null=True, on_delete=models.CASCADE, related_name="mentioned_in"
    )
    province = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=8, blank=True, db_index=True)
    words = models.CharField(max_length=80, blank=True)
    star = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return (
            f"{self.page_id}: {self.product_id or self.producer_id or self.place_id or self.code}"
        )
