"""Texts of the database in the page's language (kernel.language), for templates."""

from django import template

from marketplace.kernel import language

register = template.Library()


@register.simple_tag
def words(vietnamese: str, english: str = "") -> language.Words:
    """The English text on an English page, else the Vietnamese one, marked as such."""
    return language.words(vietnamese or "", english or "")
