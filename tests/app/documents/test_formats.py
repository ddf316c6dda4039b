"""One content, three files: the same headings and rows in PDF, Word and plain text; a password; several in one."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from app.core.enums import Bilingual, Edition, RecordKind
from app.core.errors import Refused
from app.core.i18n import LANGUAGES
from app.documents import catalogue
from app.documents import data as d
from app.documents.catalogue import FileOptions
from app.documents.content import Block, Content, GroupRow, Heading, KeepTogether, Row, Table, Title, columns
from app.documents.render.text import WIDTH, text
from tests.app.documents import more_samples as more
from tests.app.documents import samples

INTERNAL = d.Options(edition=Edition.INTERNAL)
TWO = more.two_languages(RecordKind.MINUTES, Bilingual.SIDE_BY_SIDE)


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, KeepTogether):
            yield from flat(block.blocks)
        else:
            yield block


def headings(content: Content) -> list[str]:
    """Titles and headings, as any renderer must show them."""
    found = []
    for block in flat(content.blocks):
        if isinstance(block, Title):
            found.append(block.text)
        elif isinstance(block, Heading):
            found.append(f"{block.number} {block.text}".strip())
    return found


def rows(content: Content) -> list[int]:
    """Rows of each table, headings inside it not counted."""
    return [
        sum(isinstance(row, Row) for row in block.rows) for block in flat(content.blocks) if isinstance(block, Table)
    ]


def outline(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [entry.get_title() for entry in document.get_toc()]
    finally:
        document.close()


def word(content: Content) -> Document:
    return docx.Document(io.BytesIO(catalogue.render(content, "docx")))


def every() -> list[tuple[str, object, str]]:
    return [(kind, data, lang) for kind, data in more.OUTWARD.items() for lang in LANGUAGES]


def named(value: object) -> str:
    """A test's name: its kind and language."""
    return value if isinstance(value, str) else "-"


@pytest.mark.parametrize(("kind", "data", "lang"), every(), ids=named)
def test_headings_and_rows_are_the_same_in_every_format(kind: str, data: object, lang: str) -> None:
    content = catalogue.build(kind, data, lang, INTERNAL)
    wanted = headings(content)
    assert wanted

    assert outline(catalogue.render(content, "pdf")) == wanted

    document = word(content)
    shown = [
        paragraph.text.replace("\t", " ")
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name in ("Title", "Heading 1", "Heading 2")
    ]
    assert shown == wanted
    tables = [table for table in document.tables if table.rows[0]._tr.trPr is not None and _repeats(table.rows[0])]
    groups = sum(
        isinstance(row, GroupRow) for block in flat(content.blocks) if isinstance(block, Table) for row in block.rows
    )
    assert sum(len(table.rows) - 1 for table in tables) - groups == sum(rows(content))
    assert len(tables) == len(rows(content))

    lines = text(content).splitlines()
    joined = " ".join("\n".join(lines).split())
    at = 0
    for heading in wanted:
        at = joined.index(" ".join(heading.upper().split()), at)
    assert sum(line.startswith("- ") or line == "-" for line in lines) == sum(rows(content))


def _repeats(row: object) -> bool:
    return row._tr.trPr.find(qn("w:tblHeader")) is not None  # type: ignore[attr-defined]


class TestText:
    @pytest.mark.parametrize(
        ("kind", "data", "lang"), every(), ids=lambda value: value if isinstance(value, str) else ""
    )
    def test_no_line_is_wider_than_seventy_columns(self, kind: str, data: object, lang: str) -> None:
        lines = text(catalogue.build(kind, data, lang, INTERNAL)).splitlines()
        assert max(map(columns, lines)) <= WIDTH
        assert all(line == line.rstrip() for line in lines)

    def test_marking_stands_at_the_head_and_the_foot_and_the_hash_is_said(self) -> None:
        lines = text(catalogue.build("record", more.record(), "en")).splitlines()
        assert lines[0].strip() == lines[-1].strip() == "IN CONFIDENCE"
        assert any(more.HASH[: d.SHORT_HASH] in line for line in lines)
        assert not any(more.HASH[: d.SHORT_HASH + 1] in line for line in lines)

    def test_paragraphs_keep_their_numbers_and_hang(self) -> None:
        lines = text(catalogue.build("record", more.record(), "en")).splitlines()
        first = next(index for index, line in enumerate(lines) if line.startswith("1.1 "))
        assert lines[first + 1].startswith("      ")
        assert "CELL TESTING" in lines[first - 2]

    def test_japanese_lines_begin_with_no_closing_mark(self) -> None:
        sentence = "双方は、電池とリサイクルについて、有益な意見交換を行い、引き続き協議することとした。" * 12
        data = more.record(summary={"ja": sentence})
        lines = text(catalogue.build("record", data, "ja")).splitlines()
        assert sum("双方" in line for line in lines) > 5
        assert not [line for line in lines if line[:1] in ("、", "。", "」")]


