"""From the upload over review and renditions to the page, and back."""

import datetime
import io

import pytest
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult
from PIL import Image

from catalog.catalogue.models import ProductImage
from catalog.catalogue.moderation import ReasonMissing
from catalog.catalogue.photographs import review, services
from catalog.catalogue.photographs.errors import PhotographRefused
from catalog.catalogue.photographs.making import (
    KEPT,
    clear_folder,
    make_renditions,
    missing_renditions,
    purge_photographs,
)
from catalog.catalogue.photographs.publishing import publish_photographs
from catalog.catalogue.photographs.states import PHOTOGRAPH_MOVES, PhotographState
from catalog.catalogue.pictures import picture_for
from catalog.catalogue.selectors import product_detail, product_list
from catalog.catalogue.signals import photographs_changed
from marketplace.kernel.clock import now, today
from marketplace.kernel.errors import IllegalTransition, NotAllowed
from marketplace.kernel.models import AuditEntry
from marketplace.kernel.uploads import UploadRefused
from marketplace.pictures.shapes import SQUARE
from tests.certification.factories import a_province_officer
from tests.factories import make_member, make_user
from tests.kernel.test_uploads import bomb_png
from tests.pictures.uploads import drawn, encoded, exif_with_place, upload

pytestmark = pytest.mark.django_db


def files_in(folder: str) -> list[str]:
    return sorted(default_storage.listdir(folder)[1])


def written(folder: str) -> dict[str, datetime.datetime]:
    return {
        name: default_storage.get_modified_time(f"{folder}/{name}") for name in files_in(folder)
    }


def test_a_photograph_is_shown_once_it_is_described_reviewed_and_made(shop):
    image = shop.add()
    assert image.state == PhotographState.DRAFT
    assert shop.shown() == []

    image = shop.describe(image)
    assert image.state == PhotographState.WAITING
    make_renditions(image.pk)
    assert shop.shown() == []

    review.approve_photograph(image=image, acting_user=shop.officer)
    assert shop.shown() == ["Xoài trên cành"]
    card = product_list(on=today()).cards[0]
    assert card.picture.is_photograph
    assert product_detail(shop.product.public_id, on=today()).pictures == (card.picture,)
    assert picture_for(shop.product, shape=SQUARE).width == 192


def test_until_its_files_are_there_the_drawing_stands(shop):
    image = shop.describe(shop.add())

    review.approve_photograph(image=image, acting_user=shop.officer)
    assert not product_list(on=today()).cards[0].picture.is_photograph

    make_renditions(image.pk)
    assert product_list(on=today()).cards[0].picture.is_photograph


def test_each_address_that_a_page_names_leads_to_a_file(shop):
    shop.show(size=(2000, 2500))

    picture = product_detail(shop.product.public_id, on=today()).pictures[0]
    addresses = [picture.src] + [
        one.split(" ")[0] for source in picture.sources for one in source.srcset.split(", ")
    ]

    assert len(addresses) == 11
    for address in addresses:
        name = address.removeprefix("/media/")
        with default_storage.open(name) as file:
            assert Image.open(file).width == int(name.rpartition("-")[2].partition(".")[0])


