"""People of a province meet, in Wagtail's administration, the own province and what is shared.

Every address that the resolver knows is visited; one that nobody has thought about fails the first test.
"""

import itertools
from typing import Any

from cms.models import HomePage
from cms.provinces.walls.addresses import OPEN
from tests.addresses import Address, addresses
from tests.cms.walls.neighbours import SECRET, Neighbour, rows_of
from tests.cms.walls.visits import come, is_refused, said

#: Addresses at which people of a province meet a refusal, whatever they bring.
CLOSED = {
    "wagtailadmin_error_test", "wagtailadmin_tag_autocomplete",
    "wagtailadmin_tag_model_autocomplete", "wagtailadmin_login", "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done", "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete", "wagtailadmin_pages:set_privacy",
    "simple_translation:submit_snippet_translation", "wagtailsnippets:index",
    "wagtailimages:url_generator", "wagtailimages:url_generator_output",
    "product_chooser:create", "producer_chooser:create", "service_chooser:create",
    "wagtailadmin_api:pages:find", "wagtailadmin_api:pages:action",
    *(f"wagtailadmin_api:{kind}:{name}" for kind in ("images", "documents")
      for name in ("listing", "detail", "find")),
    *(f"wagtailadmin_reports:{name}{part}" for name in (
        "locked_pages", "workflow", "workflow_tasks", "site_history", "page_types_usage",
    ) for part in ("", "_results")),
    *(f"wagtailadmin_collections:{name}" for name in (
        "index", "add", "edit", "delete", "set_privacy",
    )),
    *(f"wagtailadmin_workflows:{name}" for name in (
        "index", "index_results", "add", "enable", "disable", "edit", "usage", "usage_results",
        "remove", "add_task", "select_task_type", "task_index", "task_index_results", "edit_task",
        "disable_task", "enable_task", "task_chooser", "task_chooser_results",
        "task_chooser_create", "task_chosen",
    )),
    *(f"wagtailredirects:{name}" for name in (
        "index", "index_results", "add", "edit", "delete", "start_import", "process_import",
    )),
    "wagtailembeds:chooser", "wagtailembeds:chooser_upload",
    *(f"wagtailsites:{name}" for name in (
        "index", "index_results", "add", "edit", "delete", "history", "history_results", "usage",
        "copy",
    )),
    *(f"wagtailusers_users:{name}" for name in (
        "index", "index_results", "add", "edit", "delete", "history", "history_results", "usage",
        "copy",
    )),
    *(f"wagtailusers_groups:{name}" for name in (
        "index", "index_results", "add", "edit", "delete", "history", "history_results", "usage",
    )),
}  # fmt: skip
#: For everybody who is signed in, or nobody.
HARMLESS = {
    "editing_session",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
}
#: Ours, at addresses of Wagtail's: ways out, and the same forms and words in Vietnamese.
ENTRANCES = {"/cms/login/", "/cms/password_reset/"}
OURS_BEFORE_WAGTAILS = {
    "/cms/jsi18n/",
    "/cms/choose-external-link/",
    "/cms/choose-email-link/",
    "/cms/choose-phone-link/",
}
#: Addresses without a name, all of which say that there is nothing.
NAMELESS = {"/cms/test404/", "/cms//"}


def of_wagtail() -> list[Address]:
    return [address for address in addresses() if address.path.startswith("/cms/")]


