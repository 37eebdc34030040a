"""A province's house: its pages in both languages, its people's groups, its collection, its workflow.

Each function does nothing where there is nothing to do, so that set-up may run at any time.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.models import HomePage, LoadedPiece, ProvinceHouse, ProvinceIndexPage, ShowcasePage
from marketplace.geography.models import Province
from marketplace.kernel import audit
from marketplace.kernel.errors import MarketplaceError

from .addresses import SLUG

LANGUAGES = ("vi", "en")
#: What new pages say until somebody writes more: content, kept as it is, hence no messages.
INDEX_TITLES = {"vi": "Các tỉnh, thành", "en": "Provinces"}
SUMMARIES = {
    "vi": "Hàng {province} làm ra, còn chứng nhận đến hôm nay, mua thẳng từ người làm.",
    "en": "What {province} makes, certified today, straight from its makers.",
}
SHELVES = {"vi": "Đang vụ", "en": "In season now"}
#: What the two groups may do with the pages of their house.
EDITORS_MAY = ("add", "change")
PUBLISHERS_MAY = ("add", "change", "publish", "lock", "unlock")
#: With the pictures and documents of their collection: codename and app.
MEDIA = tuple(
    (f"{verb}_{kind}", app)
    for kind, app in (("image", "wagtailimages"), ("document", "wagtaildocs"))
    for verb in ("add", "change", "choose")
)


class NoFrontPage(MarketplaceError):
    code = "no_front_page"

    def __init__(self) -> None:
        super().__init__(_("There is no front page yet; load the reference data first."))


@dataclass(frozen=True)
class Provisioned:
    """``made``: what was missing, by name; empty where the house was whole."""

    house: ProvinceHouse
    made: tuple[str, ...]


def provision_province(*, province: Province) -> Provisioned:
    """The house of a province, whole. Idempotent; what its people have written stays. One transaction.

    What is made is in the audit: groups and their rights are permissions.
    """
    with transaction.atomic():
        made: list[str] = []
        house = _house(province, made)
        showcases = [_showcase(province, language, made) for language in LANGUAGES]
        _allow(house, showcases)
        if made:
            audit.record(action="province.provisioned", target=house, made=made)
        return Provisioned(house=house, made=tuple(made))


def _house(province: Province, made: list[str]) -> ProvinceHouse:
    known = ProvinceHouse.objects.filter(province=province).first()
    if known is not None:
        return known
    made.append("house")
    name = province.name_vi
    publishers = Group.objects.create(name=f"{name} – xuất bản")
    task = GroupApprovalTask.objects.create(name=f"{name}: duyệt bài")
    task.groups.add(publishers)
    workflow = Workflow.objects.create(name=f"{name}: duyệt bài")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return ProvinceHouse.objects.create(
        province=province,
        editors=Group.objects.create(name=f"{name} – biên tập"),
        publishers=publishers,
        collection=Collection.get_first_root_node().add_child(instance=Collection(name=name)),
        task=task,
        workflow=workflow,
    )


def _allow(house: ProvinceHouse, showcases: Iterable[ShowcasePage]) -> None:
    everybodys = Permission.objects.filter(
        content_type__app_label__in=("wagtailadmin", "simple_translation"),
        codename__in=("access_admin", "submit_translation"),
    )
    for group, verbs in ((house.editors, EDITORS_MAY), (house.publishers, PUBLISHERS_MAY)):
        group.permissions.add(*everybodys)
        for page in showcases:
            for verb in verbs:
                GroupPagePermission.objects.get_or_create(
                    group=group, page=page.page_ptr, permission=_on_pages(verb)
                )
        for codename, app in MEDIA:
            GroupCollectionPermission.objects.get_or_create(
                group=group,
                collection=house.collection,
                permission=Permission.objects.get(content_type__app_label=app, codename=codename),
            )
    for page in showcases:
        WorkflowPage.objects.get_or_create(
            page=page.page_ptr, defaults={"workflow": house.workflow}
        )


def _on_pages(verb: str) -> Permission:
    return Permission.objects.get(
        content_type__app_label="wagtailcore",
        content_type__model="page",
        codename=f"{verb}_page",
    )


def province_index(language: str) -> ProvinceIndexPage:
    """The index in a language, made where it is missing."""
    locale = Locale.objects.get(language_code=language)
    found = ProvinceIndexPage.objects.filter(locale=locale).first()
    if found is not None:
        return found
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        raise NoFrontPage
    page = ProvinceIndexPage(title=INDEX_TITLES[language], slug=SLUG, locale=locale)
    other = ProvinceIndexPage.objects.exclude(locale=locale).first()
    if other is not None:
        page.translation_key = other.translation_key
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def _showcase(province: Province, language: str, made: list[str]) -> ShowcasePage:
    locale = Locale.objects.get(language_code=language)
    found = ShowcasePage.objects.filter(province=province, locale=locale).first()
    if found is not None:
        return found
    made.append(f"showcase ({language})")
    name = province.name_en if language == "en" else province.name_vi
    page = ShowcasePage(
        title=name,
        slug=province.slug,
        province=province,
        locale=locale,
        summary=SUMMARIES[language].format(province=name),
        body=[
            (
                "shelf",
                {
                    "heading": SHELVES[language],
                    "products": [],
                    "query": {
                        "province": province.slug,
                        "criteria_set": "",
                        "words": "",
                        "star": "",
                        "in_season": True,
                    },
                    "limit": 6,
                },
            )
        ],
    )
    twin = ShowcasePage.objects.filter(province=province).exclude(locale=locale).first()
    if twin is not None:
        page.translation_key = twin.translation_key
    province_index(language).add_child(instance=page)
    revision = page.save_revision()
    revision.publish()
    LoadedPiece.objects.create(
        name=f"{province.slug}/showcase", locale=locale, page=page, revision=revision
    )
    return page
