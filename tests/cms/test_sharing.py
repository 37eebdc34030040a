"""How a province's pages look where somebody shares them."""

import io
import re

import pytest
from PIL import Image

from cms.models import ShowcasePage, StoryPage
from marketplace.pictures import covers
from marketplace.pictures.covers import Cover, cover_file

pytestmark = pytest.mark.django_db

_META = re.compile(r'<meta (?:property|name)="((?:og|article|twitter):[^"]+)" content="([^"]*)"')


def told(client, path: str) -> dict[str, str]:
    html = client.get(path).content.decode()
    found = _META.findall(html)
    assert len(dict(found)) == len(found)
    return {name: value.replace("&#x27;", "'") for name, value in found}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_story_says_what_it_is(client, filled, today, language):
    page = StoryPage.objects.get(locale__language_code=language)

    meta = told(client, page.get_url())

    prefix = "/en" if language == "en" else ""
    picture = meta.pop("og:image").removeprefix(f"http://testserver{prefix}/cover/")
    assert re.fullmatch(rf"{page.translation_key}/[0-9a-f]{{20}}\.jpg", picture)
    assert meta == {
        "og:site_name": "Chợ OCOP",
        "og:type": "article",
        "og:title": page.title,
        "og:description": page.summary,
        "og:url": f"http://testserver{page.get_url()}",
        "og:locale": {"vi": "vi_VN", "en": "en_GB"}[language],
        "og:locale:alternate": {"vi": "en_GB", "en": "vi_VN"}[language],
        "article:published_time": meta["article:published_time"],
        "article:modified_time": meta["article:modified_time"],
        "og:image:type": "image/jpeg",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"{page.title} – Đồng Tháp",
        "twitter:card": "summary_large_image",
    }


def test_the_picture_is_drawn_when_it_is_asked_for_and_not_with_the_page(client, filled, tmp_path):
    for path in ("/province/dong-thap/", StoryPage.objects.first().get_url()):
        address = told(client, path)["og:image"].removeprefix("http://testserver")
        assert list(tmp_path.rglob("*.jpg")) == []

        answer = client.get(address)

        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer["Content-Type"] == "image/jpeg"
        image = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
        assert (image.size, image.format) == ((1200, 630), "JPEG")
        for file in tmp_path.rglob("*.jpg"):
            file.unlink()


def test_it_is_drawn_once(client, filled, monkeypatch):
    address = told(client, "/province/dong-thap/")["og:image"]
    client.get(address)
    monkeypatch.delattr(covers, "drawn")

    assert client.get(address).status_code == 200


def test_another_title_has_another_address_and_the_old_one_shows_today_s(client, filled):
    page = StoryPage.objects.get(locale__language_code="vi")
    before = told(client, page.get_url())["og:image"]
    page.title = "Một tên khác"
    page.save_revision().publish()

    after = told(client, page.get_url())["og:image"]

    assert after != before
    answer = client.get(before)
    assert answer["Cache-Control"] == "public, max-age=60"
    assert b"".join(answer.streaming_content) == b"".join(client.get(after).streaming_content)


def test_what_is_not_published_has_no_picture(client, filled):
    page = StoryPage.objects.get(locale__language_code="vi")
    address = told(client, page.get_url())["og:image"]
    page.unpublish()

    assert client.get(address).status_code == 404
    index = ShowcasePage.objects.get(
        province__slug="dong-thap", locale__language_code="vi"
    ).get_parent()
    assert client.get(f"/cover/{index.translation_key}/{'0' * 20}.jpg").status_code == 404


def test_a_title_of_any_length_fits():
    """What is too long is cut at a word; what the type does not have is left out."""
    for title in ("Huế", "Một chuyến đi rất dài " * 12, "Chợ 集市 nổi", "W" * 200):
        cover = Cover(title=title, above="Chuyện · Huế", signature="Chợ OCOP", province="hue")
        with cover_file(cover).open("rb") as file:
            assert Image.open(file).size == (1200, 630)


def test_the_index_shows_the_country(client, filled):
    meta = told(client, "/province/")

    assert meta["og:image"].endswith("/share-viet-nam-1200.jpg")
    assert meta["og:title"] == "Các tỉnh, thành"
