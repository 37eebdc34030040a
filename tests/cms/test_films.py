"""Films in pages: what is taken in, how a player gets it, what readers have who do not hear or see it."""

import contextlib
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.rich_text import RichText

from cms.blocks.films import VideoBlock
from cms.films.checking import check_captions, clean_film
from cms.films.serving import MOST, film_address
from cms.models import ProvinceHouse, StoryPage
from marketplace.kernel.uploads import UploadRefused
from tests.cms.films import CAPTIONS, PLACE, WEBM, mp4
from tests.cms.test_pictures import picture
from tests.factories import make_user


def document(name: str, content: bytes):
    made = get_document_model()(title=name, file=ContentFile(content, name=name))
    made._set_document_file_metadata()
    made.save()
    return made


def value(**given):
    block = VideoBlock()
    still = {"image": picture("canh"), "decorative": False, "alt_text": "Chợ nổi lúc sáng sớm"}
    told = {
        "title": "Chợ nổi buổi sáng",
        "film": None,
        "address": "",
        "poster": still,
        "length": "2:05",
        "captions": None,
        "without_speech": False,
        "transcript": RichText("<p>Ghe chở khóm cập mạn.</p>"),
        "credit": "Hội nông dân",
    }
    return block, block.normalize(told | given)


def refusal(film: bytes, *, kind: str = "mp4") -> str:
    with pytest.raises(UploadRefused) as refused:
        clean_film(io.BytesIO(film), kind=kind)
    return refused.value.code


@pytest.mark.parametrize("pictures", [b"avc1", b"av01", b"vp09"])
def test_a_film_that_browsers_show_is_taken_without_the_place_where_it_was_made(pictures):
    whole = mp4(pictures=pictures)
    file = io.BytesIO(whole)

    clean_film(file, kind="mp4")

    assert PLACE in whole
    assert file.tell() == 0
    kept = file.read()
    assert len(kept) == len(whole)
    assert b"udta" not in kept
    assert kept.count(b"free") == 1


def test_what_is_no_film_or_not_whole_is_refused(settings):
    whole = mp4()

    assert refusal(b"<html>film.mp4</html>") == "wrong_type"
    assert refusal(WEBM) == "wrong_type"
    assert refusal(whole, kind="webm") == "wrong_type"
    assert refusal(whole[:-30]) == "damaged"
    assert refusal(whole[: whole.index(b"mdat") - 4]) == "damaged"
    assert refusal(mp4(pictures=b"hvc1")) == "codec"
    settings.FILM_MAX_BYTES = len(whole) - 1
    assert refusal(whole) == "too_large"


@pytest.mark.parametrize("at", range(0, len(mp4()), 3))
def test_a_broken_film_is_refused_and_breaks_nothing(at):
    """Every box's length is somebody else's word."""
    broken = bytearray(mp4())
    broken[at] ^= 0xFF

    with contextlib.suppress(UploadRefused):  # anything else would be a server error
        clean_film(io.BytesIO(bytes(broken)), kind="mp4")


def test_webm_is_known_by_its_header():
    clean_film(io.BytesIO(WEBM), kind="webm")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"WEBVTT",
        b"WEBVTTX\n\n00:00.000 --> 00:02.000\nA\n",
        b"1\n00:00:00,000 --> 00:00:02,000\nSubRip\n",
        CAPTIONS.decode().encode("utf-16"),
        CAPTIONS + b" " * 1024 * 1024,
    ],
)
def test_captions_are_webvtt(content):
    check_captions(io.BytesIO(CAPTIONS))
    check_captions(io.BytesIO(b"\xef\xbb\xbf" + CAPTIONS.replace(b"\n", b"\r\n")))

    with pytest.raises(UploadRefused):
        check_captions(io.BytesIO(content))


@pytest.mark.django_db
def test_a_film_is_one_of_ours_or_a_link_and_speaks_to_those_who_do_not_hear():
    film, words = document("phim.mp4", mp4()), document("phim.vtt", CAPTIONS)
    other = document("so-lieu.pdf", b"%PDF-1.4 %%EOF")

    for right in (
        {"film": film.pk, "captions": words.pk},
        {"film": film.pk, "without_speech": True},
        {"address": "https://video.example/watch/1"},
    ):
        block, whole = value(**right)
        assert block.clean(whole)["title"] == "Chợ nổi buổi sáng"
    for wrong, field in (
        ({}, "film"),
        ({"film": film.pk, "address": "https://video.example/1"}, "film"),
        ({"film": film.pk}, "captions"),
        ({"film": film.pk, "captions": other.pk}, "captions"),
        ({"film": other.pk, "without_speech": True}, "film"),
        ({"film": words.pk, "without_speech": True}, "film"),
        ({"address": "http://video.example/1"}, "address"),
        ({"address": "https://video.example/1", "length": "2 phút"}, "length"),
        ({"address": "https://video.example/1", "transcript": RichText("")}, "transcript"),
    ):
        block, broken = value(**wrong)
        with pytest.raises(StructBlockValidationError) as refused:
            block.clean(broken)
        assert set(refused.value.block_errors) == {field}


def story_with(*films) -> StoryPage:
    page = StoryPage.objects.filter(locale__language_code="vi")[0]
    page.body = [("video", told) for told in films]
    page.save_revision().publish()
    return page