@pytest.fixture(scope="module")
def document() -> Document:
    """Minutes in Hindi, with a TLP label."""
    control = d.ControlData("R/1", "1", more.APPROVED.status, more.APPROVED.issued_at, ("In confidence",), "TLP:AMBER")
    return word(catalogue.build("minutes", more.record(RecordKind.MINUTES, control=control), "hi", INTERNAL))


class TestWord:
    def test_header_and_footer_carry_marking_and_page_of_pages(self, document: Document) -> None:
        (section,) = document.sections
        head, foot = section.header._element.xml, section.footer._element.xml
        assert "IN CONFIDENCE" in head
        assert "IN CONFIDENCE" in foot
        assert "TLP:AMBER" in head
        assert "TLP:AMBER" in foot
        assert 'w:instr=" PAGE "' in foot
        assert 'w:instr=" NUMPAGES "' in foot
        assert "R/1" in foot
        size = section.header._element.xpath(".//w:r[w:t='TLP:AMBER']/w:rPr/w:sz/@w:val")
        assert [int(value) >= 24 for value in size] == [True]

    def test_rows_are_not_split_and_heads_are_repeated(self, document: Document) -> None:
        tables = [table for table in document.tables if _repeats_or_not(table.rows[0])]
        assert len(tables) >= 5
        for table in tables:
            assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
            assert not any(_repeats(row) for row in table.rows[1:])

    def test_three_fonts_stand_on_styles_and_runs_and_hindi_is_a_complex_script(self, document: Document) -> None:
        styles = document.styles.element
        for fonts in styles.iter(qn("w:rFonts")):
            assert all(fonts.get(qn(name)) for name in ("w:ascii", "w:eastAsia", "w:cs"))
        hindi = [run for run in document.element.body.iter(qn("w:r")) if _has(run, "\u0900", "\u097f")]
        japanese = [run for run in document.element.body.iter(qn("w:r")) if _has(run, "\u4e00", "\u9fff")]
        assert len(hindi) > 20
        assert len(japanese) > 3
        assert all(run.rPr.find(qn("w:cs")) is not None for run in hindi)
        assert all(run.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for run in japanese)

    def test_properties_name_the_mission_and_nobody(self, document: Document) -> None:
        about = document.core_properties
        assert about.author == "भारत में जापान का दूतावास"
        assert about.last_modified_by == about.comments == ""
        assert about.language == "hi"
        assert str(about.created).startswith("2025-07-04 06:30:00")

    def test_equal_content_gives_equal_bytes(self) -> None:
        content = catalogue.build("record", more.record(), "en")
        again = catalogue.build("record", more.record(), "en")
        for key in catalogue.FORMATS:
            assert catalogue.render(content, key) == catalogue.render(again, key)

    def test_what_was_typed_is_text_and_no_field(self) -> None:
        typed = '<w:fldSimple w:instr="DATE"/> & ]]> {page} \\u0000'
        data = more.record(RecordKind.MINUTES, subject=typed)
        document = word(catalogue.build("minutes", data, "en"))
        assert any(typed in paragraph.text for paragraph in document.paragraphs)
        assert b"<w:fldSimple w:instr=&quot;DATE" not in document.element.xml.encode()

    def test_an_emblem_stands_before_the_name(self) -> None:
        from tests.app.documents.test_pdf import emblem

        mission = d.MissionData({"en": "Embassy"}, emblem_png=emblem())
        document = word(catalogue.build("minutes", samples.minutes(mission=mission), "en"))
        assert len(document.inline_shapes) == 1
        assert [paragraph.text for paragraph in document.paragraphs][:2] == ["", "Embassy"]

    def test_a_word_processor_opens_it_with_the_same_heads(self, tmp_path: Path) -> None:
        office = shutil.which("soffice")
        if office is None:
            pytest.skip("LibreOffice is not installed: the Word file was not opened by another program")
        content = catalogue.build("minutes", more.record(RecordKind.MINUTES), "en", INTERNAL)
        (tmp_path / "minutes.docx").write_bytes(catalogue.render(content, "docx"))
        profile = f"-env:UserInstallation={tmp_path.as_uri()}/profile"
        command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), "minutes.docx"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120, env={**os.environ})
        document = pypdfium2.PdfDocument((tmp_path / "minutes.pdf").read_bytes())
        texts = [page.get_textpage().get_text_range() for page in document]
        document.close()
        for number, page in enumerate(texts, start=1):
            assert page.count("IN CONFIDENCE") == 2
            assert f"Page {number} of {len(texts)}" in page
        whole = "".join("".join(texts).split())
        assert [heading for heading in headings(content) if "".join(heading.split()) not in whole] == []


