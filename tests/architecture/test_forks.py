"""Oscar's forks: the table in settings, the tree and the migrations agree."""

import importlib
import re
from pathlib import Path

import oscar
import pytest
from django.apps import apps
from oscar.core.loading import get_class

from marketplace.settings.apps import OSCAR_FORKS
from tests.database import ROOT


def _folder(ours: str) -> Path:
    return ROOT.joinpath(*ours.split(".apps.", maxsplit=1)[0].split("."))


@pytest.mark.parametrize(("upstream", "ours"), OSCAR_FORKS.items())
def test_a_fork_is_installed_instead_of_its_upstream(upstream, ours):
    module, name = ours.rsplit(".", 1)
    config = getattr(importlib.import_module(module), name)
    upstream_module, upstream_name = upstream.rsplit(".", 1)
    base = getattr(importlib.import_module(upstream_module), upstream_name)

    assert issubclass(config, base)
    assert config.label == base.label
    assert type(apps.get_app_config(base.label)) is config
    assert upstream in oscar.INSTALLED_APPS


@pytest.mark.parametrize(
    "ours", [fork for fork in OSCAR_FORKS.values() if (_folder(fork) / "migrations").is_dir()]
)
def test_migrations_of_a_fork_are_upstreams_and_ours_from_0900(ours):
    folder = _folder(ours) / "migrations"
    label = ours.split(".")[-3]
    upstream = {
        path.name
        for path in (Path(oscar.__file__).parent / "apps" / label / "migrations").glob("0*.py")
    }
    present = {path.name for path in folder.glob("0*.py")}

    assert upstream <= present
    assert all(re.match(r"09\d\d_", name) for name in present - upstream)


def test_every_app_of_ours_that_extends_oscar_is_in_the_table():
    extending = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for package in ("catalog", "storefront", "search")
        for path in (ROOT / package).rglob("apps.py")
        if "oscar.apps." in path.read_text()
    }

    assert extending == {ours.rsplit(".", 1)[0] for ours in OSCAR_FORKS.values()}


def test_the_documents_name_every_fork():
    text = (ROOT / "docs" / "oscar.md").read_text()

    for ours in OSCAR_FORKS.values():
        assert f"`{ours.split('.apps.')[0].replace('.', '/')}`" in text


@pytest.mark.parametrize(
    ("module", "name", "ours"),
    [
        ("partner.strategy", "Selector", "catalog.partner.strategy"),
        ("order.utils", "OrderCreator", "storefront.order.utils"),
        ("shipping.repository", "Repository", "storefront.shipping.repository"),
    ],
)
def test_oscar_finds_our_classes_by_its_own_loader(module, name, ours):
    assert get_class(module, name).__module__ == ours
