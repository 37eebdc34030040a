"""What an editor's preview is checked for, by axe within the page, before it is published."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

#: Names of files, and words that say no more than that there is a picture, numbered or not.
_NO_DESCRIPTION = (
    r"\.(avif|gif|heic|jpe?g|png|svg|tiff?|webp)$|_|"
    r"^(ảnh|hình|hình ảnh|image|photo|picture)( minh hoạ)?( \d+)?$"
)


class PageChecks(ContentCheckerItem):
    """Of what the editor writes, not of our header and footer: Wagtail's rules and some of ours."""

    axe_include: ClassVar[list[str]] = ["main"]
    axe_run_only: ClassVar[list[str]] = [
        *ContentCheckerItem.axe_run_only,
        "identical-links-same-purpose",
        "image-alt",
        "image-redundant-alt",
    ]
    axe_custom_checks: ClassVar[list[dict[str, Any]]] = [
        *(
            one
            for one in ContentCheckerItem.axe_custom_checks
            if one["id"] != "check-image-alt-text"
        ),
        {"id": "check-image-alt-text", "options": {"pattern": _NO_DESCRIPTION}},
    ]
    axe_messages: ClassVar[dict[str, dict[str, Any]]] = ContentCheckerItem.axe_messages | {
        "empty-meta-description": {
            "error_name": _("There is no summary"),
            "help_text": _("Cards and search engines show it"),
        },
        "identical-links-same-purpose": {
            "error_name": _("Links with the same words lead to different pages"),
            "help_text": _("Say in each link where it leads"),
        },
        "image-alt": {
            "error_name": _("A picture has no description"),
            "help_text": _("Say what it shows, or mark it as decoration"),
        },
        "image-redundant-alt": {
            "error_name": _("A description repeats the words beside the picture"),
            "help_text": _("Say what only the picture shows"),
        },
    }
