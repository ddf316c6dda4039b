"""Long, wide and hostile: all of it comes out whole in all three formats, and none of it is obeyed."""

from __future__ import annotations

import dataclasses
import io
import zipfile

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.core.enums import Bilingual, Edition, PointKind, RecordKind
from app.documents import catalogue
from app.documents import data as d
from app.documents.content import columns
from app.documents.render.text import WIDTH
from tests.app.documents import more_samples as more
from tests.app.documents import samples
from tests.app.documents.test_pdf import HOSTILE

RECORDS = [key for key, data in more.OUTWARD.items() if isinstance(data, d.MinutesData)]


def words_of(format: str, file: bytes) -> str:
    """Everything the file says, without white space."""
    if format == "txt":
        text = file.decode("utf-8")
    elif format == "docx":
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            parsed = etree.fromstring(archive.read("word/document.xml"))
        text = "".join(node.text or "" for node in parsed.iter(qn("w:t")))
    else:
        document = pypdfium2.PdfDocument(file)
        text = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
    return "".join(text.split())


def hostile(text: str) -> d.MinutesData:
    who = samples.person(text, text, text, text)
    point = d.PointData(PointKind.DISSENT, {"en": text, "ja": text}, "JP", who, outward_label={"en": text})
    return more.record(
        control=dataclasses.replace(more.APPROVED, reference=text, replaces="1", changes=text, markings=(text,)),
        subject=text,
        venue=text,
        summary=text,
        comment=text,
        preamble=text,
        addressee=text,
        sides=(d.SideData("JP", (d.ParticipantData(who, note=text),), label={"en": text}),),
        items=(d.AgendaItemData(text[:20], text, text, 5, (point,), text, text),),
        actions=(d.FollowupData(text[:5], text, side="JP", owner=who, due_note=text),),
        signatories=(d.SignatoryData("JP", text, text, text),),
        second_language="ja",
        bilingual=Bilingual.SIDE_BY_SIDE,
        distribution=(text,),
        withheld=(),
    )


SHORT = " ".join(text for text in HOSTILE if len(text) < 200)
CASES = [*(("minutes", text) for text in HOSTILE), *((kind, SHORT) for kind in RECORDS)]


@pytest.mark.parametrize(("kind", "text"), CASES, ids=range(len(CASES)))
def test_hostile_text_everywhere_makes_sound_files(kind: str, text: str) -> None:
    content = catalogue.build(kind, hostile(text), "en", d.Options(edition=Edition.INTERNAL))
    lines = catalogue.render(content, "txt").decode("utf-8").split("\n")
    assert max(map(columns, lines)) <= WIDTH
    assert not any(char < " " or "\u202a" <= char <= "\u202e" for line in lines for char in line)
    document = docx.Document(io.BytesIO(catalogue.render(content, "docx")))
    assert document.paragraphs
    assert not any(rel.is_external for rel in document.part.rels.values())
    with pikepdf.open(io.BytesIO(catalogue.render(content, "pdf"))) as file:
        assert len(file.pages) >= 1
        assert "/JavaScript" not in str(file.Root.keys())


@pytest.mark.parametrize("format", catalogue.FORMATS)
def test_one_point_of_fifty_thousand_characters_comes_out_whole(format: str) -> None:
    sentence = "The side stated at length what it had stated before. "
    whole = "".join(f"{number}: {sentence}" for number in range(900))
    assert len(whole) > 50_000
    for data in (
        more.record(items=(d.AgendaItemData("1", "Item", points=(d.PointData(PointKind.STATEMENT, whole, "IN"),)),)),
        more.two_languages(
            RecordKind.MINUTES,
            Bilingual.SIDE_BY_SIDE,
            items=(
                d.AgendaItemData("1", "Item", points=(d.PointData(PointKind.STATEMENT, {"en": whole, "ja": whole}),)),
            ),
        ),
    ):
        shown = words_of(format, catalogue.render(catalogue.build("minutes", data, "en"), format))
        assert all(f"{number}:" in shown for number in range(900))
        assert shown.count("Thesidestatedatlength") > 850


@pytest.mark.slow
@pytest.mark.parametrize("format", catalogue.FORMATS)
def test_a_table_of_five_thousand_actions(format: str) -> None:
    content = catalogue.build("minutes", samples.minutes(count=5_000), "en")
    shown = words_of(format, catalogue.render(content, format))
    assert all(f"A{number}" in shown for number in (1, 2_500, 5_000))
    assert shown.count("Arrangethevisittothepilotplant") == 1_250


@pytest.mark.parametrize("format", catalogue.FORMATS)
def test_minutes_of_a_hundred_pages(format: str) -> None:
    points = tuple(
        d.PointData(PointKind.STATEMENT, f"Point {n}. " + "It was said again. " * 20, "JP") for n in range(40)
    )
    items = tuple(d.AgendaItemData(str(n), f"Item number {n}", points=points) for n in range(1, 31))
    content = catalogue.build("minutes", samples.minutes(items=items), "en")
    file = catalogue.render(content, format)
    if format == "pdf":
        with pikepdf.open(io.BytesIO(file)) as document:
            assert len(document.pages) >= 100
    shown = words_of(format, file)
    assert shown.count("Point39.") == 30


@given(st.text(max_size=120), st.sampled_from(["docx", "txt"]), st.sampled_from(["minutes", "agreed-minutes"]))
@settings(max_examples=40, deadline=None)
def test_any_text_is_written_and_read_back(text: str, format: str, kind: str) -> None:
    content = catalogue.build(kind, hostile(text), "en")
    assert words_of(format, catalogue.render(content, format))


LETTERS = (
    "電池とリサイクル 𠮷野 葛\U000e0100城",
    "क्षत्रिय ज़रूर हिन्दी",
    "Zażółć gęślą jaźń – ₹860 “quoted”",
    "مرحبا שלום 😀",
)


@pytest.mark.parametrize("text", LETTERS)
def test_word_and_text_keep_every_letter(text: str) -> None:
    data = more.record(RecordKind.MINUTES, subject=text)
    wanted = "".join(text.split())
    file = catalogue.render(catalogue.build("minutes", data, "en"), "docx")
    assert wanted in words_of("docx", file)
    plain = words_of("txt", catalogue.render(catalogue.build("minutes", data, "en"), "txt"))
    assert wanted.replace("\U000e0100", "") in plain
