"""The printed file, read back by other programs: what stands on each page, what is embedded; it never varies."""

from __future__ import annotations

import dataclasses
import io
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from app.core.enums import Edition, MeetingRule, PointKind
from app.core.errors import ToolFault
from app.core.i18n import LANGUAGES
from app.documents import catalogue
from app.documents import data as d
from app.documents.content import (
    Block,
    Cell,
    Column,
    Content,
    Furniture,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Table,
)
from app.documents.render import fonts, paragraph
from tests.app.documents import samples

AT = datetime(2025, 7, 4, 6, 30, tzinfo=UTC)


def printed(kind: str, data: object, lang: str = "en", **options: object) -> bytes:
    return catalogue.render_pdf(catalogue.build(kind, data, lang, d.Options(**options)))  # type: ignore[arg-type]


def pages(pdf: bytes) -> list[str]:
    """The text of each page, as PDFium reads it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def found(pdf: bytes, text: str) -> bool:
    """Whether a viewer's search finds `text`."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return any(page.get_textpage().search(text).get_next() for page in document)
    finally:
        document.close()


def content(*blocks: Block, **furniture: str) -> Content:
    return Content("en", "Title", "Mission", AT, Furniture(**furniture), blocks)


def pages_of(*blocks: Block) -> list[str]:
    return pages(catalogue.render_pdf(content(*blocks)))


@pytest.fixture(scope="module")
def long_minutes() -> bytes:
    """The rich minutes with 60 actions."""
    return printed("minutes", samples.minutes(count=60))


class TestEveryPage:
    def test_carries_marking_twice_reference_version_and_page_x_of_y(self, long_minutes: bytes) -> None:
        texts = pages(long_minutes)
        assert len(texts) > 5
        for number, text in enumerate(texts, start=1):
            assert text.count("IN CONFIDENCE") == 2
            assert text.count("TLP:AMBER") == 2
            assert text.count("DRAFT v0.3 – not for circulation") == 1
            assert f"Page {number} of {len(texts)}" in text
            assert "EOJ/ECON/MIN/2025/0042" in text
            assert "v0.3" in text

    def test_marking_is_centred_at_top_and_bottom(self, long_minutes: bytes) -> None:
        document = pypdfium2.PdfDocument(long_minutes)
        text = document[1].get_textpage()
        search = text.search("IN CONFIDENCE")
        boxes = []
        while place := search.get_next():
            index, count = place
            edges = [text.get_charbox(at) for at in range(index, index + count)]
            boxes.append((min(e[0] for e in edges), max(e[2] for e in edges), edges[0][1]))
        document.close()
        middle = (25 + 165 / 2) * 72 / 25.4
        assert len(boxes) == 2
        assert all(abs((left + right) / 2 - middle) < 2 for left, right, _ in boxes)
        top, bottom = sorted((y for *_, y in boxes), reverse=True)
        assert top > 800
        assert bottom < 57

    def test_an_approved_copy_is_no_draft_and_says_its_copy_number(self) -> None:
        control = dataclasses.replace(samples.CONTROL, status="approved")
        for text in pages(printed("minutes", samples.minutes(control=control), copy_no=7)):
            assert "DRAFT" not in text
            assert "Copy 7" in text

    def test_a_long_marking_and_reference_stay_on_the_page(self) -> None:
        page = Furniture(marking="SENSITIVE " * 30, tlp="TLP:AMBER+STRICT", footer="REF/" * 60)
        document = pypdfium2.PdfDocument(catalogue.render_pdf(Content("en", "t", "a", AT, page, (Paragraph("x"),))))
        text = document[0].get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        document.close()
        assert min(box[0] for box in boxes) > 60
        assert max(box[2] for box in boxes) < 545

    def test_letterhead_only_on_the_first(self, long_minutes: bytes) -> None:
        assert ["Shantipath" in text for text in pages(long_minutes)].count(True) == 1


