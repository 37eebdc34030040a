"""On what the fixed parts of a template depend: language, addresses, settings, escaping."""

from django.template.context import Context

from marketplace.kernel.addresses import Here, here

#: As kernel.addresses.Here, and whether text is escaped.
Place = tuple[str | None, str | None, str, int, bool]


def escaping(where: Here) -> Place:
    """The place of pieces of pages."""
    return (*where, True)


def place_of(context: Context) -> Place:
    return (*here(), context.autoescape)