def test_the_kept_original_tells_nothing_of_where_it_was_taken(shop):
    content = encoded(drawn((1600, 1200)), exif=exif_with_place(filler=60_000))
    image = services.add_photograph(
        product=shop.product, file=upload(content, "nha toi.jpg"), acting_user=shop.owner
    )

    with image.original.open() as file:
        kept = file.read()
    assert b"at home" not in kept
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}
    assert (image.width, image.height) == (1200, 1600)
    assert "nha" not in image.original.name


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "wrong_type"),
        (b"GIF89a" + b"\x00" * 40, "wrong_type"),
        (b"<html><script>alert(1)</script>", "wrong_type"),
        (encoded(drawn())[:2000], "damaged"),
        (bomb_png(16_000), "too_many_pixels"),
        (encoded(drawn((239, 900))), "too_small"),
    ],
)
def test_what_is_no_honest_picture_leaves_nothing(shop, content, code):
    with pytest.raises((UploadRefused, PhotographRefused)) as refused:
        services.add_photograph(product=shop.product, file=upload(content), acting_user=shop.owner)

    assert refused.value.code == code
    assert ProductImage.objects.count() == 0
    assert not AuditEntry.objects.filter(action="photograph.added").exists()


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("JPEG", "CMYK", {}),
        ("JPEG", "L", {}),
        ("PNG", "P", {}),
        ("PNG", "RGBA", {}),
        ("PNG", "I;16", {}),
        ("WEBP", "RGB", {"save_all": True, "append_images": [drawn((400, 400))]}),
        ("PNG", "RGB", {"save_all": True, "append_images": [drawn((400, 400))]}),
        ("MPO", "RGB", {"save_all": True, "append_images": [drawn((400, 400))]}),
    ],
)
def test_odd_but_honest_pictures_are_made_anew(shop, kind, mode, options):
    picture = drawn((400, 400), mode=mode if mode != "I;16" else "RGB")
    if mode == "I;16":
        picture = picture.convert("I").point(lambda v: v * 256).convert("I;16")
    image = services.add_photograph(
        product=shop.product,
        file=upload(encoded(picture, kind, **options)),
        acting_user=shop.owner,
    )
    make_renditions(image.pk)

    image.refresh_from_db()
    assert "square-192.avif" in files_in(image.folder)
    with image.original.open() as file:
        assert getattr(Image.open(file), "n_frames", 1) == 1


def test_a_polyglot_loses_its_other_half(shop):
    image = services.add_photograph(
        product=shop.product,
        file=upload(encoded(drawn()) + b"PK\x03\x04<script>alert(1)</script>"),
        acting_user=shop.owner,
    )

    with image.original.open() as file:
        assert b"script" not in file.read()


def test_making_twice_makes_once(shop):
    image = shop.add()

    assert make_renditions(image.pk) == ""
    image.refresh_from_db()
    before = {
        name: default_storage.get_modified_time(f"{image.folder}/{name}")
        for name in files_in(image.folder)
    }
    assert make_renditions(image.pk) == ""

    after = {
        name: default_storage.get_modified_time(f"{image.folder}/{name}")
        for name in files_in(image.folder)
    }
    assert after == before
    assert missing_renditions() == []


def test_another_focal_point_moves_to_other_addresses_and_the_old_ones_stay_a_while(shop):
    image = shop.show(size=(1600, 900))
    old = image.folder

    image = shop.describe(image, focal_x=10)
    assert missing_renditions() == [image.pk]
    assert shop.shown() == ["Xoài trên cành"]
    assert make_renditions(image.pk) == old

    image.refresh_from_db()
    assert image.folder not in ("", old)
    assert shop.product.photographs[0]["folder"] == old
    assert shop.shown()
    assert shop.product.photographs[0]["folder"] == image.folder
    assert files_in(old) == files_in(image.folder)
    assert clear_folder(image.pk, old)
    assert files_in(old) == []
    assert "portrait-480.avif" in files_in(image.folder)


def test_what_is_in_use_again_is_not_cleared(shop):
    image = shop.show()
    folder = image.folder

    assert not clear_folder(image.pk, folder)

    assert files_in(folder)


def test_a_focal_point_moved_while_files_were_made_waits_for_its_own(shop, monkeypatch):
    image = shop.describe(shop.add())
    from marketplace.pictures import renditions  # noqa: PLC0415

    honest = renditions.store

    def store_and_be_overtaken(folder, files):
        honest(folder, files)
        ProductImage.objects.filter(pk=image.pk).update(focal_x=3)

    monkeypatch.setattr(renditions, "store", store_and_be_overtaken)

    unused = make_renditions(image.pk)

    image.refresh_from_db()
    assert image.folder == ""
    assert unused.startswith("pictures/")
    assert missing_renditions() == [image.pk]