class TestTables:
    def test_header_is_repeated_and_no_row_is_split(self, long_minutes: bytes) -> None:
        texts = pages(long_minutes)
        with_actions = [text for text in texts if any(f"A{n}\r\n" in text or f"A{n} " in text for n in range(5, 61))]
        assert len(with_actions) >= 3
        assert all("Action by" in text for text in with_actions)
        whole = "Share the draft standard"
        for text in texts:
            assert text.count(whole) == text.count("note on what")

    @pytest.mark.parametrize("tall", [30, 60, 400])
    def test_a_row_taller_than_a_page_is_printed_whole_over_pages(self, tall: int) -> None:
        long = "\n".join(f"line {n}." for n in range(tall))
        table = Table(
            (Column("No.", width=10), Column("Text")), (Row((Cell("1"), Cell(long))), Row((Cell("2"), Cell("end"))))
        )
        texts = pages_of(table)
        joined = "\n".join(texts)
        assert all(f"line {n}." in joined for n in range(tall))
        assert all("Text" in text for text in texts)
        assert "end" in texts[-1]

    @pytest.mark.parametrize("count", [74, 200])
    def test_attendee_list_names_all_and_repeats_the_open_group(self, count: int) -> None:
        data = samples.attendee_list(count)
        texts = pages(printed("attendee-list", data))
        assert "Government delegation" in texts[0]
        assert "(continued)" in texts[1]
        joined = " ".join(" ".join(texts).split())
        everybody = [
            one for s in data.sides for dg in s.delegations for org in dg.organisations for one in org.attendees
        ]
        assert len(everybody) == count
        assert all(one.person.shown() in joined for one in everybody)
        assert f"{count}" in texts[-1]

    def test_outward_list_holds_no_telephone_and_no_answer(self) -> None:
        data = samples.attendee_list(30)
        outward, internal = printed("attendee-list", data), printed("attendee-list", data, edition=Edition.INTERNAL)
        assert not found(outward, "98000")
        assert found(internal, "98000")
        assert all("NOT TO LEAVE THE MISSION" in text for text in pages(internal))

    def test_chatham_house_list_is_numbers_only(self) -> None:
        data = samples.attendee_list(30, MeetingRule.CHATHAM_HOUSE)
        outward = printed("attendee-list", data)
        assert not found(outward, "ARAI")
        assert not found(outward, "Hokuto")
        assert found(printed("attendee-list", data, edition=Edition.INTERNAL), "ARAI")


class TestFlow:
    @pytest.mark.parametrize("fill", range(30, 46))
    def test_a_heading_never_stands_alone_at_the_foot(self, fill: int) -> None:
        blocks = [Paragraph("filler") for _ in range(fill)]
        for text in pages_of(*blocks, Heading("HEADING"), Paragraph("following " * 40)):
            if "HEADING" in text:
                assert text.count("following") >= 20

    @pytest.mark.parametrize("fill", range(24, 46))
    def test_no_widow_and_no_orphan(self, fill: int) -> None:
        long = Paragraph("\n".join(f"w{n}" for n in range(9)))
        texts = pages_of(*[Paragraph("filler") for _ in range(fill)], long)
        parts = [sum(f"w{n}" in text for n in range(9)) for text in texts]
        assert sum(parts) == 9
        assert 1 not in parts

    def test_what_is_kept_together_is_together_unless_it_is_taller_than_a_page(self) -> None:
        kept = KeepTogether(tuple(Paragraph(f"k{n}.") for n in range(10)))
        texts = pages_of(*[Paragraph("filler") for _ in range(35)], kept)
        assert [("k0." in text, "k9." in text) for text in texts] == [(False, False), (True, True)]
        tall = pages_of(KeepTogether(tuple(Paragraph(f"k{n}.") for n in range(90))))
        assert all(any(f"k{n}." in text for text in tall) for n in range(90))

    def test_page_break(self) -> None:
        assert ["one" in text for text in pages_of(Paragraph("one"), PageBreak(), Paragraph("two"))] == [True, False]

    def test_an_empty_document_has_one_page(self) -> None:
        assert len(pages_of()) == 1

    def test_a_hundred_pages(self) -> None:
        items = tuple(dataclasses.replace(samples.ITEMS[0], no=str(n)) for n in range(1, 300))
        texts = pages(printed("minutes", samples.minutes(items=items)))
        assert len(texts) >= 100
        assert f"Page 100 of {len(texts)}" in texts[99]


