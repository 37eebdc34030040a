"""Behind the walls the own work goes on; what is forged, searched, filtered or left behind shows nothing."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.models import ShowcasePage, StoryPage
from tests.cms.walls.neighbours import SECRET, rows_of
from tests.cms.walls.visits import is_refused, said
from tests.factories import make_producer, make_product, make_user


def written(body: list | None = None, **fields) -> dict:
    """What the form of a story posts."""
    return nested_form_data(
        {
            "title": "Xoài đầu vụ",
            "slug": "xoai-dau-vu",
            "seo_title": "",
            "summary": "Một câu về xoài của chúng tôi.",
            "picture": "",
            "picture_alt": "",
            "body": streamfield(body or []),
            "sources": streamfield([]),
            "comments": inline_formset([]),
        }
        | fields
    )


def call(page: Page) -> tuple[str, dict]:
    words = {"title": "Đi", "text": "", "words": "Xem", "page": str(page.pk), "address": ""}
    return "call", words


def film(**chosen) -> list[tuple[str, dict]]:
    """A block that names a film, its captions, or a still picture."""
    told = {"title": "Phim", "film": "", "address": "", "length": "", "captions": "", "credit": ""}
    still = {"image": chosen.pop("still", ""), "decorative": "", "alt_text": "Vườn"}
    return [("video", told | {"poster": still, "transcript": rich_text("<p>Vườn.</p>")} | chosen)]


def names(page: Page) -> list[tuple[str, dict]]:
    """Ways in which a body may name a page."""
    link = f'<p><a linktype="page" id="{page.pk}">đây</a></p>'
    return [call(page), ("text", {"heading": "Mục", "text": rich_text(link)})]


def test_a_publisher_may_all_that_an_editor_may(own):
    rights = [
        set(GroupPagePermission.objects.filter(group=group).values_list("page", "permission"))
        for group in (own.house.editors, own.house.publishers)
    ]

    assert rights[0] < rights[1]


def test_an_editor_writes_and_submits_and_the_own_publishers_alone_are_told(
    editor, own, other, django_capture_on_commit_callbacks
):
    make_user(is_superuser=True, is_staff=True)
    add = reverse("wagtailadmin_pages:add", args=["cms", "storypage", own.showcase.pk])
    image = {"picture": str(own.image.pk), "picture_alt": "Vườn xoài"}

    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(add, written(names(own.changed), **image) | {"action-submit": "Gửi"})

    page = StoryPage.objects.get(slug="xoai-dau-vu")
    assert answer.status_code == 302
    assert (page.live, page.owner) == (False, own.editor)
    assert page.current_workflow_task.pk == own.house.task.pk
    assert {address for message in mail.outbox for address in message.to} == {own.publisher.email}


def test_a_publisher_previews_approves_and_reads_the_history(publisher, own):
    page = own.sent
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    approve = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", own.task_state.pk]
    )

    posted = publisher.post(preview, written(title="Bản xem trước"))
    shown = publisher.get(preview)
    asked = publisher.get(reverse("wagtailadmin_home"))
    answer = publisher.post(approve, {"comment": "Được."})
    history = publisher.get(reverse("wagtailadmin_pages:history", args=[page.pk]))

    assert posted.json()["is_valid"]
    assert "Bản xem trước" in said(shown)
    assert page.title in said(asked)
    assert answer.status_code == 302
    page.refresh_from_db()
    assert page.live
    assert history.status_code == 200


def test_a_chooser_begins_in_the_own_house_whatever_type_is_wanted(editor, own):
    answer = editor.get(reverse("wagtailadmin_choose_page"), {"page_type": "cms.DestinationPage"})

    assert answer.status_code == 302
    child = reverse("wagtailadmin_choose_page_child", args=[own.showcase.pk])
    assert answer["Location"] == f"{child}?page_type=cms.DestinationPage"
    assert own.draft.title in editor.get(child).json()["html"]


def test_what_is_shared_can_be_chosen(editor, own, other):
    index = own.showcase.get_parent()

    shown = editor.get(reverse("wagtailadmin_choose_page_child", args=[index.pk])).json()["html"]

    assert "Đồng Tháp" in shown
    assert "Cà Mau" not in shown


@pytest.mark.parametrize(
    "asked",
    [
        ("wagtailadmin_choose_page_search", [], {"q": "nhap"}),
        ("wagtailadmin_pages:search", [], {"q": "nhap"}),
        ("wagtailadmin_pages:search_results", [], {"q": "nhap", "ordering": "title"}),
        ("wagtailadmin_explore_root", [], {"q": "nhap", "search_all": "1"}),
        ("wagtailadmin_explore_results", [1], {"edited_by": "OTHER", "search_all": "1"}),
        ("wagtailadmin_pages:type_use", ["cms", "storypage"], {"owner": "OTHER"}),
        ("wagtailadmin_pages:type_use", ["cms", "storypage"], {"export": "csv"}),
        ("wagtailadmin_reports:aging_pages", [], {"export": "csv"}),
        ("wagtailadmin_api:pages:listing", [], {"search": "nhap"}),
        ("wagtailadmin_api:pages:listing", [], {"child_of": "1", "for_explorer": "1"}),
        ("wagtailadmin_api:pages:listing", [], {"descendant_of": "HOUSE"}),
        ("wagtailimages:index", [], {"q": "nhap"}),
        ("wagtailimages:index", [], {"collection_id": "COLLECTION"}),
        ("wagtaildocs:index", [], {"q": "nhap"}),
        ("wagtailimages_chooser:choose_results", [], {"q": "nhap"}),
        ("wagtailimages_chooser:choose_results", [], {"collection_id": "COLLECTION"}),
        ("wagtaildocs_chooser:choose_results", [], {"q": "nhap"}),
        ("wagtailimages_chooser:chosen_multiple", [], {"id": "IMAGE"}),
        ("wagtaildocs_chooser:chosen_multiple", [], {"id": "DOCUMENT"}),
        ("wagtailadmin_choose_page_chosen_multiple", [], {"id": "DRAFT"}),
    ],
)
def test_no_search_filter_or_list_shows_what_is_the_others(publisher, other, asked):
    name, arguments, query = asked
    stands_for = {
        "OTHER": other.editor.pk,
        "HOUSE": other.showcase.pk,
        "COLLECTION": other.house.collection_id,
        "IMAGE": other.image.pk,
        "DOCUMENT": other.document.pk,
        "DRAFT": other.draft.pk,
    }

    answer = publisher.get(
        reverse(name, args=arguments),
        {key: stands_for.get(value, value) for key, value in query.items()},
    )

    assert SECRET.lower() not in said(answer).lower()
    if "nhap" in query.values():
        assert "CUAMINH" in said(answer)


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
@pytest.mark.parametrize("wanted", ["one", "all of a shared page", "all"])
def test_pages_of_others_are_not_acted_on_together(publisher, own, other, action, wanted):
    before = rows_of(other)
    query = {
        "one": f"id={own.draft.pk}&id={other.draft.pk}",
        "all of a shared page": f"id=all&childOf={own.showcase.get_parent().pk}",
        "all": "id=all",
    }[wanted]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])

    answers = [
        publisher.get(f"{address}?{query}"),
        publisher.post(f"{address}?{query}", {"chooser": own.showcase.pk}),
    ]

    assert all(is_refused(answer) for answer in answers)
    assert rows_of(other) == before


def test_own_pages_pictures_and_documents_are_acted_on_together(publisher, own, other):
    pages = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    house = f"id=all&childOf={own.showcase.pk}"

    shown = publisher.get(f"{pages}?id={own.draft.pk}")

    assert own.draft.title in said(shown)
    assert publisher.get(f"{pages}?{house}").status_code == 200
    for app, model, mine, theirs in (
        ("wagtailimages", "image", own.image, other.image),
        ("wagtaildocs", "document", own.document, other.document),
    ):
        delete = reverse("wagtail_bulk_action", args=[app, model, "delete"])
        assert publisher.get(f"{delete}?id={mine.pk}").status_code == 200
        assert is_refused(publisher.get(f"{delete}?id={mine.pk}&id={theirs.pk}"))
        tag = reverse("wagtail_bulk_action", args=[app, model, "add_tags"])
        assert is_refused(publisher.post(f"{tag}?id={mine.pk}", {"tags": "xoai"}))


def test_users_are_not_acted_on_together(publisher, own):
    address = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])

    assert is_refused(publisher.post(f"{address}?id={own.editor.pk}"))


@pytest.mark.parametrize(
    "way", ["link in a text", "block", "picture", "film", "captions", "still picture"]
)
@pytest.mark.parametrize("view", ["edit", "preview_on_edit"])
def test_a_forged_number_is_refused_and_nothing_of_it_shown(editor, own, other, way, view):
    posted = {
        "link in a text": written(names(other.draft)[1:]),
        "block": written(names(other.draft)[:1], title=""),  # invalid: the form would come again
        "picture": written(picture=str(other.image.pk), picture_alt="Ảnh", title=""),
        "film": written(film(film=str(other.document.pk))),
        "captions": written(film(captions=str(other.document.pk))),
        "still picture": written(film(still=str(other.image.pk))),
    }[way]
    before = rows_of(own)

    answer = editor.post(reverse(f"wagtailadmin_pages:{view}", args=[own.changed.pk]), posted)

    assert is_refused(answer)
    assert SECRET.lower() not in said(answer).lower()
    assert rows_of(own) == before


def test_what_a_page_names_already_it_may_go_on_naming_by_its_published_title(editor, own, other):
    page = own.changed
    page.body = [("call", {"title": "Đi", "words": "Xem", "page": other.changed.pk})]
    page.save_revision()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

    shown = editor.get(edit)
    kept = editor.post(edit, written([call(other.changed)]))

    assert "Chuyện đã đăng" in said(shown)
    assert SECRET not in said(shown)
    assert kept.status_code == 302
    assert StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Xoài đầu vụ"


def test_an_address_typed_as_a_link_stays_an_address(editor, other):
    answer = editor.post(
        reverse("wagtailadmin_choose_page_external_link"),
        {
            "external-link-chooser-url": f"/province/ca-mau/{other.changed.slug}/",
            "external-link-chooser-link_text": "đây",
        },
    )

    assert answer.json()["result"]["url"] == f"/province/ca-mau/{other.changed.slug}/"
    assert SECRET not in said(answer)


@pytest.mark.parametrize("kind", ["image", "document"])
def test_editors_give_no_tags_which_everybody_would_see(editor, own, kind):
    model = {"image": get_image_model(), "document": get_document_model()}[kind]
    address = {"image": "wagtailimages:edit", "document": "wagtaildocs:edit"}[kind]
    thing = getattr(own, kind)

    answer = editor.post(
        reverse(address, args=[thing.pk]),
        {"title": "Tên mới", "description": "Vườn xoài", "tags": "bi-mat"},
    )

    assert answer.status_code == 302
    thing = model.objects.get(pk=thing.pk)
    assert (thing.title, list(thing.tags.names())) == ("Tên mới", [])


def test_who_changes_province_leaves_what_was_written_there(own, other):
    """Recent edits, locks and moderation on the start page."""
    mover = other.publisher
    other.draft.save_revision(user=mover, log_action=True)
    other.house.workflow.start(other.changed, mover)
    mover.groups.set([own.house.publishers])
    mover.first_name = ""
    mover.save()
    client = Client()
    client.force_login(mover)

    shown = said(client.get(reverse("wagtailadmin_home")))

    assert other.draft.title not in shown
    assert other.changed.title not in shown


def test_the_menus_lead_nowhere_shut(publisher):
    shown = said(publisher.get(reverse("wagtailadmin_home")))

    assert reverse("wagtailadmin_reports:aging_pages") in shown
    for shut in ("site_history", "workflow", "page_types_usage", "locked_pages"):
        assert reverse(f"wagtailadmin_reports:{shut}") not in shown


def test_goods_of_the_own_province_come_first_and_others_can_be_chosen(editor, own):
    near, far = (
        make_product(title, producer=make_producer(f"Nhà {slug}", province_slug=slug))
        for title, slug in (("Yến sào", "dong-thap"), ("An xoa", "ca-mau"))
    )

    products = said(editor.get(reverse("product_chooser:choose_results")))
    producers = said(editor.get(reverse("producer_chooser:choose_results")))
    chosen = editor.get(reverse("product_chooser:chosen", args=[far.pk]))

    assert products.index(near.title) < products.index(far.title)
    assert producers.index("Nhà dong-thap") < producers.index("Nhà ca-mau")
    assert chosen.json()["result"]["id"] == str(far.pk)


def test_an_operator_meets_everything(own, other):
    client = Client()
    client.force_login(make_user(is_superuser=True, is_staff=True))

    found = said(client.get(reverse("wagtailadmin_choose_page_search"), {"q": "nhap"}))

    assert own.draft.title in found
    assert other.draft.title in found
    assert client.get(reverse("wagtailadmin_reports:site_history")).status_code == 200
    assert client.get(reverse("wagtailadmin_choose_page")).status_code == 200


def test_the_start_page_leads_into_the_own_house(editor, own, other):
    html = editor.get(reverse("wagtailadmin_home")).content.decode()

    for language in ("vi", "en"):
        mine, theirs = (
            ShowcasePage.objects.get(province=one.house.province, locale__language_code=language)
            for one in (own, other)
        )
        assert reverse("wagtailadmin_explore", args=[mine.pk]) in html
        assert reverse("wagtailadmin_pages:add_subpage", args=[mine.pk]) in html
        assert theirs.title not in html
