"""A person's photo: small, upright, and silent about where it was taken."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from app.core.errors import NotFound, Refused
from app.db.unit_of_work import Store
from app.queries.people import PeopleQueries
from app.services.history import HistoryService
from app.services.people import PeopleService, PersonDraft, PersonNameDraft
from app.services.photos import EDGE, LARGEST, PhotoService, prepared


def picture(size: tuple[int, int], kind: str = "JPEG", mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 128 if mode == "L" else (200, 30, 30, 0)[: len(mode)]).save(out, kind, **more)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.fixture
def person(store: Store) -> str:
    return PeopleService(store).create(PersonDraft(names=(PersonNameDraft("Rao"),))).id


def test_a_photo_is_kept_small_and_without_what_the_camera_wrote(store: Store, person: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held sideways
    exif[0x010E] = "28.5 N 77.2 E"
    content = picture((1200, 800), exif=exif, comment=b"secret")
    PhotoService(store).set(person, content)
    kept = PeopleQueries(store).photo(person)
    image = opened(kept)
    assert image.size == (320, EDGE)
    assert not image.getexif()
    assert b"77.2" not in kept
    assert b"secret" not in kept
    assert PeopleQueries(store).get(person).photo_id


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("WEBP", "RGB"), ("PNG", "L"), ("JPEG", "CMYK")])
def test_every_usual_kind_is_taken(kind: str, mode: str) -> None:
    image = opened(prepared(picture((30, 20), kind, mode)))
    assert (image.format, image.size, image.mode) == ("JPEG", (30, 20), "RGB")


def test_what_was_transparent_is_white() -> None:
    assert opened(prepared(picture((9, 9), "PNG", "RGBA"))).getpixel((4, 4)) == (255, 255, 255)


def test_a_new_photo_takes_the_place_of_the_old_one_and_undo_brings_it_back(store: Store, person: str) -> None:
    history, photos, reading = HistoryService(store), PhotoService(store), PeopleQueries(store)
    photos.set(person, picture((10, 10)))
    first = reading.get(person).photo_id
    photos.set(person, picture((20, 10)))
    assert opened(reading.photo(person)).size == (20, 10)
    history.undo()
    assert reading.get(person).photo_id == first
    photos.remove(person)
    assert reading.photo(person) == b""


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a" + b"0" * 100, b"%PDF-1.7", picture((50, 50), "GIF", "L"), picture((40, 40))[:300]],
    ids=["empty", "broken", "pdf", "gif", "cut"],
)
def test_what_is_no_photo_is_refused_in_words(store: Store, person: str, content: bytes) -> None:
    with pytest.raises(Refused):
        PhotoService(store).set(person, content)
    assert PeopleQueries(store).get(person).photo_id == ""


def test_a_bomb_and_a_heavy_file_are_refused(person: str) -> None:
    bomb = picture((9000, 9000), "PNG", "L")
    assert len(bomb) < 200_000
    with pytest.raises(Refused, match="pixels"):
        prepared(bomb)
    with pytest.raises(Refused, match="10 MB"):
        prepared(b"0" * (LARGEST + 1))


def test_nobody_has_no_photo(store: Store) -> None:
    with pytest.raises(NotFound):
        PhotoService(store).set("nobody", picture((10, 10)))