def filling(neighbour: Neighbour, address: Address, variable: str) -> Any:
    """What of ``neighbour``'s stands for a variable of an address; KeyError for an unknown one."""
    name = address.name
    page = neighbour.sent if "workflow" in name else neighbour.draft
    kinds = {"wagtailimages": neighbour.image, "wagtaildocs": neighbour.document}
    thing = kinds.get(name.partition(":")[0].removesuffix("_chooser"), page)
    return {
        "page_id": page.pk,
        "page_to_move_id": page.pk,
        "parent_page_id": neighbour.showcase.pk,
        "destination_id": neighbour.showcase.pk,
        "pk": thing.pk,
        "object_id": page.pk,
        "image_id": neighbour.image.pk,
        "document_id": neighbour.document.pk,
        "doc_id": neighbour.document.pk,
        "uploaded_file_id": neighbour.upload.pk,
        "session_id": neighbour.session.pk,
        "revision_id": page.latest_revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "task_id": neighbour.house.task.pk,
        "task_state_id": neighbour.task_state.pk,
        "workflow_state_id": neighbour.workflow_state.pk,
        "content_type_app_name": "cms",
        "content_type_model_name": "storypage",
        "app_label": "wagtailcore" if "bulk" in name else "cms",
        "model_name": "page" if "bulk" in name else "storypage",
        "action": "delete",
        "action_name": "approve",
        "filter_spec": "width-20",
    }[variable]


def filled(address: Address, *whose: Neighbour) -> str:
    """The path, its variables taken from the neighbours in turn."""
    return address.form % {
        variable: filling(one, address, variable)
        for one, variable in zip(whose, address.variables, strict=True)
    }


def test_every_address_of_wagtail_is_open_or_closed():
    named = {address.name for address in of_wagtail() if address.name}

    assert not CLOSED & OPEN
    assert named == CLOSED | OPEN
    assert {address.path for address in of_wagtail() if not address.name} == NAMELESS | {
        *ENTRANCES,
        *OURS_BEFORE_WAGTAILS,
    }


def test_closed_addresses_refuse_whatever_is_brought(publisher, own, other):
    before = rows_of(own), rows_of(other)
    closed = [address for address in of_wagtail() if address.name in CLOSED]

    let_in = [
        (address.name, answer.status_code)
        for address in closed
        for method in ("get", "post")
        for answer in [come(publisher, method, address.path)]
        if not is_refused(answer)
    ]

    assert {address.name for address in closed} == CLOSED
    assert let_in == []
    assert (rows_of(own), rows_of(other)) == before


def forged(other: Neighbour) -> dict[str, Any]:
    """Every field by which a form of Wagtail's names something, naming the other's."""
    return {
        "new_parent_page": other.draft.pk,
        "parent_page": other.draft.pk,
        "chooser": other.draft.pk,
        "new_title": "Bản sao",
        "new_slug": "ban-sao",
        "title": "Sửa",
        "collection": other.house.collection.pk,
        "picture": other.image.pk,
        "workflow": other.house.workflow.pk,
        "owner": other.editor.pk,
        "comment": "Ghé qua.",
        "locales": HomePage.objects.get(locale__language_code="en").locale_id,
        "external-link-chooser-url": f"/province/ca-mau/{other.changed.slug}/",
    }


def test_no_open_address_shows_or_changes_what_is_the_others(publisher, own, other):
    before = rows_of(other)
    walked = [
        address for address in of_wagtail() if address.name in OPEN - HARMLESS and address.variables
    ]
    seen = set()
    holes = []

    for address in walked:
        for whose in itertools.product((own, other), repeat=len(address.variables)):
            path = filled(address, *whose)
            if path in seen or path == filled(address, *[own] * len(whose)):
                continue
            seen.add(path)
            for method, data in (("get", None), ("post", forged(other))):
                answer = come(publisher, method, path, data)
                if SECRET.lower() in said(answer).lower() or not is_refused(answer):
                    holes.append((address.name, method, path, answer.status_code))

    assert holes == []
    assert rows_of(other) == before


def test_no_address_of_the_own_house_shows_or_changes_what_is_the_others(publisher, own, other):
    """Its own goes while this walks; what deletes comes last."""
    before = rows_of(other)
    walked = [address for address in of_wagtail() if address.name in OPEN - HARMLESS]
    holes = []

    for address in sorted(walked, key=lambda one: "delete" in one.name):
        path = filled(address, *[own] * len(address.variables))
        for method, data in (("get", None), ("post", forged(other))):
            answer = come(publisher, method, path, data)
            if SECRET.lower() in said(answer).lower():
                holes.append((address.name, method, path, answer.status_code))

    assert holes == []
    assert rows_of(other) == before
    assert rows_of(own) != before