def test_a_replacement_takes_the_place_of_the_other_once_approved(shop):
    first, second = shop.show("một"), shop.show("hai")
    better = services.add_photograph(
        product=shop.product,
        file=upload(encoded(drawn((900, 900)))),
        acting_user=shop.owner,
        replaces=first,
    )
    better = shop.describe(better, "một, nhưng rõ hơn")
    make_renditions(better.pk)
    assert shop.shown() == ["một", "hai"]

    review.approve_photograph(image=better, acting_user=shop.officer)

    assert shop.shown() == ["một, nhưng rõ hơn", "hai"]
    first.refresh_from_db()
    assert first.removed_at is not None
    second.refresh_from_db()
    assert second.removed_at is None


def test_what_is_removed_comes_back_as_it_was(shop):
    image = shop.show("một")
    shop.show("hai")

    services.remove_photograph(image=image, acting_user=shop.owner)
    assert shop.shown() == ["hai"]
    image.refresh_from_db()
    assert clear_folder(image.pk, image.folder)

    services.restore_photograph(image=image, acting_user=shop.owner)
    assert shop.shown() == ["hai"]
    make_renditions(image.pk)
    assert shop.shown() == ["một", "hai"]


def test_removed_twice_says_so_and_queues_one_clearing(shop):
    image = shop.show()
    services.remove_photograph(image=image, acting_user=shop.owner)

    with pytest.raises(PhotographRefused) as refused:
        services.remove_photograph(image=image, acting_user=shop.owner)

    assert refused.value.code == "gone"
    clearing = DBTaskResult.objects.filter(task_path__endswith="clear_photograph_folder")
    assert clearing.count() == 1
    assert clearing.get().run_after > now() + KEPT - datetime.timedelta(minutes=1)


def test_the_order_is_the_producers(shop):
    one, _two, three = shop.show("một"), shop.show("hai"), shop.show("ba")

    services.move_photograph(image=three, earlier=True, acting_user=shop.owner)
    assert shop.shown() == ["một", "ba", "hai"]
    services.move_photograph(image=one, earlier=True, acting_user=shop.owner)
    assert shop.shown() == ["một", "ba", "hai"]
    services.move_photograph(image=one, earlier=False, acting_user=shop.owner)
    assert shop.shown() == ["ba", "một", "hai"]


def test_a_product_has_so_many_and_no_more(shop):
    for _ in range(services.MOST):
        shop.add((300, 300))

    with pytest.raises(PhotographRefused) as refused:
        shop.add((300, 300))

    assert refused.value.code == "too_many"
    assert ProductImage.objects.count() == services.MOST


@pytest.mark.parametrize(
    ("values", "code"),
    [({"alt": "  "}, "alt"), ({"focal_x": 101}, "focus"), ({"focal_y": -1}, "focus")],
)
def test_a_photograph_without_words_or_with_a_point_outside_stays_as_it_was(shop, values, code):
    image = shop.add()

    with pytest.raises(PhotographRefused) as refused:
        shop.describe(image, **{"alt": "Xoài"} | values)

    assert refused.value.code == code
    image.refresh_from_db()
    assert (image.state, image.alt, image.focal_x) == ("draft", "", 50)


def test_what_was_refused_is_not_shown_and_may_be_mended(shop):
    image = shop.show()

    image = review.refuse_photograph(
        image=image, acting_user=shop.officer, reason="Nhãn ghi “chữa bệnh”."
    )
    assert shop.shown() == []
    assert image.reason == "Nhãn ghi “chữa bệnh”."

    image = shop.describe(image, "Xoài, nhãn đã che")
    assert (image.state, image.reason) == ("waiting", "")


def test_a_refusal_gives_its_reason(shop):
    image = shop.show()

    with pytest.raises(ReasonMissing):
        review.refuse_photograph(image=image, acting_user=shop.officer, reason=" ")

    assert shop.shown() == ["Xoài trên cành"]


def test_an_officer_decides_on_what_he_saw(shop):
    image = shop.describe(shop.add(), "như đã xem")
    shop.describe(image, "khác đi")

    with pytest.raises(IllegalTransition):
        review.approve_photograph(image=image, acting_user=shop.officer)

    image.refresh_from_db()
    assert image.state == "waiting"


