"""Every page of the administration that a province's editor meets is in Vietnamese."""

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import ProvinceHouse, ShowcasePage, StoryPage
from tests.cms.english import EnglishMessages, strings
from tests.factories import make_product, make_user

pytestmark = pytest.mark.django_db

#: What stays in English, and why.
ALLOWED = {
    "Search": "Wagtail's templates write this hidden button without asking for a translation",
    "Actions": "so does the label of the row of buttons at the top",
    "None": "a counter that is hidden while it has nothing to count",
}
KINDS = ["storypage", "destinationpage", "itinerarypage", "eventpage", "campaignpage", "newspage"]
OF_A_PAGE = ["copy", "delete", "history", "move", "unpublish", "usage", "workflow_history"]
REPORTS = [
    "locked_pages",
    "page_types_usage",
    "site_history",
    "workflow",
    "workflow_tasks",
]


@pytest.fixture(scope="module")
def english() -> EnglishMessages:
    return EnglishMessages()


@pytest.fixture
def publisher(client, filled, today) -> Client:
    """Of one province, with all that its groups may."""
    house = ProvinceHouse.objects.get()
    user = make_user("publisher@example.vn")
    user.groups.add(house.publishers, house.editors)
    client.force_login(user)
    return client


@pytest.fixture
def house(publisher) -> ShowcasePage:
    return ShowcasePage.objects.get(locale__language_code="vi")


@pytest.fixture
def story(publisher) -> StoryPage:
    """With a draft besides what is published."""
    page = StoryPage.objects.filter(locale__language_code="vi")[0]
    page.title = "Tên khác"
    page.save_revision()
    return page


def english_in(client: Client, english: EnglishMessages, addresses: list[str]) -> dict[str, str]:
    """Each English message on the pages, with the first page that has it."""
    found: dict[str, str] = {}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        for message in english.within(strings(answer.content.decode())) - ALLOWED.keys():
            found.setdefault(message, address)
    return found


def test_an_english_message_would_be_found(english):
    page = '<p title="Save draft">Lưu</p><b>2-3 of 7 pages in &#x27;x&#x27;.</b><i data-x=\'["Undo"]\'>'

    assert english.within(strings(page)) == {"Save draft", "Undo"}


def test_the_explorer_and_every_form_are_vietnamese(publisher, house, english):
    pages = house.get_descendants(inclusive=True)
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_explore", args=[house.pk]),
        reverse("wagtailadmin_pages:add_subpage", args=[house.pk]),
        *(reverse("wagtailadmin_pages:add", args=["cms", kind, house.pk]) for kind in KINDS),
        *(reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages),
        reverse("wagtailadmin_pages:search") + "?q=xoai",
        reverse("wagtailadmin_pages:search") + "?q=zzz",
    ]

    assert english_in(publisher, english, addresses) == {}


def test_what_is_done_with_a_page_is_vietnamese(publisher, story, english):
    first, last = (story.revisions.order_by(order).first().pk for order in ("pk", "-pk"))
    compared = "wagtailadmin_pages:revisions_compare"
    addresses = [
        *(reverse(f"wagtailadmin_pages:{name}", args=[story.pk]) for name in OF_A_PAGE),
        reverse(compared, args=[story.pk, first, last]),
        reverse(compared, args=[story.pk, "live", "latest"]),
        reverse("wagtailadmin_pages:revisions_revert", args=[story.pk, first]),
        reverse("simple_translation:submit_page_translation", args=[story.pk]),
        *(
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={story.pk}"
            for action in ("delete", "move", "publish", "unpublish")
        ),
    ]

    assert english_in(publisher, english, addresses) == {}


def test_the_choosers_are_vietnamese(publisher, house, english):
    make_product()
    kinds = ("external_link", "email_link", "phone_link", "anchor_link")
    addresses = [
        reverse("wagtailadmin_choose_page_child", args=[house.pk]),
        reverse("wagtailadmin_choose_page_search") + "?q=zzz",
        *(reverse(f"wagtailadmin_choose_page_{kind}") for kind in kinds),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtaildocs_chooser:choose"),
        reverse("product_chooser:choose"),
        reverse("producer_chooser:choose"),
    ]

    assert english_in(publisher, english, addresses) == {}


def test_the_fields_of_a_link_have_vietnamese_names(publisher):
    shown = publisher.get(reverse("wagtailadmin_choose_page_email_link")).json()["html"]

    assert "Link text" not in shown
    assert "Chữ của liên kết" in shown


def test_pictures_and_documents_are_vietnamese(publisher, english):
    collection = ProvinceHouse.objects.get().collection
    picture = get_image_model().objects.create(
        title="Vườn", file=get_test_image_file("vuon.png"), collection=collection
    )
    paper = get_document_model().objects.create(
        title="Bản đồ", file=ContentFile(b"x", name="ban-do.txt"), collection=collection
    )
    addresses = [
        *(reverse(f"wagtailimages:{name}") for name in ("index", "add", "add_multiple")),
        *(
            reverse(f"wagtailimages:{name}", args=[picture.pk])
            for name in ("edit", "delete", "image_usage")
        ),
        *(reverse(f"wagtaildocs:{name}") for name in ("index", "add", "add_multiple")),
        *(
            reverse(f"wagtaildocs:{name}", args=[paper.pk])
            for name in ("edit", "delete", "document_usage")
        ),
        *(
            reverse("wagtail_bulk_action", args=[*model, action]) + f"?id={one.pk}"
            for model, one in (
                (("wagtailimages", "image"), picture),
                (("wagtaildocs", "document"), paper),
            )
            for action in ("delete", "add_to_collection")
        ),
    ]

    assert english_in(publisher, english, addresses) == {}


def test_an_editors_report_and_account_are_vietnamese(publisher, story, english):
    addresses = [reverse("wagtailadmin_account"), reverse("wagtailadmin_reports:aging_pages")]

    assert english_in(publisher, english, addresses) == {}


def test_the_reports_of_operators_are_vietnamese(client, story, english):
    client.force_login(make_user(is_superuser=True, is_staff=True))
    addresses = [reverse(f"wagtailadmin_reports:{report}") for report in REPORTS]

    assert english_in(client, english, addresses) == {}


def test_the_scripts_speak_vietnamese(publisher):
    catalogue = publisher.get(reverse("wagtailadmin_javascript_catalog")).content.decode(
        "unicode-escape"
    )

    assert '"Decorative image": "Ảnh trang trí"' in catalogue
    assert '"Edit": "Sửa"' in catalogue


def test_sending_a_page_to_be_approved_speaks_vietnamese(publisher, story, english):
    reader = make_user("reader@example.vn")
    reader.groups.add(ProvinceHouse.objects.get().publishers)
    form = {
        "title": story.title,
        "slug": story.slug,
        "seo_title": "",
        "summary": "Một câu.",
        "picture": "",
        "picture_alt": "",
        "body": streamfield([]),
        "sources": streamfield([]),
        "action-submit": "1",
    }

    answer = publisher.post(
        reverse("wagtailadmin_pages:edit", args=[story.pk]), nested_form_data(form), follow=True
    )

    assert "Đã gửi duyệt trang “Tên khác”." in answer.content.decode()
    assert english.within(strings(answer.content.decode())) - ALLOWED.keys() == set()
    asked = next(sent for sent in mail.outbox if sent.to == ["reader@example.vn"])
    assert asked.subject == "Trang “Tên khác” đã được gửi tới bước “Đồng Tháp: duyệt bài” để duyệt"
    assert english.within([asked.subject, *str(asked.body).splitlines()]) == set()
