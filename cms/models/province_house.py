from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, GroupApprovalTask, Workflow

from marketplace.geography.models import Province


class ProvinceHouse(models.Model):
    """What ``provision_province`` has made for a province besides its pages.

    Named here and not found by name, so that renaming a group or a collection loses nothing.
    """

    province = models.OneToOneField(Province, on_delete=models.PROTECT, related_name="house")
    editors = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    publishers = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(GroupApprovalTask, on_delete=models.PROTECT, related_name="+")
    workflow = models.ForeignKey(Workflow, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("province's house")
        verbose_name_plural = _("provinces' houses")

    def __str__(self) -> str:
        return str(self.province)
