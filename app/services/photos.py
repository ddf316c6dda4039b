"""A person's photo: made small, freed of what a camera writes into it, and kept inside the store.

A photo from a telephone says where and when it was taken; none of that is kept (EXIF, colour profile, comments).
"""

from __future__ import annotations

import hashlib
import io
import warnings

from PIL import Image, ImageOps
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.errors import Refused
from app.core.i18n import N_
from app.db.unit_of_work import Work
from app.domain.documents import Attachment
from app.domain.people import Person
from app.queries.people import PHOTO
from app.services.base import Service, find

LARGEST = 10_000_000
"""Bytes of a file that is looked at."""
MOST_PIXELS = 64_000_000
"""Pixels of a picture that is unpacked: more than a good camera makes, less than fills the memory."""
EDGE = 480
"""Pixels of the longer edge as kept: sharp on a 4K screen at the size shown."""

_FORMATS = ("PNG", "JPEG", "WEBP")


def prepared(content: bytes) -> bytes:
    """The photo as it is kept: upright JPEG, at most 480 pixels, without metadata. Raises Refused for anything else
    than a PNG, JPEG or WebP image of reasonable size."""
    if len(content) > LARGEST:
        raise Refused(N_("The photo is larger than 10 MB and was not taken."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about odd metadata, which is thrown away here
            with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise Refused(N_("The photo has too many pixels and was not taken."))
                opened.draft("RGB", (EDGE, EDGE))
                turned = ImageOps.exif_transpose(opened)
                turned.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
                small = _on_white(turned)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Refused(N_("This is no PNG, JPEG or WebP photo that can be read.")) from error
    out = io.BytesIO()
    small.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """The picture alone in plain colours: what was transparent is white."""
    full = image.convert("RGBA")
    flat = Image.new("RGB", full.size, "white")
    flat.paste(full, mask=full.getchannel("A"))
    return flat


class PhotoService(Service):
    """Writes photos."""

    def set(self, person_id: str, content: bytes) -> Written:
        """Keep this photo of a person in place of any other. Raises Refused, NotFound."""
        kept = prepared(content)
        with self.store.write() as work:
            find(work.session, Person, person_id)
            _away(work, person_id)
            row = Attachment(
                owner_kind=PHOTO,
                owner_id=person_id,
                file_name="photo.jpg",
                media_type="image/jpeg",
                size=len(kept),
                sha256=hashlib.sha256(kept).hexdigest(),
                content=kept,
            )
            work.session.add(row)
        return work.written(person_id)

    def remove(self, person_id: str) -> Written:
        """Take a person's photo away; the undo brings it back."""
        with self.store.write() as work:
            find(work.session, Person, person_id)
            _away(work, person_id)
        return work.written(person_id)


def _away(work: Work, person_id: str) -> None:
    for row in photos(work.session, person_id):
        row.deleted_at = work.at


def photos(session: Session, person_id: str) -> list[Attachment]:
    """The photos of a person that were not taken away."""
    statement = select(Attachment).where(
        Attachment.owner_kind == PHOTO, Attachment.owner_id == person_id, Attachment.deleted_at.is_(None)
    )
    return list(session.scalars(statement))
