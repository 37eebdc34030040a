"""Pictures and tables in pages: words for those who do not see, renditions read at once."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from cms.blocks.pictures import GalleryBlock
from cms.models import StoryPage

pytestmark = pytest.mark.django_db


def picture(name: str):
    return get_image_model().objects.create(
        title=name, file=get_test_image_file(f"{name}.png", size=(160, 120))
    )


def shown(name: str, words: str) -> dict:
    return {
        "picture": {"image": picture(name), "decorative": False, "alt_text": words},
        "caption": f"Chú thích {name}",
        "credit": "Hợp tác xã",
    }


def story() -> StoryPage:
    return StoryPage.objects.filter(locale__language_code="vi")[0]


def test_pictures_have_words_and_their_renditions_are_read_together(
    client, filled, today, django_assert_max_num_queries
):
    page = story()
    page.body = [
        (
            "hero",
            {
                "picture": {
                    "image": picture("vuon"),
                    "decorative": False,
                    "alt_text": "Vườn xoài bên sông",
                },
                "title": "Sáng sớm",
                "text": "",
                "credit": "Hội nông dân",
            },
        ),
        (
            "gallery",
            {
                "heading": "Mùa hái",
                "pictures": [shown(f"anh{number}", f"Ảnh số {number}") for number in range(4)],
            },
        ),
    ]
    page.save_revision().publish()
    client.get(page.get_url())

    with django_assert_max_num_queries(12):
        html = client.get(page.get_url()).content.decode()

    for words in ("Vườn xoài bên sông", "Ảnh số 0", "Ảnh số 3"):
        assert f'alt="{words}"' in html
    assert html.count("image/avif") >= 5
    assert "Chú thích anh0" in html
    assert html.count("Ảnh: Hợp tác xã") == 4
    assert "Ảnh: Hội nông dân" in html
    assert "Chú thích anh3" in html


def test_a_page_with_a_picture_of_its_own_says_what_it_shows(client, filled, today):
    page = story()
    page.picture, page.picture_alt = picture("rieng"), "Người hái xoài"
    page.save_revision().publish()

    assert 'alt="Người hái xoài"' in client.get(page.get_url()).content.decode()

    page.picture_alt = " "
    with pytest.raises(ValidationError, match="picture_alt"):
        page.full_clean()


def test_a_picture_without_words_is_refused(db):
    block = GalleryBlock()
    value = block.normalize({"heading": "", "pictures": [shown("a", ""), shown("b", "Có chữ")]})

    with pytest.raises(StructBlockValidationError):
        block.clean(value)


def test_a_table_has_its_caption_and_its_headings(client, filled, today):
    page = story()
    table = {
        "columns": [{"type": "text", "heading": "Giống"}, {"type": "text", "heading": "Vụ"}],
        "rows": [{"values": ["Cát Hoà Lộc", "tháng 4"]}, {"values": ["Cát Chu", "tháng 3"]}],
        "caption": "",
    }
    page.body = [("table", {"caption": "Các giống xoài", "table": table})]
    page.save_revision().publish()

    html = client.get(page.get_url()).content.decode()

    assert ">Các giống xoài</caption>" in html
    assert '<th scope="col">Giống</th>' in html
    assert "<td>Cát Chu</td><td>tháng 3</td>" in html