def test_a_page_plays_our_own_files_and_leads_to_others_by_a_link(client, filled, today):
    film, words = document("phim.mp4", mp4()), document("phim.vtt", CAPTIONS)
    _block, own = value(film=film.pk, captions=words.pk)
    _block, elsewhere = value(address="https://www.video.example/watch/1", title="Chợ đêm")
    gone = own | {"film": 0, "title": "Phim đã xoá"}
    page = story_with(own, elsewhere, gone)

    answer = client.get(page.get_url())
    html = answer.content.decode()

    assert html.count("<video ") == 1
    assert '<video controls preload="none"' in html
    assert f'<source src="{film_address(film)}">' in html
    assert '<track kind="captions" srclang="vi"' in html
    assert f'src="{film_address(words)}"' in html
    assert "Phim, 2:05 phút" in html
    assert '<a class="button button-secondary" href="https://www.video.example/watch/1"' in html
    assert "Xem tại video.example" in html
    assert html.count("<p>Ghe chở khóm cập mạn.</p>") == 2
    assert "Phim đã xoá" not in html
    assert "<iframe" not in html
    assert "media-src 'self'" in answer["Content-Security-Policy"]


def test_films_of_a_page_are_read_together(client, filled, today, django_assert_max_num_queries):
    told = []
    for number in range(4):
        film = document(f"phim-{number}.mp4", mp4(scenes=bytes([number]) * 50))
        told.append(value(film=film.pk, without_speech=True)[1])
    page = story_with(*told)
    client.get(page.get_url())

    with django_assert_max_num_queries(12):
        html = client.get(page.get_url()).content.decode()

    assert html.count("<video ") == 4


@pytest.mark.django_db
def test_a_player_gets_the_parts_that_it_asks_for(client):
    whole = mp4(scenes=bytes(range(256)) * 12_000)
    address = film_address(document("phim.mp4", whole))

    def asked(part: str):
        answer = client.get(address, headers={"Range": part})
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return answer, body

    everything, body = asked("")
    assert (everything.status_code, body) == (200, whole)
    assert everything["Content-Type"] == "video/mp4"
    assert everything["Accept-Ranges"] == "bytes"
    assert "immutable" in everything["Cache-Control"]
    assert everything["Content-Security-Policy"] == "default-src 'none'; sandbox"
    for part, first, last in (
        ("bytes=0-", 0, MOST - 1),
        ("bytes=100-199", 100, 199),
        (f"bytes={len(whole) - 10}-{len(whole) + 99}", len(whole) - 10, len(whole) - 1),
        ("bytes=-5", len(whole) - 5, len(whole) - 1),
    ):
        answer, body = asked(part)
        assert answer.status_code == 206
        assert answer["Content-Range"] == f"bytes {first}-{last}/{len(whole)}"
        assert answer["Content-Length"] == str(last - first + 1)
        assert body == whole[first : last + 1]
    for part in (f"bytes={len(whole)}-", "bytes=9-5"):
        answer, body = asked(part)
        assert (answer.status_code, body) == (416, b"")
        assert answer["Content-Range"] == f"bytes */{len(whole)}"
    assert asked("lines=1-2")[0].status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.django_db
def test_captions_are_text_and_other_documents_are_no_films(client):
    words = client.get(film_address(document("phim.vtt", CAPTIONS)))
    page = document("trang.html", b"<script>alert(1)</script>")

    assert words["Content-Type"] == "text/vtt; charset=utf-8"
    assert b"".join(words.streaming_content) == CAPTIONS
    assert film_address(page) == ""
    assert client.get(f"/film/{page.file_hash}.html").status_code == 404
    assert client.get(f"/film/{page.file_hash}.mp4").status_code == 404


@pytest.fixture
def editor(client, filled, today) -> Client:
    user = make_user()
    user.groups.add(ProvinceHouse.objects.get().editors)
    client.force_login(user)
    return client


def upload(client: Client, name: str, content: bytes):
    form = {
        "title": name,
        "file": SimpleUploadedFile(name, content),
        "collection": ProvinceHouse.objects.get().collection.pk,
    }
    answer = client.post(reverse("wagtaildocs:add"), form)
    return answer, get_document_model().objects.filter(title=name).first()


def test_an_editors_upload_is_looked_into(editor, settings):
    answer, film = upload(editor, "phim.mp4", mp4())
    assert answer.status_code == 302
    with film.file.open() as kept:
        assert PLACE in mp4()
        assert b"udta" not in kept.read()
    assert client_gets(film)

    for name, content, words in (
        ("gia.mp4", b"<html>", "Đây không phải phim MP4."),
        ("cu.mp4", mp4(pictures=b"hvc1"), "Hãy lưu lại thành H.264 (MP4)."),
        ("gia.vtt", b"1\n00:00:00,000 --> 00:00:02,000\n", "Đây không phải phụ đề WebVTT."),
    ):
        answer, kept = upload(editor, name, content)
        assert words in answer.content.decode()
        assert kept is None
    settings.DOCUMENT_MAX_BYTES = 100
    answer, kept = upload(editor, "dai.pdf", b"%PDF-" + b" " * 100)
    assert "Tệp này quá lớn." in answer.content.decode()
    assert kept is None


def client_gets(film) -> bool:
    return Client().get(film_address(film)).status_code == 200