def _repeats_or_not(row: object) -> bool:
    return row._tr.trPr is not None and _repeats(row)  # type: ignore[attr-defined]


def _has(run: object, first: str, last: str) -> bool:
    return any(first <= char <= last for char in (run.text or ""))  # type: ignore[attr-defined]


class TestPassword:
    def test_a_pdf_opens_with_it_alone_and_by_aes_256(self) -> None:
        content = catalogue.build("record", more.record(), "en")
        locked = catalogue.render(content, "pdf", FileOptions(password="日本 पासवर्ड"))
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(locked))
        with pikepdf.open(io.BytesIO(locked), password="日本 पासवर्ड") as document:
            assert document.encryption.R == 6
            assert document.encryption.stream_method == pikepdf.models.encryption.EncryptionMethod.aesv3
            assert str(document.Root.Lang) == "en"
        assert b"RECORD OF DISCUSSION" not in locked

    @pytest.mark.parametrize("format", ["docx", "txt"])
    def test_other_formats_refuse_one(self, format: str) -> None:
        content = catalogue.build("record", more.record(), "en")
        with pytest.raises(Refused, match="Only a PDF"):
            catalogue.render(content, format, FileOptions(password="x"))

    def test_a_password_longer_than_the_standard_takes_is_refused(self) -> None:
        content = catalogue.build("press-line", more.OUTWARD["press-line"], "en")
        with pytest.raises(Refused, match="too long"):
            catalogue.render(content, "pdf", FileOptions(password="語" * 43))


class TestSeveralInOneFile:
    def test_contents_outline_and_both_page_numbers(self) -> None:
        contents = [
            catalogue.build("minutes", samples.minutes(), "en"),
            catalogue.build("record", more.record(), "ja"),
            catalogue.build("signin-sheet", more.signin(30), "en"),
        ]
        pdf = catalogue.render_bundle(contents)
        document = pypdfium2.PdfDocument(pdf)
        texts = [page.get_textpage().get_text_range() for page in document]
        toc = [(entry.level, entry.get_title(), entry.get_dest().get_index()) for entry in document.get_toc()]
        document.close()
        branches = [(title, page) for level, title, page in toc if level == 0]
        assert [title for title, _ in branches[1:]] == [content.title for content in contents]
        for content, (_, page) in zip(contents, branches[1:], strict=True):
            assert (
                f"{page + 1}\r\n" in texts[0] or texts[0].rstrip().endswith(str(page + 1)) or f" {page + 1}" in texts[0]
            )
            assert content.furniture.page_of.format(page=1, pages="").split("1")[0] in texts[page]
            assert f"{page + 1}/{len(texts)}" in texts[page]
        assert "IN CONFIDENCE" in texts[0]
        assert "PERSONAL DATA" in texts[0]
        assert "TLP:AMBER" in texts[0]
        assert catalogue.render_bundle(contents) == pdf

    def test_each_document_is_what_it_is_alone(self) -> None:
        alone = catalogue.build("record", more.record(), "en")
        single = pypdfium2.PdfDocument(catalogue.render(alone, "pdf"))
        several = pypdfium2.PdfDocument(catalogue.render_bundle([alone, alone]))
        pages = len(single)
        assert len(several) == 1 + 2 * pages
        for number in range(pages):
            first = single[number].get_textpage().get_text_range()
            for begin in (1, 1 + pages):
                again = several[begin + number].get_textpage().get_text_range()
                sheet = rf"\s*·\s*{begin + number + 1}/{len(several)}"
                assert re.sub(sheet, "", again).split() == first.split()
        single.close()
        several.close()

    def test_no_documents_is_a_mistake(self) -> None:
        with pytest.raises(ValueError, match="no documents"):
            catalogue.render_bundle([])


def test_formats_are_registered_with_their_suffix() -> None:
    assert {key: format.suffix for key, format in catalogue.FORMATS.items()} == {
        "pdf": ".pdf",
        "docx": ".docx",
        "txt": ".txt",
    }
    content = catalogue.build("press-line", more.OUTWARD["press-line"], "en")
    assert catalogue.render(content, "pdf").startswith(b"%PDF-1.7")
    assert zipfile.is_zipfile(io.BytesIO(catalogue.render(content, "docx")))
    with pytest.raises(KeyError):
        catalogue.render(content, "odt")
