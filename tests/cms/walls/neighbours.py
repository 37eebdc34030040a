"""Two provinces at work, side by side: what each of their people has written, uploaded, locked, sent.

Everything of the second carries ``SECRET`` in its words: wherever an answer holds it, a wall has a hole.
"""

from dataclasses import dataclass
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from modelsearch.index import insert_or_update_object
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    Comment,
    GroupPagePermission,
    Page,
    PageLogEntry,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)

from cms.models import ProvinceHouse, ShowcasePage, StoryPage
from cms.provinces.services import provision_province
from marketplace.accounts.models import User
from marketplace.geography.models import Province
from tests.factories import make_user

SECRET = "BIMAT"


@dataclass
class Neighbour:
    """A province with its people and one of each thing that they can make."""

    house: ProvinceHouse
    editor: User
    publisher: User
    showcase: ShowcasePage
    draft: StoryPage
    changed: StoryPage
    sent: StoryPage
    image: object
    document: object
    upload: UploadedFile
    session: EditingSession
    redirect: Redirect
    comment: Comment
    task_state: TaskState
    workflow_state: WorkflowState
    media: Path = Path()


def make_neighbour(slug: str, mark: str) -> Neighbour:
    """``mark``: stands in every word that somebody of this province has written."""
    province = Province.objects.get(slug=slug)
    house = provision_province(province=province).house
    for named in (house.editors, house.publishers, house.collection, house.task, house.workflow):
        named.name = f"{mark} {named.name}"
        named.save()
    low = mark.lower()
    editor = make_user(f"{low}-writes@example.vn", first_name=mark, last_name="Biên tập")
    publisher = make_user(f"{low}-publishes@example.vn", first_name=mark, last_name="Xuất bản")
    editor.groups.add(house.editors)
    publisher.groups.add(house.publishers)
    showcase = ShowcasePage.objects.get(province=province, locale__language_code="vi")
    draft = story(showcase, f"Nhap {mark} moi", f"{low}-moi", editor)
    changed = story(showcase, "Chuyện đã đăng", "chuyen-da-dang", editor)
    changed.get_latest_revision().publish()
    changed.refresh_from_db()
    changed.title = f"Nhap {mark} sua"
    changed.save_revision(user=editor)
    sent = story(showcase, f"Nhap {mark} gui", f"{low}-gui", editor)
    state = house.workflow.start(sent, editor)
    draft.locked, draft.locked_by, draft.locked_at = True, publisher, timezone.now()
    draft.save()
    image = get_image_model().objects.create(
        title=f"Nhap {mark} anh",
        file=get_test_image_file(f"{low}.png"),
        collection=house.collection,
        uploaded_by_user=editor,
    )
    document = get_document_model().objects.create(
        title=f"Nhap {mark} tai lieu",
        file=ContentFile(mark.encode(), name=f"{low}.txt"),
        collection=house.collection,
        uploaded_by_user=editor,
    )
    for found in (draft, changed, sent, image, document):
        insert_or_update_object(found)  # what the worker does after the save
    return Neighbour(
        house=house,
        editor=editor,
        publisher=publisher,
        showcase=showcase,
        draft=draft,
        changed=changed,
        sent=sent,
        image=image,
        document=document,
        upload=UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(image),
            file=ContentFile(b"x", name=f"{low}-upload.png"),
            uploaded_by_user=editor,
        ),
        session=EditingSession.objects.create(
            user=editor,
            content_type=ContentType.objects.get_for_model(Page),
            object_id=str(draft.pk),
            last_seen_at=timezone.now(),
        ),
        redirect=Redirect.objects.create(old_path=f"/{low}", redirect_page=changed),
        comment=Comment.objects.create(
            page=draft.page_ptr, user=editor, text=f"{mark}?", contentpath="title"
        ),
        task_state=state.current_task_state,
        workflow_state=state,
    )


def story(parent: ShowcasePage, title: str, slug: str, owner: User) -> StoryPage:
    """A page that nobody has published."""
    page = StoryPage(
        title=title, slug=slug, summary=title, locale=parent.locale, live=False, owner=owner
    )
    parent.add_child(instance=page)
    page.save_revision(user=owner, log_action=True)
    return StoryPage.objects.get(pk=page.pk)


def rows_of(neighbour: Neighbour) -> dict[str, list]:
    """All that the province's people have made, as it lies in the database."""
    house = neighbour.house
    below = {"path__startswith": neighbour.showcase.path}
    pages = list(Page.objects.filter(**below).values_list("pk", flat=True))
    numbers = [str(pk) for pk in pages]
    groups = [house.editors_id, house.publishers_id]
    queries = {
        "pages": Page.objects.filter(**below),
        "stories": StoryPage.objects.filter(**below),
        "showcases": ShowcasePage.objects.filter(**below),
        "revisions": Revision.objects.filter(object_id__in=numbers),
        "workflows": WorkflowState.objects.filter(object_id__in=numbers),
        "tasks": TaskState.objects.filter(workflow_state__object_id__in=numbers),
        "log": PageLogEntry.objects.filter(page__in=pages),
        "comments": Comment.objects.filter(page__in=pages),
        "images": get_image_model().objects.filter(collection=house.collection),
        "documents": get_document_model().objects.filter(collection=house.collection),
        "uploads": UploadedFile.objects.filter(uploaded_by_user=neighbour.editor),
        "sessions": EditingSession.objects.filter(object_id__in=numbers),
        "collection": Collection.objects.filter(pk=house.collection_id),
        "redirects": Redirect.objects.filter(redirect_page__in=pages),
        "people": User.objects.filter(groups__in=groups),
        "rights": GroupPagePermission.objects.filter(group__in=groups),
    }
    return {name: list(query.order_by("pk").values()) for name, query in queries.items()}
