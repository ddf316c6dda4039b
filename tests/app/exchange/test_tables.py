"""Tables as they come: encodings, delimiters, headings, line ends, and what is refused with which sentence."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from contextlib import suppress
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import Refused
from app.exchange import compound, grid, limits
from app.exchange.formats import read, read_pasted
from app.exchange.records import Table

JAPANESE = "氏名,フリガナ,会社名,役職\n山田太郎,ヤマダタロウ,日立製作所,部長\n髙橋花子,タカハシハナコ,三菱電機,課長\n"
WESTERN = "Name;Société;Ville\nMüller, Jürgen;Crédit Agricole;Besançon\nAndré;Hôtel de l'Île;Orléans\n"


def table(name: str, data: bytes) -> Table:
    (found,) = read(name, data).tables
    return found


@pytest.mark.parametrize(
    ("codec", "shown"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16 LE"),
        ("utf-16-be", "UTF-16 BE"),
        ("cp932", "Shift_JIS (CP932)"),
        ("euc_jp", "EUC-JP"),
        ("iso2022_jp_2004", "ISO-2022-JP"),
    ],
)
def test_a_japanese_list_in_every_encoding_is_the_same_list(codec: str, shown: str) -> None:
    text = JAPANESE.replace("髙", "高") if "jp" in codec else JAPANESE
    source = read("名簿.csv", text.encode(codec))
    assert source.encoding == shown
    assert source.tables[0].header == ("氏名", "フリガナ", "会社名", "役職")
    assert source.tables[0].rows[0] == ("山田太郎", "ヤマダタロウ", "日立製作所", "部長")


def test_half_width_kana_are_no_other_encoding() -> None:
    assert table("a.csv", "氏名,ﾌﾘｶﾞﾅ\n山田,ﾔﾏﾀﾞ\n".encode("cp932")).rows == (("山田", "ﾔﾏﾀﾞ"),)


def test_a_western_list_of_an_old_program() -> None:
    source = read("liste.csv", WESTERN.encode("cp1252"))
    assert (source.encoding, source.delimiter) == ("Windows-1252", ";")
    assert source.tables[0].rows[0] == ("Müller, Jürgen", "Crédit Agricole", "Besançon")


def test_a_broken_byte_is_told_with_its_line_and_costs_one_letter() -> None:
    data = ("Name,Org\n" + "山田太郎,日立\n" * 30).encode().replace("山".encode(), b"\xe5", 1)
    source = read("a.csv", data)
    ((message, params),) = source.remarks
    assert message.format(**params) == "Characters that could not be read as UTF-8: 1, the first in line 2."
    assert source.tables[0].rows[1] == ("山田太郎", "日立")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_guessed(delimiter: str, end: str) -> None:
    lines = [("Name", "Organisation", "Notes"), ("Rao", "MEA, Delhi; North Block", "x"), ("Singh", "MOC", "")]
    quoted = end.join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    source = read("list.csv", quoted.encode())
    assert source.delimiter == delimiter
    assert source.tables[0].rows == tuple(lines[1:])


def test_a_row_has_the_number_that_a_spreadsheet_shows() -> None:
    found = table("a.csv", b'List of guests\n\nName,Address\nRao,"North Block\nNew Delhi"\n\nSingh,MOC\n')
    assert (found.header_row, found.numbers) == (3, (4, 6))


def test_excels_hint_line_is_no_row() -> None:
    found = table("a.csv", b"sep=;\r\nName;Org\r\nRao, A;MEA\r\n")
    assert (found.header_row, found.rows) == (1, (("Rao, A", "MEA"),))


def test_headings_that_occur_twice_are_told_apart_and_said() -> None:
    source = read("a.csv", b"Name,Phone,Phone,Phone (2)\nRao,1,2,3\n")
    assert source.tables[0].header == ("Name", "Phone", "Phone (3)", "Phone (2)")
    assert [message.format(**params) for message, params in source.remarks] == [
        "The heading “Phone” occurs more than once; one of them is called “Phone (3)”."
    ]


def test_a_list_without_headings_keeps_its_first_row() -> None:
    found = table("a.csv", b"Rao,MEA,rao@mea.example\nSingh,MEA,singh@mea.example\n")
    assert (found.header, found.header_row, len(found.rows)) == (("", "", ""), 0, 2)


def test_another_row_can_be_made_the_headings() -> None:
    found = table("a.csv", b"Name,Org\nRao,MEA\nSingh,MOC\n")
    without = grid.with_header(found, 0)
    assert (without.header, without.rows[0], without.numbers) == (("", ""), ("Name", "Org"), (1, 2, 3))
    assert grid.with_header(without, 1) == found
    assert grid.with_header(found, 2).rows == (("Singh", "MOC"),)


def test_a_quotation_mark_that_is_never_closed_costs_its_row() -> None:
    source = read("a.csv", b'Name,Org\nRao,"MEA\nSingh,MOC\nDas,MHA\n')
    assert source.tables[0].rows == (("Singh", "MOC"), ("Das", "MHA"))
    assert source.tables[0].numbers == (3, 4)
    (refused,) = source.refused
    assert (refused.place.row, refused.reason) == (2, "A quotation mark that opens in this row is never closed.")


def test_a_cell_of_five_megabytes_costs_its_row() -> None:
    source = read("a.csv", b"Name,Org\nRao," + b"x" * 5_000_000 + b"\nSingh,MOC\n")
    assert source.tables[0].rows == (("Singh", "MOC"),)
    (refused,) = source.refused
    assert (refused.place.row, refused.place.column) == (2, "B")
    assert refused.reason.format(**refused.params) == "This cell has 5000000 characters; at most 100000 can be read."


def test_controls_and_directions_do_not_come_in() -> None:
    found = table("a.csv", "Name,Org\nRao\u202eoaR,M\x07EA\n".encode())
    assert found.rows == (("RaooaR", "MEA"),)


def test_nul_bytes_are_left_out_and_said() -> None:
    source = read("a.csv", b"Name,Org\nRa\0o,MEA\n" + b"Singh,MOC\n" * 20)
    assert source.tables[0].rows[0] == ("Rao", "MEA")
    assert source.remarks[0][0].format(**source.remarks[0][1]) == "NUL characters were left out: 1."


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.csv", b"", "“a.csv” is empty."),
        ("a.csv", b" \r\n ", "“a.csv” is empty."),
        (r"C:\Lists\a.csv", b"", "“a.csv” is empty."),
        ("a.pdf", b"%PDF-1.7", "“a.pdf” is a PDF document."),
        ("a.ics", b"BEGIN:VCALENDAR\r\n", "“a.ics” is a calendar"),
        ("a.bin", bytes(range(256)) * 8, "“a.bin” is of a kind that cannot be read."),
        ("a.md", b"# Title\n\nText\n", "“a.md” is a text file of another kind."),
        ("a.json", b'{"a": 1}', "“a.json” is JSON, but holds no list"),
        ("a.json", b"[1, 2", "“a.json” is not valid JSON"),
        ("a.json", b"[" * 100_000, "“a.json” is JSON, but holds no list"),
        ("a.html", b"<html><p>Hello</p></html>", "“a.html” is a web page without a table."),
        ("a.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00", "“a.xls” is a worksheet of Excel 4 or older."),
        ("a.eml", b"From: a@b.c\nTo: d@e.f\n\nHello\n", "“a.eml” is a mail without a table"),
        ("a.vcf", b"Name,Org\n", "“a.vcf” holds no address card."),
        ("a.gz", b"\x1f\x8b\x08\x00garbage", "“a.gz” is damaged"),
        ("a.csv", b",".join(b"c" for _ in range(16_384)), "“a.csv” has 16384 columns; at most 1000 can be read."),
        ("a.csv", b"a,b\n" * (limits.ROWS + 2), "“a.csv” has more than 200000 rows."),
        ("a.csv", b"x" * (limits.FILE_BYTES + 1), "The file has 65 MB; at most 64 MB can be read."),
        ("a.gz", gzip.compress(b"0" * 70_000_000), "“a.gz” expands to far more than its size"),
        ("a.docx", b"word/document.xml", "“a.docx” is a Word document"),
        ("a.zip", b"list.csv", "“a.zip” is a packed folder."),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_true_sentence(name: str, data: bytes, sentence: str) -> None:
    if name in ("a.docx", "a.zip"):
        data = _zip({data.decode(): b"x"})
    with pytest.raises(Refused) as refusal:
        read(name, data)
    assert str(refusal.value).startswith(sentence)


# ---- workbooks -----------------------------------------------------------------------------------------------------


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, content in parts.items():
            packed.writestr(part, content)
    return out.getvalue()


def _workbook(fill: object) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
    fill(book)  # type: ignore[operator]
    book.close()
    return out.getvalue()


def test_values_are_written_as_a_person_sees_them() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Guests")
        sheet.write_row(0, 0, ["Name", "Number", "Share", "Day", "Moment", "Came"])
        sheet.write_row(1, 0, ["Rao", 3.0, 0.25])
        sheet.write_datetime(1, 3, date(2025, 7, 7), book.add_format({"num_format": "d mmm yyyy"}))
        sheet.write_datetime(1, 4, datetime(2025, 7, 7, 17, 52), book.add_format({"num_format": "d.m.yy hh:mm"}))
        sheet.write_boolean(1, 5, True)

    assert table("a.xlsx", _workbook(fill)).rows == (("Rao", "3", "0.25", "2025-07-07", "2025-07-07 17:52", "TRUE"),)


def test_merged_headings_and_merged_cells_say_the_same_for_all_they_span() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "Guests of the Embassy", None)
        sheet.write_row(1, 0, ["Name"])
        sheet.merge_range(1, 1, 1, 2, "Organisation", None)
        sheet.merge_range(2, 1, 3, 1, "METI", None)
        sheet.write_column(2, 0, ["Yamada", "Sato"])
        sheet.write_column(2, 2, ["Trade", "Energy"])

    found = table("a.xlsx", _workbook(fill))
    assert (found.header_row, found.header) == (2, ("Name", "Organisation", "Organisation (2)"))
    assert found.rows == (("Yamada", "METI", "Trade"), ("Sato", "METI", "Energy"))


def test_every_sheet_is_a_table_and_an_empty_one_is_left_out_aloud() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        for title in ("Japan", "India"):
            book.add_worksheet(title).write_column(0, 0, ["Name", "Rao"])
        book.add_worksheet("Notes")

    source = read("a.xlsx", _workbook(fill))
    assert [one.name for one in source.tables] == ["Japan", "India"]
    assert [message.format(**params) for message, params in source.remarks] == [
        "The sheet “Notes” is empty and was left out."
    ]


def test_a_formula_that_nobody_calculated_is_told() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Organisation"])
        sheet.write_string(1, 0, "Rao")
        sheet.write_formula(1, 1, "=A1", None, "")

    source = read("a.xlsx", _workbook(fill))
    assert any(message.startswith("Cells whose formula was never calculated") for message, _ in source.remarks)


def test_16384_columns_are_refused() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [f"c{n}" for n in range(16_384)])

    with pytest.raises(Refused, match="has 16384 columns; at most 1000 can be read"):
        read("a.xlsx", _workbook(fill))


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_sheet_that_claims_17_billion_cells_is_refused_before_memory_is_taken(quote: str) -> None:
    sheet = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    sheet = sheet.replace(b'"', quote.encode()) + b"</worksheet>"
    with pytest.raises(Refused, match="has 16384 columns"):
        read("a.xlsx", _with_parts(sheet=sheet))


def _with_parts(**changed: bytes) -> bytes:
    """A workbook of ours with other contents for its sheet or its shared strings."""
    whole = _workbook(lambda book: book.add_worksheet().write_column(0, 0, ["Name", "Rao"]))
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        parts = {info.filename: packed.read(info) for info in packed.infolist()}
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml"}
    return _zip({**parts, **{names[part]: content for part, content in changed.items()}})


def test_a_row_far_down_whose_cells_have_no_names_is_refused_before_memory_is_taken() -> None:
    cells = b'<row r="1"><c><v>1</v></c></row><row r="1048576"><c/><c><v>1</v></c></row>'
    with pytest.raises(Refused, match="has more than 200000 rows"):
        read("a.xlsx", _with_parts(sheet=b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>"))


def test_a_claim_of_four_billion_texts_is_refused_before_memory_is_taken() -> None:
    texts = b'<sst count="2" uniqueCount="4294967295"><si><t>Name</t></si><si><t>Rao</t></si></sst>'
    with pytest.raises(Refused, match="is damaged and cannot be opened"):
        read("a.xlsx", _with_parts(strings=texts))


def test_a_workbook_that_expands_too_far_or_declares_entities_is_not_opened() -> None:
    with pytest.raises(Refused, match="expands to far more than its size"):
        read("a.xlsx", _zip({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b"0" * 100_000_000}))
    with pytest.raises(Refused, match="declares a document type of its own"):
        read("a.xlsx", _zip({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}))


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _old_workbook(*, rows: int = 2, password: bool = False, strings: int = 0, cell: tuple[int, int] = (1, 0)) -> bytes:
    """An .xls file of one sheet: "Number" in A1, 42 in `cell`; what it claims of itself can be anything."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    protection = _record(0x002F, b"\1" * 54) if password else b""
    shared = _record(0x00FC, struct.pack("<II", strings, strings)) if strings else b""
    sheet = _record(0x0809, begin[:2] + b"\x10" + begin[3:])
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, rows, 0, 65_535 if rows > 9 else 1, 0))
    sheet += _record(0x0204, struct.pack("<HHHH", 0, 0, 0, 6) + b"\0Number")
    sheet += _record(0x0203, struct.pack("<HHHd", *cell, 0, 42.0)) + _record(0x000A)
    head = _record(0x0809, begin) + protection + shared
    start = len(head) + len(_record(0x0085, bytes(14))) + len(_record(0x000A))
    return compound.wrapped(
        head + _record(0x0085, struct.pack("<IBBBB", start, 0, 0, 6, 0) + b"Guests") + _record(0x000A) + sheet
    )


