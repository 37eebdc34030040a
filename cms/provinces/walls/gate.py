"""The gate before each address of Wagtail's administration, for whoever is no superuser.

Wagtail checks what somebody may *change*, and it does so behind this gate too. What it lets people
*see* of others it leaves to each view, in many without a seam: hence the addresses are few
(``OPEN``), and whatever page a request names must be an own or a shared one.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, URLPattern, URLResolver, resolve, reverse
from wagtail.admin.auth import permission_denied
from wagtail.models import Page, TaskState
from wagtail.permissions import policy_registry
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .addresses import BULK, CLOSED_TO_MANY, OPEN, PAGE_ARGUMENTS, PAGE_BY_PK, PAGE_FIELDS
from .pages import are_own, are_own_or_shared, houses_of

View = Callable[..., HttpResponseBase]


def walled(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Wagtail's addresses with the gate before each. Whoever may not come in at all meets Wagtail's own."""
    decorated: list[URLPattern | URLResolver] = decorate_urlpatterns(patterns, _gate)
    return decorated


def is_walled(user: Any) -> bool:
    """People of a province: all who may come into the administration but superusers."""
    return not user.is_superuser and user.has_perm("wagtailadmin.access_admin")


def is_open(address: str) -> bool:
    """Whether a link of a menu leads where people of a province may come; True for other sites."""
    try:
        name = resolve(address).view_name
    except Resolver404:
        return True
    return name in OPEN


def _gate(view: View) -> View:
    @wraps(view)
    def behind(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        match = request.resolver_match
        if match is None or match.url_name is None or not is_walled(request.user):
            return view(request, *args, **kwargs)  # without a name: what says "not found"
        name = match.view_name
        if name not in OPEN or not _is_theirs(request, name, kwargs):
            refused: HttpResponseBase = permission_denied(request)
            return refused
        if name == "wagtailadmin_choose_page":
            return _from_the_own_house(request) or view(request, *args, **kwargs)
        return view(request, *args, **kwargs)

    return behind


def _is_theirs(request: HttpRequest, name: str, arguments: dict[str, Any]) -> bool:
    """Whether every page, picture and document that a request names is for this user to meet."""
    user = request.user
    if name == "wagtail_bulk_action":
        return _may_act_on_many(request, arguments)
    named = [arguments[key] for key in PAGE_ARGUMENTS if key in arguments]
    if name in PAGE_BY_PK:
        named.append(arguments["pk"])
    if name == "wagtailadmin_choose_page_chosen_multiple":
        named += request.GET.getlist("id")
    named += _posted(request)
    pages = _numbers(named)
    if pages is None or not are_own_or_shared(user, pages):
        return False
    return _is_of_the_page(arguments)


def _posted(request: HttpRequest) -> list[str]:
    """What a form names as the place of a page; nothing where its field is left empty."""
    return [value for key in PAGE_FIELDS for value in request.POST.getlist(key) if value]


def _numbers(values: Iterable[Any]) -> list[int] | None:
    """None where one is no number."""
    texts = [str(value) for value in values]
    return [int(text) for text in texts] if all(text.isdecimal() for text in texts) else None


def _may_act_on_many(request: HttpRequest, arguments: dict[str, Any]) -> bool:
    """Wagtail lists by title what it will not act on: nothing of others may be among it."""
    label = f"{arguments['app_label']}.{arguments['model_name']}".lower()
    wanted = request.GET.getlist("id")
    all_of = [request.GET.get("childOf", "")] if "all" in wanted else []
    numbers = _numbers(value for value in wanted if value != "all")
    if label not in BULK or arguments["action"] in CLOSED_TO_MANY or numbers is None:
        return False
    if label == "wagtailcore.page":
        places = _numbers(_posted(request))
        within = _numbers(all_of)
        return (
            places is not None
            and within is not None
            and are_own(request.user, numbers + within)
            and are_own_or_shared(request.user, places)
        )
    model = apps.get_model(label)
    chosen = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
        request.user, ["change", "choose"]
    )
    found: int = chosen.filter(pk__in=numbers).count()
    return found == len(set(numbers))


def _is_of_the_page(arguments: dict[str, Any]) -> bool:
    """Whether the task, or its state, that an address names beside a page is that page's; Wagtail
    takes any."""
    page = arguments.get("page_id")
    if "task_state_id" in arguments:
        states = TaskState.objects.filter(workflow_state__object_id=str(page))
        return states.filter(pk=arguments["task_state_id"]).exists()
    if "task_id" in arguments:
        workflow = Page.objects.get(pk=page).get_workflow()
        return workflow is not None and workflow.tasks.filter(pk=arguments["task_id"]).exists()
    return True


def _from_the_own_house(request: HttpRequest) -> HttpResponseBase | None:
    """The chooser of pages begins in the own house, in the language of the administration.

    Wagtail begins at the nearest page above all of a type, which may be another province's.
    """
    houses = houses_of(request.user)
    if not houses:
        return None
    language = request.LANGUAGE_CODE
    first = next((one for one in houses if one.locale.language_code == language), houses[0])
    address = reverse("wagtailadmin_choose_page_child", args=[first.pk])
    return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)
