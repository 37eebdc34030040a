"""The prepared database is whole."""

import pytest
from wagtail.models import Site

from cms.models import HomePage


@pytest.mark.django_db
def test_a_fresh_installation_has_its_front_page():
    assert Site.objects.get(is_default_site=True).root_page.specific_class is HomePage