def test_an_old_workbook_is_read() -> None:
    found = table("a.xls", _old_workbook())
    assert (found.name, found.header, found.rows) == ("Guests", ("Number",), (("42",),))


def test_an_old_workbook_that_claims_600_gigabytes_is_read_by_what_is_in_it() -> None:
    assert table("a.xls", _old_workbook(rows=4_000_000_000)).rows == (("42",),)
    assert table("a.xls", _old_workbook(strings=0xFFFFFFF0)).rows == (("42",),)


def test_an_old_workbook_with_a_far_cell_is_refused() -> None:
    with pytest.raises(Refused, match="reaches over 65536 rows and 256 columns"):
        read("a.xls", _old_workbook(cell=(65_535, 255)))


def test_a_chain_of_sectors_that_bites_its_tail_ends() -> None:
    data = bytearray(_old_workbook())
    fat = 4096
    struct.pack_into("<I", data, fat + 4 * 2, 2)  # the stream's only sector follows itself
    struct.pack_into("<I", data, fat + 4 * 1, 1)  # and so does the directory's
    assert table("a.xls", bytes(data)).rows == (("42",),)


def test_a_protected_workbook_asks_for_its_protection_to_be_removed() -> None:
    with pytest.raises(Refused, match="is protected by a password"):
        read("a.xls", _old_workbook(password=True))
    for stream, sentence in (
        ("EncryptedPackage", "is protected by a password"),
        ("WordDocument", "is a Word document"),
    ):
        name = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 18)
        other = stream.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(stream) + 2)
        with pytest.raises(Refused, match=sentence):
            read("a.xlsx", _old_workbook().replace(name, other))
    manifest = b"<manifest:encryption-data/>"
    with pytest.raises(Refused, match="is protected by a password"):
        read("a.ods", _zip({"content.xml": b"", "META-INF/manifest.xml": manifest}))


