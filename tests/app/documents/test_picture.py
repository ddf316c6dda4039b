"""A picture on paper, read back: the drawing's own texts in three scripts, its sheet, its marking."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from pypdf import PdfReader

from app.core.drawing import Anchor, Bar, Disc, Drawing, Stroke, Target, Tone, Words
from app.documents.data import MissionData, Paper
from app.documents.kinds.picture import PictureData, build, render

MISSION = MissionData(name={"en": "Embassy of Japan in India", "ja": "在インド日本国大使館"}, sample=True)
TEXTS = ("Tokai Metals", "経済産業省", "भारी उद्योग मंत्रालय", "“Bharat” <b>Lithium</b> & Co.")


def drawing(*, internal: bool = False, texts: tuple[str, ...] = TEXTS) -> Drawing:
    shapes = (
        Bar(0, 0, 300, 200, Tone.GROUND, Tone.LINE),
        Stroke((20, 20), (200, 100), (150, 20), dashed=True, arrow=True),
        Stroke((20, 20), (200, 150), quiet=True),
        Disc(60, 60, 12, target=Target("organisation", "o"), name="Tokai", said="Tokai, 3 meetings"),
        *(Words(150, 30 + 20 * at, text, 9, 120, Anchor.MIDDLE) for at, text in enumerate(texts)),
    )
    return Drawing(300, 200, "Who met whom", shapes, internal=internal)


def data(shown: Drawing, sheet: str = "A4 landscape", paper: Paper = Paper.A4) -> PictureData:
    mission = MissionData(name=MISSION.name, sample=True, paper=paper)
    return PictureData(shown, ("Last 12 months",), sheet, mission, datetime(2025, 7, 2, 6, tzinfo=UTC))


def read(pdf: bytes) -> tuple[PdfReader, str]:
    """The file, and its page's text as a viewer finds it (pypdf knows nothing of joined Devanagari)."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    return PdfReader(io.BytesIO(pdf)), text


def test_the_texts_of_the_sheet_are_those_of_the_drawing() -> None:
    _, text = read(render(data(drawing()), "en"))
    flat = " ".join(text.split())
    for one in TEXTS:
        assert one in flat, (one, flat)
    assert flat.index("Who met whom") < flat.index("Last 12 months")
    assert "Embassy of Japan in India" in flat
    assert "Page 1 of 1" in flat


def test_japanese_and_hindi_names_are_found_by_a_search() -> None:
    _, text = read(render(data(drawing()), "ja"))
    for wanted in ("経済", "産業省", "उद्योग", "मंत्रालय"):
        assert wanted in text


def test_what_the_mission_thinks_is_never_printed_without_its_marking() -> None:
    shown = data(drawing(internal=True))
    assert build(shown, "en").furniture.marking == "INTERNAL"
    _, text = read(render(shown, "en"))
    assert text.count("INTERNAL") == 2, "at the top and at the foot"
    assert "INTERNAL" not in read(render(data(drawing()), "en"))[1]


@pytest.mark.parametrize(
    ("sheet", "paper", "size"),
    [
        ("A4 landscape", Paper.A4, (842, 595)),
        ("A3 landscape", Paper.A4, (1191, 842)),
        ("A4 landscape", Paper.LETTER, (792, 612)),
        ("A3 landscape", Paper.LETTER, (1224, 792)),
    ],
)
def test_one_sheet_of_the_missions_paper(sheet: str, paper: Paper, size: tuple[int, int]) -> None:
    reader, _ = read(render(data(drawing(), sheet, paper), "en"))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_a_long_name_becomes_smaller_and_stays_in_its_room() -> None:
    wide = Drawing(300, 50, "Names", (Words(0, 20, "W" * 60, 9, 100),))
    reader, _ = read(render(data(wide), "en"))
    sizes = []

    def hear(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        if "W" in text:
            sizes.append(size)

    reader.pages[0].extract_text(visitor_text=hear)
    assert sizes
    assert max(sizes) < 9


def test_equal_data_give_equal_bytes() -> None:
    assert render(data(drawing()), "hi") == render(data(drawing()), "hi")
    assert date(2025, 7, 2).isoformat()[:4] in read(render(data(drawing()), "en"))[1]
