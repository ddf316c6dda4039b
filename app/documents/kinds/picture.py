"""A picture of the register on one sheet: its title, what it covers, whose it is, and the drawing.

A drawing that shows what the mission thinks of people is marked INTERNAL, whatever the caller wishes (domain.md 2.5;
4.6, 37), and there is no edition of it for anybody outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.core.drawing import Drawing
from app.core.i18n import N_
from app.documents.content import Content, Furniture, Title
from app.documents.data import MissionData, Options, Paper
from app.documents.render import picture
from app.documents.wording import Writer

INTERNAL = N_("INTERNAL")

_LETTER = {"A4 landscape": "Letter landscape", "A3 landscape": "Tabloid landscape"}
_ROOMS = {
    "A4 landscape": (714.0, 410.0),
    "A3 landscape": (1062.0, 654.0),
    "Letter landscape": (664.0, 426.0),
    "Tabloid landscape": (1096.0, 606.0),
}
"""Width and height that the title leaves on each sheet, in points."""


@dataclass(frozen=True, slots=True)
class PictureData:
    """What goes around a drawing: `covers` are the lines under its title (period, topic), `sheet` where it fits."""

    drawing: Drawing
    covers: tuple[str, ...]
    sheet: str
    mission: MissionData
    issued_at: datetime


def build(data: PictureData, lang: str) -> Content:
    """The sheet without its drawing."""
    writer = Writer(lang, data.mission, Options())
    say = writer.say
    foot = [writer.text(data.mission.name), writer.local_day(data.issued_at)]
    if data.mission.sample:
        foot.append(say(N_("Illustrative sample")))
    sheet = _LETTER[data.sheet] if data.mission.paper is Paper.LETTER else data.sheet
    return Content(
        lang=writer.lang,
        title=data.drawing.title,
        author=writer.text(data.mission.name),
        issued_at=data.issued_at,
        furniture=Furniture(
            marking=say(INTERNAL) if data.drawing.internal else "",
            footer="  ·  ".join(part for part in foot if part),
            page_of=say(N_("Page {page} of {pages}")),
        ),
        blocks=(Title(data.drawing.title, tuple(line for line in data.covers if line)),),
        paper=sheet,
    )


def render(data: PictureData, lang: str) -> bytes:
    """The sheet as a PDF file; equal data, equal bytes. Raises `ToolFault` when a font is missing."""
    content = build(data, lang)
    return picture.render(content, data.drawing, _ROOMS[content.paper])