def _opendocument(more: str) -> bytes:
    """A sheet "Guests" with "Name" and "Rao" below each other, and `more` rows."""
    spaces = "".join(f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in _SPACES)
    rows = "".join(_ODS_ROW.format("", "", text) for text in ("Name", "Rao"))
    sheet = f'<office:body><office:spreadsheet><table:table table:name="Guests">{rows}{more}</table:table>'
    content = f"<office:document-content{spaces}>{sheet}</office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<m:manifest xmlns:m="x"><m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>'
    return _zip(
        {"mimetype": kind.encode(), "META-INF/manifest.xml": manifest.encode(), "content.xml": content.encode()}
    )


_SPACES = ("office", "table", "text")
_ODS_ROW = (
    '<table:table-row{}><table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    "</table:table-row>"
)


def test_an_opendocument_sheet_that_repeats_a_cell_17_billion_times_is_refused_and_a_blank_one_is_not() -> None:
    down, across = ' table:number-rows-repeated="1048574"', ' table:number-columns-repeated="16384"'
    blank = f"<table:table-row{down}><table:table-cell{across}/></table:table-row>"
    assert table("a.ods", _opendocument(blank)).rows == (("Rao",),)
    with pytest.raises(Refused, match="has 16384 columns"):
        read("a.ods", _opendocument(_ODS_ROW.format(down, across, "x")))