class TestFile:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_equal_input_gives_equal_bytes_whatever_was_printed_before(self, lang: str) -> None:
        first = printed("minutes", samples.minutes(), lang)
        for other in LANGUAGES:
            printed("attendee-list", samples.attendee_list(40), other, edition=Edition.INTERNAL)
        assert printed("minutes", samples.minutes(), lang) == first

    def test_fonts_loaded_anew_give_the_same_bytes(self) -> None:
        first = printed("minutes", samples.minutes(), "hi")
        paragraph.forget()
        assert printed("minutes", samples.minutes(), "hi") == first

    def test_another_date_of_issue_is_another_file(self) -> None:
        later = dataclasses.replace(samples.CONTROL, issued_at=samples.CONTROL.issued_at + timedelta(seconds=1))
        assert printed("minutes", samples.minutes()) != printed("minutes", samples.minutes(control=later))

    def test_threads_do_not_disturb_each_other(self) -> None:
        jobs = {lang: samples.minutes(count=20) for lang in LANGUAGES}
        alone = {lang: printed("minutes", data, lang) for lang, data in jobs.items()}
        together: dict[str, bytes] = {}

        def work(lang: str) -> None:
            together[lang] = printed("minutes", jobs[lang], lang)

        threads = [threading.Thread(target=work, args=(lang,)) for lang in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert together == alone

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_every_font_is_embedded_and_maps_to_unicode(self, lang: str) -> None:
        used = list(page_fonts(printed("minutes", samples.minutes(), lang)))
        assert len(used) >= 4
        for font in used:
            assert "FontFile2" in font["/FontDescriptor"] or "/FontFile2" in font["/FontDescriptor"]
            assert "/ToUnicode" in font

    def test_properties_hold_no_person(self) -> None:
        reader = PdfReader(io.BytesIO(printed("minutes", samples.minutes(), "ja")))
        about = {key: str(value) for key, value in (reader.metadata or {}).items()}
        assert "EOJ/ECON/MIN/2025/0042" in about["/Title"]
        assert about["/Author"] == "在インド日本国大使館"
        assert about["/CreationDate"].startswith("D:20250704063000")
        everything = " ".join(about.values())
        assert not any(name.full in everything for one in samples.PEOPLE_JP for name in one.person.names)
        assert reader.trailer["/Root"]["/Lang"] == "ja"

    def test_the_file_names_no_folder_of_this_machine(self) -> None:
        assert str(fonts.FOLDER).encode() not in printed("minutes", samples.minutes())

    def test_outline_leads_to_the_sections(self) -> None:
        reader = PdfReader(io.BytesIO(printed("minutes", samples.minutes())))
        titles = [item.title for item in flat(reader.outline)]
        assert titles[0] == "MINUTES OF THE MEETING"
        assert {"Present", "Decisions", "Action points", "2 Recycling and black mass"} <= set(titles)

    @pytest.mark.parametrize(("paper", "size"), [(d.Paper.A4, (595, 842)), (d.Paper.LETTER, (612, 792))])
    def test_paper(self, paper: d.Paper, size: tuple[int, int]) -> None:
        mission = dataclasses.replace(samples.MISSION, paper=paper)
        box = PdfReader(io.BytesIO(printed("minutes", samples.minutes(mission=mission)))).pages[0].mediabox
        assert (round(box.width), round(box.height)) == size


class TestScripts:
    @pytest.mark.parametrize("lang", LANGUAGES)
    @pytest.mark.parametrize("name", ["ARIMA Naoto", "有馬 直人", "क्षितिज शर्मा", "विक्रम चौहान", "Kanimozhi"])
    def test_names_in_three_scripts_are_found_by_a_viewer(self, lang: str, name: str) -> None:
        assert found(printed("minutes", samples.minutes(), lang), name)

    def test_a_kanji_beyond_the_basic_plane_can_be_copied(self) -> None:
        pdf = printed("minutes", samples.minutes(), "ja")
        assert "𠮷野 健" in "".join(pages(pdf))
        assert "𠮷" in "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)

    def test_many_documents_in_one_process_keep_their_letters(self) -> None:
        """Two font objects for one file once wrote each other's codes into the wrong subset: 名簿 came out as 名出."""
        for number in range(12):
            lang = LANGUAGES[number % 3]
            assert found(printed("attendee-list", samples.attendee_list(30), lang), "千葉 春夫")
            assert found(printed("minutes", samples.minutes(), lang), "अनिता कुलकर्णी")


HOSTILE = (
    "<b>bold</b> & <img src='file:secret.png'> <a href=\"javascript:x\">y</a> &amp; <para>",
    "(unbalanced ) \\ parentheses \\) and ] > stream endstream endobj %%EOF",
    "\x00\x01\x1b[31m\x7f\x9f\ud800 controls",
    "مرحبا بالعالم שלום עולם \u202egnp.exe",
    "😀👩‍💻🇯🇵 ☃ \U0001f9ff \U000e0041",
    "𠮷野家 𠮟る 葛\U000e0100城 ㋿ 令和",
    "क्षत्रिय ज़रूर र्\u200dय \u200c\u200d ऀऽ",
    "a" * 10_000,
    "語" * 5_000,
    "क्" * 1_000,
    "word " * 2_000,
    "\n" * 300,
    "{name} %s %(x)s {0}",
)


class TestHostileText:
    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_everywhere_at_once_and_unexecuted(self, text: str) -> None:
        who = samples.person(text, text, text, text)
        data = samples.minutes(
            mission=d.MissionData({"en": text}, {"en": text}, {"en": text}, text),
            control=dataclasses.replace(
                samples.CONTROL, reference=text, version=text[:50], markings=(text,), tlp=text[:50]
            ),
            subject=text,
            venue=text,
            sides=(d.SideData("JP", (d.ParticipantData(who, note=text),), label={"en": text}),),
            items=(
                d.AgendaItemData(
                    text[:20], text, text, 5, (d.PointData(PointKind.DISSENT, text, "JP", who),), text, text
                ),
            ),
            actions=(d.FollowupData(text[:5], text, side="JP", owner=who, due_note=text),),
            distribution=(text,),
            annexes=(d.AnnexData(text[:5], text, text),),
        )
        pdf = printed("minutes", data)
        assert PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Pages"]["/Count"] == len(pages(pdf))
        assert b"/JavaScript" not in pdf
        assert b"/URI" not in pdf

    @pytest.mark.parametrize(
        "text", [HOSTILE[0], "A & B <Pvt> Ltd.", "(unbalanced ) \\ parentheses", "Straße – ₹860 → ①"]
    )
    def test_what_was_typed_is_what_stands_there(self, text: str) -> None:
        joined = " ".join(" ".join(pages_of(Paragraph(text))).split())
        assert text in joined

    def test_unknown_letters_are_boxes_in_order_that_copy_as_typed(self) -> None:
        (text,) = pages_of(Paragraph("from شكرا to 😀 end"))
        assert text.index("from") < text.index("شكرا") < text.index("end")
        drawn = PdfReader(io.BytesIO(catalogue.render_pdf(content(Paragraph("a 😀 b"))))).pages[0].extract_text()
        assert "a □ b" in drawn

    @given(st.text(max_size=200))
    @settings(max_examples=60, deadline=None)
    def test_any_text_prints(self, text: str) -> None:
        table = Table((Column("a"), Column("b", width=15)), (Row((Cell(text, text), Cell(text))),))
        blocks = (Heading(text), Paragraph((Run(text, bold=True), Run(text))), table)
        catalogue.render_pdf(content(*blocks, marking=text.upper(), footer=text))


class TestEnvironment:
    def test_a_missing_font_is_a_fault_with_a_sentence(self, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
        paragraph.forget()
        monkeypatch.setattr(fonts, "FOLDER", tmp_path)
        with pytest.raises(ToolFault, match=r"NotoSans_400Regular\.ttf"):
            printed("minutes", samples.minutes())
        monkeypatch.undo()
        assert printed("minutes", samples.minutes())

    @pytest.mark.parametrize("png", [b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"\x89PNG\r\n\x1a\n" + b"x" * 3])
    def test_an_emblem_that_is_no_picture_is_a_fault(self, png: bytes) -> None:
        with pytest.raises(ToolFault, match="emblem"):
            printed("minutes", samples.minutes(mission=dataclasses.replace(samples.MISSION, emblem_png=png)))

    def test_a_cut_off_emblem_is_a_fault(self) -> None:
        with pytest.raises(ToolFault, match="emblem"):
            printed("minutes", samples.minutes(mission=dataclasses.replace(samples.MISSION, emblem_png=emblem()[:120])))

    def test_an_emblem_stands_on_the_first_page(self) -> None:
        pdf = printed("minutes", samples.minutes(mission=dataclasses.replace(samples.MISSION, emblem_png=emblem())))
        reader = PdfReader(io.BytesIO(pdf))
        assert [len(page.images) for page in reader.pages][:2] == [1, 0]


def emblem() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((120, 90), 40).save(out, "PNG")
    return out.getvalue()


def page_fonts(pdf: bytes) -> Iterator[dict[str, object]]:
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            yield font.get_object()


def flat(outline: list[object]) -> Iterator[object]:
    for item in outline:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item
