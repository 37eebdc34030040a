"""Every address of Wagtail's administration that people of a province may come to; no others.

Deny by default: an address that a release of Wagtail brings, or an app of ours, stays shut until
somebody has thought about it. tests/cms/walls/test_addresses.py holds both lists against the resolver.
"""

_PLAIN = {
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtail_bulk_action",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_account",
    "wagtailadmin_logout",
    "wagtailadmin_dismissibles",
    "wagtailadmin_block_preview",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "editing_session",
}

#: By namespace. Of the API only what the sidebar's explorer reads; of the reports only the one that
#: names nobody but the own people.
_SPACES = {
    "wagtailadmin_api:pages": {"listing", "detail"},
    "wagtailadmin_editing_sessions": {"ping", "release"},
    "wagtailadmin_reports": {"aging_pages", "aging_pages_results"},
    "simple_translation": {"submit_page_translation"},
    "wagtailadmin_pages": {
        "add", "preview_on_add", "type_use", "type_use_results", "choose_parent", "usage", "edit",
        "preview_on_edit", "view_draft", "add_subpage", "delete", "unpublish", "convert_alias",
        "search", "search_results", "move", "move_confirm", "set_page_position", "copy",
        "workflow_action", "collect_workflow_action_data", "confirm_workflow_cancellation",
        "workflow_preview", "lock", "unlock", "revisions_index", "revisions_view",
        "revisions_revert", "revisions_unschedule", "revisions_compare", "workflow_history",
        "workflow_history_detail", "history", "history_results",
    },
    "wagtailimages": {
        "index", "index_results", "edit", "delete", "preview", "add", "image_usage",
        "add_multiple", "edit_multiple", "create_multiple_from_uploaded_image",
        "delete_multiple", "delete_upload_multiple",
    },
    "wagtailimages_chooser": {
        "choose", "choose_results", "chosen", "chosen_multiple", "create", "select_format",
    },
    "wagtaildocs": {
        "index", "index_results", "edit", "delete", "add", "document_usage", "add_multiple",
        "edit_multiple", "create_multiple_from_uploaded_document", "delete_multiple",
        "delete_upload_multiple",
    },
    "wagtaildocs_chooser": {"choose", "choose_results", "chosen", "chosen_multiple", "create"},
    "product_chooser": {"choose", "choose_results", "chosen", "chosen_multiple"},
    "producer_chooser": {"choose", "choose_results", "chosen", "chosen_multiple"},
    "service_chooser": {"choose", "choose_results", "chosen", "chosen_multiple"},
}  # fmt: skip

OPEN = frozenset(_PLAIN | {f"{space}:{name}" for space, names in _SPACES.items() for name in names})

#: Arguments in an address that are the number of a page.
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
#: Addresses whose ``pk`` is a page's.
PAGE_BY_PK = frozenset({"wagtailadmin_pages:revisions_compare", "wagtailadmin_api:pages:detail"})
#: Fields of forms that name a page; such a form, refused, would show its title again.
PAGE_FIELDS = ("new_parent_page", "parent_page", "chooser")
#: What may be done to many at once, and to what.
BULK = frozenset({"wagtailcore.page", "wagtailimages.image", "wagtaildocs.document"})
#: Tags are one list for everybody (``cms.forms``).
CLOSED_TO_MANY = frozenset({"add_tags"})