# ---- other sources of tables ---------------------------------------------------------------------------------------


def test_a_web_page_called_xls_is_read_as_the_table_it_is() -> None:
    page = b"<table><tr><th>Name<th>Org</tr><tr><td>Rao<td rowspan=2>MEA</tr><tr><td>Singh</table><script>x()</script>"
    assert table("report.xls", page).rows == (("Rao", "MEA"), ("Singh", "MEA"))


def test_a_mail_gives_the_table_of_its_body_and_what_is_attached() -> None:
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@b.example", "c@d.example", "参加者"
    mail.set_content("See below")
    mail.add_alternative(
        "<p>Dear all</p><table><tr><th>Name<th>Org</tr><tr><td>Rao<td>MEA</table>", subtype="html", charset="utf-8"
    )
    mail.add_attachment(
        "氏名,会社\n山田,日立\n".encode("cp932"), maintype="text", subtype="csv", filename="../../名簿.csv"
    )
    mail.add_attachment(b"BEGIN:VCARD\nFN:Das\nEND:VCARD\n", maintype="text", subtype="vcard", filename="das.vcf")
    source = read("reply.eml", bytes(mail))
    assert source.format == "mail"
    assert [(one.name, one.rows) for one in source.tables] == [
        ("reply.eml", (("Rao", "MEA"),)),
        ("名簿.csv", (("山田", "日立"),)),
    ]
    assert [person.names[0].full for person in source.people] == ["Das"]


