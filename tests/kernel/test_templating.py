"""Our loader draws every template with the bytes that Django's own would draw."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404
from django.template import Context, Engine, RequestContext, TemplateDoesNotExist
from django.template.base import VariableDoesNotExist
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kernel.language import Words

OURS = "marketplace.kernel.templating.loader.Loader"
DJANGO = "django.template.loaders.cached.Loader"
LIBRARIES = {
    "i18n": "django.templatetags.i18n",
    "static": "django.templatetags.static",
    "money": "marketplace.kernel.templatetags.money",
    "wording": "marketplace.kernel.templatetags.wording",
}


class Silent(Exception):
    silent_variable_failure = True


@dataclass
class Thing:
    name: Any = "Xoài <cát>"
    parts: list[Any] = field(default_factory=list)
    table: dict[str, Any] = field(default_factory=dict)

    def method(self) -> str:
        return "called & escaped"

    def needs(self, argument: str) -> str:
        return argument

    def delete(self) -> None:
        raise AssertionError("never called by a template")

    delete.alters_data = True  # type: ignore[attr-defined]

    @property
    def missing(self) -> str:
        raise Silent

    @property
    def broken(self) -> str:
        raise AttributeError("within")

    @property
    def lost(self) -> str:
        raise Http404("no")


TEMPLATES = {
    "base.html": (
        "{% load i18n %}<title>{% block title %}Base{% endblock %}</title>{% comment %}not{% endcomment %}"
        "{% block outer %}<main>{% block inner %}inner of the base{% endblock %}</main>{% endblock %}"
        "{% if thing %}{% block within %}{{ thing.name }}{% endblock %}{% endif %}[{{ left_behind }}]"
    ),
    "middle.html": (
        '{% extends "base.html" %}{% load i18n %}never shown'
        "{% block inner %}{% with left_behind=1 %}{{ left_behind }}{% endwith %}"
        "{% block deep %}deep{% endblock %}{% endblock %}"
    ),
    "child.html": (
        '{% extends "middle.html" %}{% load i18n wording %}{% block title %}{% translate "Sold out" %}'
        "{% endblock %}{% block deep %}{% words thing.name 'Mango' as left_behind %}"
        "{{ left_behind }}{% endblock %}"
    ),
    "super.html": '{% extends "base.html" %}{% block title %}{{ block.super }}+{% endblock %}',
    "super_of_middle.html": (
        '{% extends "middle.html" %}{% block title %}{{ block.super }}+{% endblock %}'
        "{% block deep %}{{ block.super }}er{% endblock %}"
    ),
    "chosen_middle.html": "{% extends parent_of_parent %}{% block deep %}chosen{% endblock %}",
    "chosen.html": "{% extends parent %}{% block title %}chosen{% endblock %}",
    "hidden.html": (
        "{% autoescape off %}{% block body %}{{ thing.name }}{% endblock %}{% endautoescape %}"
    ),
    "under_hidden.html": '{% extends "hidden.html" %}{% block body %}{{ thing.name }}!{% endblock %}',
    "card.html": "<p>{{ thing.name }}{{ more }}{{ forloop.counter }}{% block title %}c{% endblock %}</p>",
    "turns.html": "{% cycle 'a' 'b' %}{% ifchanged more %}{{ more }}{% endifchanged %}",
    "itself.html": "{{ depth }}{% if depth %}{% include 'itself.html' with depth=rest %}{% endif %}",
}

SOURCES = [
    "{{ thing }} {{ thing.name }} {{ thing.method }} {{ thing.needs }} {{ thing.delete }}",
    "{{ thing.missing }}|{{ thing.nothing }}|{{ nothing }}|{{ nothing.at.all }}|{{ thing.parts.9 }}",
    "{{ thing.parts.0 }} {{ thing.parts.0.name }} {{ thing.table.key }} {{ thing.table.items }}",
    "{{ text.upper }} {{ text.0 }} {{ pair.1 }} {{ kind }} {{ kind.mro }}",
    "{{ safe }} {{ text }} {{ number }} {{ large }} {{ decimal }} {{ truth }} {{ none }} {{ day }} {{ at }}",
    "{{ words }} {{ lazy }} {{ fraction }} {{ listed }} {{ marked }}",
    "{% load i18n %}{% autoescape off %}{{ safe }} {{ text }} {{ words }} {{ number }} {% translate '<b>' %}"
    "{{ at }}{% include 'card.html' with more='<i>' %}{% endautoescape %}",
    "{{ text|default:'<b>' }} {{ nothing|default:text }} {{ nothing|default_if_none:'x' }}",
    "{{ day|date:'d/m/Y' }} {{ at|date:'H:i' }} {{ text|linebreaks }} {{ listed|join:', ' }}",
    "{{ day|date }} {{ day|date:none }} {{ day|date:text }} {{ none|date:'d/m' }} {{ day|date:'d F Y' }}"
    "{% if day|date:'d' == '26' %}1{% endif %}{{ text|date:'d' }}{{ day|date:'D'|upper }}",
    "{% load i18n money %}{% get_current_language as said %}{{ said }}{{ day|date:'F' }}{{ large|price }}"
    "{% language 'en' %}{% get_current_language as said %}{{ said }}{{ day|date:'F' }}{{ large|price }}"
    "{% endlanguage %}{{ said }}{{ nothing|price }}{{ large|price|length }}",
    "{{ marked }} {{ said_with_all }} {{ said_with_all|safe }} {{ said_with_all|upper }}",
    "{{ decimal|floatformat:2 }} {{ listed|length }} {{ text|escape|upper }} {{ safe|lower }}",
    "{{ text|cut:'c'|truncatechars:4 }} {{ number|add:number }} {{ text|default:_('Sold out') }}",
    "{% if thing and number > 2 %}1{% elif none %}2{% else %}3{% endif %}",
    "{% if not nothing %}1{% endif %}{% if thing.nothing %}2{% endif %}{% if text in none %}3{% endif %}",
    "{% if text > number %}1{% else %}2{% endif %}{% if none is None %}3{% endif %}"
    "{% if number is not None or thing %}4{% endif %}{% if 'cát' not in text %}5{% endif %}",
    "{% if number == 3 and text != 'a' or truth %}1{% endif %}{% if listed|length >= 2 %}2{% endif %}",
    "{% for one in listed %}{{ forloop.counter }}{{ forloop.revcounter0 }}{{ one }}"
    "{% if forloop.first %}f{% endif %}{% if forloop.last %}l{% endif %}{% endfor %}{{ one }}",
    "{% for one in listed reversed %}{% for other in listed %}{{ forloop.parentloop.counter }}"
    "{{ other }}{% endfor %}{% empty %}none{% endfor %}{% for x in none %}{% empty %}e{% endfor %}",
    "{% for a, b in pairs %}{{ a }}={{ b }} {% endfor %}"
    "{% for k, v in thing.table.items %}{{ k }}{% endfor %}",
    "{% for one in made %}{% include 'card.html' with more=one %}{% include 'turns.html' with more=text %}"
    "{% endfor %}",
    "{% include 'card.html' only %}{% include 'card.html' with thing=thing only %}{% include name %}",
    "{% include 'itself.html' with depth=1 rest=0 %}",
    "{% load i18n %}{% translate 'Sold out' %} {% translate 'Sold out' as gone %}{{ gone }}"
    "{% translate text %} {% translate 'Delivery' context 'product' %} {% translate '100 %' %}"
    "{% translate 'sold out'|upper %}",
    "{% load i18n %}{% blocktranslate with name=thing.name %}formerly {{ name }}, 5 %{% endblocktranslate %}"
    "{% blocktranslate count total=number %}{{ total }} product{% plural %}{{ total }} products"
    "{% endblocktranslate %}{% blocktranslate %}{{ text }}{{ nothing }}{% endblocktranslate %}",
    "{% load i18n %}{% language 'en' %}{% translate 'Sold out' %}{% for a in listed %}"
    "{% translate 'In season' %}{% endfor %}{% endlanguage %}{% translate 'In season' %}",
    "{% load static %}{% static 'a b.css' %}{% static text %}{% static 'c.css' as c %}{{ c }}",
    "{% url 'catalogue:index' %} {% url 'catalogue:category' code %} {% url 'catalogue:category' 'B01' %}"
    "{% url 'catalogue:category' code=code as there %}{{ there }}{% url 'nowhere' as gone %}[{{ gone }}]",
    "{% load money %}{{ large|price }} {{ none|price }} "
    "{% with a=number b=text %}{{ a }}{{ b }}{% endwith %}",
    "{% load wording %}{% autoescape on %}{% words text %}{% endautoescape %}"
    "{% words text 'English' as said %}{{ said }} {{ said.lang }}",
    "{% spaceless %}<p> {% if thing %}<b> {{ text }}</b> {% endif %}</p>{% endspaceless %}"
    "{% firstof none text %}{% now 'Y' as year %}{{ year }}{% csrf_token %}"
    "{% verbatim %}{{ x }}{% endverbatim %}",
    "{% regroup pairs by 1 as groups %}{% for g in groups %}{{ g.grouper }}{{ g.list|length }}{% endfor %}",
]


def engine(loader: str, source: str) -> Engine:
    held = TEMPLATES | {"page.html": source}
    return Engine(
        loaders=[(loader, [("django.template.loaders.locmem.Loader", held)])], libraries=LIBRARIES
    )


def context() -> dict[str, Any]:
    first = Thing(name="first")
    return {
        "thing": Thing(parts=[first, 2], table={"key": "value & more", "other": first}),
        "text": "cát & <đá>",
        "safe": mark_safe("<i>Safe</i>"),
        "marked": Thing(name=mark_safe("<b>")),
        "number": 3,
        "large": 1234567,
        "fraction": 1234.5,
        "decimal": Decimal("1234567.50"),
        "truth": True,
        "none": None,
        "day": datetime.date(2026, 11, 26),
        "said_with_all": "a & b < c > d \" e ' f",
        "at": datetime.datetime(2026, 11, 26, 20, 30, tzinfo=datetime.UTC),
        "words": Words("chữ & <b>", "vi"),
        "lazy": translation.gettext_lazy("Sold out"),
        "listed": ["a", "<b>"],
        "pair": ("x", "<y>"),
        "pairs": [("a", 1), ("b", 1), ("<c>", 2)],
        "kind": Decimal,
        "made": iter([1, 2]),
        "code": "B07",
        "name": "card.html",
        "parent": "base.html",
        "parent_of_parent": "middle.html",
    }


def drawn(loader: str, source: str, language: str) -> list[str]:
    """Twice by one engine: the second time from what was kept."""
    page = engine(loader, source).get_template("page.html")
    request = RequestFactory().get("/")
    request.META["CSRF_COOKIE"] = "a" * 32
    with translation.override(language):
        told = []
        for _turn in range(2):
            told.append(page.render(Context(context())))
            told.append(page.render(RequestContext(request, context(), autoescape=False)))
        return told


def same(source: str) -> None:
    for language in ("vi", "en"):
        ours, djangos = (drawn(loader, source, language) for loader in (OURS, DJANGO))
        if "csrf" not in source:
            assert ours == djangos
        assert ours[0] == djangos[0]


@pytest.mark.parametrize("source", SOURCES)
def test_a_template_is_drawn_as_django_draws_it(source: str) -> None:
    same(source)


@pytest.mark.parametrize(
    "name",
    [
        *("base.html", "middle.html", "child.html", "super.html", "super_of_middle.html"),
        *("chosen.html", "chosen_middle.html", "under_hidden.html"),
    ],
)
def test_inheritance_is_as_djangos(name: str) -> None:
    same(TEMPLATES[name])
    same(f"{{% include '{name}' %}}{{% for one in listed %}}{{% include '{name}' %}}{{% endfor %}}")


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("{{ thing.broken }}", AttributeError),
        ("{{ thing.lost }}", Http404),
        ("{% for a, b in listed %}{% endfor %}", ValueError),
        ("{% include 'nowhere.html' %}", TemplateDoesNotExist),
        ("{% extends 'nowhere.html' %}", TemplateDoesNotExist),
        ("{% if text|add:nothing %}{% endif %}", VariableDoesNotExist),
    ],
)
def test_what_django_raises_is_raised(source: str, error: type[Exception]) -> None:
    for loader in (DJANGO, OURS):
        if error is VariableDoesNotExist:  # a condition takes it for false
            assert drawn(loader, source, "vi")[0] == ""
        else:
            with pytest.raises(error):
                drawn(loader, source, "vi")


def test_nothing_of_one_language_is_shown_in_another() -> None:
    source = "{% load i18n %}<p>{% translate 'Sold out' %}</p>{% url 'catalogue:index' %}"
    page = engine(OURS, source).get_template("page.html")
    told = []
    for language in ("vi", "en", "vi"):
        with translation.override(language):
            told.append(page.render(Context()))
    assert told == [
        "<p>Hết hàng</p>/products/",
        "<p>Sold out</p>/en/products/",
        "<p>Hết hàng</p>/products/",
    ]


def test_the_context_is_left_as_it_was() -> None:
    source = (
        '{% extends "child.html" %}{% block title %}{% for a, b in pairs %}{% with c=a %}'
        "{% include 'card.html' with more=c %}{% endwith %}{% endfor %}{% endblock %}"
    )
    given = Context(context())
    engine(OURS, source).get_template("page.html").render(given)
    assert given.flatten().keys() == context().keys() | {"True", "False", "None"}
    broken = engine(OURS, "{% with a=1 %}{{ thing.lost }}{% endwith %}").get_template("page.html")
    with pytest.raises(Http404):
        broken.render(given)
    assert "a" not in given


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.text().map(mark_safe),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=6,
)


@given(value=_values, way=st.lists(st.sampled_from(["a", "b", "0", "1", "keys"]), max_size=3))
def test_whatever_is_looked_up_is_found_alike(value: Any, way: list[str]) -> None:
    path = ".".join(["one", *way])
    source = f"{{{{ {path} }}}}{{% if {path} %}}y{{% endif %}}{{{{ {path}|default:'none' }}}}"
    ours, djangos = (
        engine(loader, source).get_template("page.html").render(Context({"one": value}))
        for loader in (OURS, DJANGO)
    )
    assert ours == djangos
