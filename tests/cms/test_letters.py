"""What the newsletter hears of the provinces' pages, and the form on them."""

import datetime

import pytest

from catalog.catalogue.registries import stories
from cms.models import StoryPage
from marketplace.kernel.clock import now

pytestmark = pytest.mark.django_db


def test_stories_are_told_between_two_instants(filled):
    page = StoryPage.objects.get(locale__language_code="en")
    at = page.first_published_at

    (story,) = stories(language="en", since=at - datetime.timedelta(seconds=1), until=now())

    assert (story.title, story.summary) == (page.title, page.summary)
    assert story.url == f"http://testserver{page.get_url()}"
    assert (story.label, story.province) == ("Story · Đồng Tháp", "dong-thap")
    assert stories(language="en", since=at, until=now()) == []
    assert stories(language="en", since=at - datetime.timedelta(days=2), until=at)


@pytest.mark.parametrize(
    ("path", "province"),
    [
        ("/province/", ""),
        ("/province/dong-thap/", "dong-thap"),
        ("/en/province/dong-thap/", "dong-thap"),
    ],
)
def test_the_form_stands_on_pages_that_are_the_same_for_all(client, filled, today, path, province):
    answer = client.get(path)

    html = answer.content.decode()
    prefix = "/en" if path.startswith("/en") else ""
    assert f'action="{prefix}/newsletter/"' in html
    assert (f'name="province" value="{province}"' in html) == bool(province)
    form = html.partition(f'action="{prefix}/newsletter/"')[2].partition("</form>")[0]
    assert "csrfmiddlewaretoken" not in form
    assert answer.cookies == {}