def test_nested_json_is_laid_flat() -> None:
    found = table(
        "a.json", b'{"p": [{"name": "Rao", "org": {"name": "MEA"}, "mails": ["a@b", "c@d"], "n": 3, "x": null}]}'
    )
    assert found.header == ("name", "org.name", "mails", "n", "x")[: len(found.header)]
    assert found.rows[0][:4] == ("Rao", "MEA", "a@b; c@d", "3")


def test_pasted_lines_come_apart() -> None:
    text = (
        "1. YAMADA Haruo, Deputy Director, METI <yamada@meti.example>\n- Rao (CII)\n\n• Das, Tata, +91 98 1234 5678\n"
    )
    (found,) = read_pasted(text).tables
    assert found.numbers == (1, 2, 4)
    assert [row[:5] for row in found.rows] == [
        ("YAMADA Haruo", "Deputy Director", "METI", "yamada@meti.example", ""),
        ("Rao", "", "CII", "", ""),
        ("Das", "", "Tata", "", "+91 98 1234 5678"),
    ]


def test_the_head_of_a_mail_is_one_row_a_person() -> None:
    (found,) = read_pasted('Rao <rao@a.example>; "Das, B." <das@b.example>, c@d.example').tables
    assert [(row[0], row[3]) for row in found.rows] == [
        ("Rao", "rao@a.example"),
        ("Das, B.", "das@b.example"),
        ("c", "c@d.example"),
    ]


def test_cells_out_of_a_spreadsheet_are_a_table_with_or_without_headings() -> None:
    (with_headings,) = read_pasted('Name\tOrganisation\nRao\t"MEA\nDelhi"\n').tables
    assert (with_headings.header, with_headings.rows) == (("Name", "Organisation"), (("Rao", "MEA\nDelhi"),))
    (without,) = read_pasted("Rao\tMEA\nDas\tMOC\n").tables
    assert (without.header_row, len(without.rows)) == (0, 2)


def test_nothing_pasted_is_refused() -> None:
    with pytest.raises(Refused, match="There is nothing to paste"):
        read_pasted(" \n")


@given(
    data=st.binary(max_size=3_000), name=st.sampled_from(["a.csv", "a.vcf", "a.json", "a.eml", "a.xls", "a.txt", "a"])
)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(Refused):
        read(name, data)


@given(text=st.text(max_size=500))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_anything_pasted_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        read_pasted(text)


@pytest.mark.parametrize("blank", ["", "Participant", "Company"])
def test_headings_over_two_rows_are_read_together(blank: str) -> None:
    upper = ["No.", "Participant", "Participant" if blank else "", "Company"]
    lower = ["No." if blank else "", "Name", "Designation", "Company" if blank else ""]
    rows = [["Replies to the invitation", "", "", ""], upper, lower, ["1", "Anita Rao", "Director", "Rao Metals"]]
    text = "\n".join(",".join(row) for row in rows)
    found = table("a.csv", text.encode())
    assert (found.header_row, found.header) == (3, ("No.", "Name", "Designation", "Company"))
    assert found.rows == (("1", "Anita Rao", "Director", "Rao Metals"),)
    (remark,) = (message for message, _ in read("a.csv", text.encode()).remarks)
    assert remark == "Rows {first} and {second} hold the headings together."
    assert [number for number, _ in grid.heading_rows(found)] == [1, 2, 3, 4], "another row can still be chosen"