@pytest.mark.parametrize("state", PhotographState.values)
@pytest.mark.parametrize("to", ["approved", "refused"])
def test_only_the_moves_of_the_table_are_made(shop, state, to):
    image = shop.describe(shop.add())
    ProductImage.objects.filter(pk=image.pk).update(state=state)
    image.refresh_from_db()

    def decide():
        if to == "approved":
            return review.approve_photograph(image=image, acting_user=shop.officer)
        return review.refuse_photograph(image=image, acting_user=shop.officer, reason="vì thế")

    if to in PHOTOGRAPH_MOVES[state]:
        assert decide().state == to
    else:
        with pytest.raises(IllegalTransition):
            decide()
        image.refresh_from_db()
        assert image.state == state


@pytest.mark.parametrize("role", ["owner", "content", "officer", "orders", "stranger", "reseller"])
def test_only_the_producers_own_keepers_change_its_pictures(shop, role):
    image = shop.show()
    if role == "stranger":
        user = make_user()
    elif role == "reseller":
        from tests.factories import make_vendor  # noqa: PLC0415

        user = make_member(make_vendor().organisation)
    else:
        user = make_member(shop.product.producer.organisation, role=role)
    attempts = [
        lambda: services.add_photograph(product=shop.product, file=upload(), acting_user=user),
        lambda: services.describe_photograph(
            image=image, alt="khác", alt_en="", focal_x=1, focal_y=1, acting_user=user
        ),
        lambda: services.move_photograph(image=image, earlier=False, acting_user=user),
        lambda: services.remove_photograph(image=image, acting_user=user),
        lambda: services.restore_photograph(image=image, acting_user=user),
    ]

    if role in ("owner", "content", "officer"):
        for attempt in attempts:
            attempt()
        assert ProductImage.objects.count() == 2
        return
    entries = AuditEntry.objects.count()
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    assert shop.shown() == ["Xoài trên cành"]
    assert ProductImage.objects.count() == 1
    assert AuditEntry.objects.count() == entries


@pytest.mark.parametrize("who", ["owner", "far office", "stranger"])
def test_only_the_producers_office_reviews(shop, who):
    image = shop.describe(shop.add())
    user = {
        "owner": lambda: shop.owner,
        "far office": lambda: a_province_officer("an-giang"),
        "stranger": make_user,
    }[who]()

    with pytest.raises(NotAllowed):
        review.approve_photograph(image=image, acting_user=user)

    image.refresh_from_db()
    assert image.state == "waiting"
    assert list(review.photographs_for_office(user, state="waiting")) == []


def test_a_change_is_told_after_commit_and_only_if_pages_differ(
    shop, django_capture_on_commit_callbacks
):
    told = []

    def hear(sender, product_ids, **_):
        told.append(product_ids)

    photographs_changed.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            shop.add()
        assert told == []
        with django_capture_on_commit_callbacks(execute=True):
            shop.show()
        assert told == [(shop.product.pk,)]
        assert not publish_photographs(shop.product.pk)
    finally:
        photographs_changed.disconnect(hear)


def test_what_was_removed_is_purged_by_term_and_not_before(shop):
    image = shop.show()
    services.remove_photograph(image=image, acting_user=shop.owner)
    image.refresh_from_db()
    name = image.original.name

    assert purge_photographs(removed_before=image.removed_at) == 0
    assert default_storage.exists(name)

    assert purge_photographs(removed_before=now() + datetime.timedelta(seconds=1)) == 1
    assert not default_storage.exists(name)
    assert files_in(image.folder) == []
    assert ProductImage.objects.count() == 0


def test_a_row_that_came_another_way_gets_its_files_too(shop):
    image = ProductImage(product=shop.product, original=upload(), alt="Xoài")
    image.save()

    make_renditions(image.pk)

    image.refresh_from_db()
    assert (image.width, image.height, len(image.digest)) == (1600, 1200, 64)
    assert "portrait-480.jpg" in files_in(image.folder)