@pytest.mark.parametrize(
    "text",
    [
        "Name,Phone,Phone\nRao,Ministry of Mines,Department of Posts\n",
        "Name,,Company\nMinistry of Power,Title Holder,Company of India\n",
        "Name,Organisation,Organisation\nName,Kind,Country\nRao,x,y\n",
    ],
)
def test_a_person_below_the_headings_is_no_second_row_of_them(text: str) -> None:
    found = table("a.csv", text.encode())
    assert found.header_row == (2 if "Kind,Country" in text else 1)


def test_a_row_that_was_passed_over_can_be_made_the_headings() -> None:
    found = table("a.csv", b"Guests of the day,,\nName,Org,Seat\nRao,MEA,1\nSingh,MOC,2\n")
    assert (found.header_row, found.above) == (2, ((1, ("Guests of the day", "", "")),))
    assert [number for number, _ in grid.heading_rows(found)] == [1, 2, 3, 4]
    first = grid.with_header(found, 1)
    assert (first.header_row, first.header[0], first.rows[0][:2]) == (1, "Guests of the day", ("Name", "Org"))
    assert grid.with_header(first, 2) == found
    with pytest.raises(Refused, match="has no row 9"):
        grid.with_header(found, 9)


def test_names_of_fields_in_json_stand_in_no_row_and_stay() -> None:
    found = read("a.json", b'[{"name": "Rao"}, {"name": "Singh"}]').tables[0]
    assert grid.heading_rows(found) == []
    with pytest.raises(Refused, match="stand in no row"):
        grid.with_header(found, 1)


@pytest.mark.parametrize("named", ["Shift_JIS", "shift_jis (cp932)", "cp932", "SJIS"])
def test_an_encoding_that_was_guessed_wrong_can_be_named(named: str) -> None:
    raw = "Name,Org\nｱ,ﾃｽﾄ\n".encode("cp932")
    assert read("a.csv", raw, encoding="cp1252").encoding == "Windows-1252"
    source = read("a.csv", raw, encoding=named)
    assert (source.encoding, source.tables[0].rows) == ("Shift_JIS (CP932)", (("ｱ", "ﾃｽﾄ"),))


@pytest.mark.parametrize("named", ["klingon", "base64", "rot13", "", "\0"])
def test_an_encoding_that_there_is_not_is_refused(named: str) -> None:
    if not named:
        assert read("a.csv", b"Name\nRao\n", encoding=named).encoding == "UTF-8"
        return
    with pytest.raises(Refused, match="There is no encoding"):
        read("a.csv", b"Name\nRao\n", encoding=named)


@pytest.mark.parametrize(("named", "width"), [(";", 2), ("semicolon", 2), ("|", 3), ("tab", 1), (":", 1)])
def test_a_delimiter_can_be_named(named: str, width: int) -> None:
    raw = b"Name;Org|Seat|Row\nRao;MEA|1|2\n"
    for name in ("a.csv", "a.txt"):
        found = read(name, raw, delimiter=named).tables[0]
        assert max(len(found.header), len(found.rows[0])) == width


@pytest.mark.parametrize("named", ["xy", '"', "a", "\n"])
def test_what_divides_nothing_is_refused_as_a_delimiter(named: str) -> None:
    with pytest.raises(Refused, match="divides no columns"):
        read("a.csv", b"Name\nRao\n", delimiter=named)


def test_the_text_of_a_mail_and_what_was_pasted_are_read_as_they_are_told() -> None:
    head = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n"
    raw = head + "氏名;所属\r\n山田;経産省\r\n".encode("cp932")
    assert read("a.eml", raw).encoding == "Windows-1252"
    source = read("a.eml", raw, encoding="cp932", delimiter=";")
    assert (source.encoding, source.delimiter) == ("Shift_JIS (CP932)", ";")
    assert source.tables[0].rows == (("山田", "経産省"),)
    assert read_pasted("Rao / MEA\nSingh / MOC", delimiter="/").tables[0].rows[0] == ("Rao", "MEA")
