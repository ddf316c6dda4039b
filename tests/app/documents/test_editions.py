"""What leaves the mission: no internal word, no sealed name, in no byte and no property of any file of any kind."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest

from app.core.enums import (
    Attribution,
    Bilingual,
    Confirmation,
    Edition,
    MeetingRule,
    OutwardList,
    PointKind,
    RecordKind,
)
from app.core.i18n import LANGUAGES
from app.core.names import Name, PersonSnapshot
from app.documents import catalogue
from app.documents import data as d
from tests.app.documents import more_samples as more
from tests.app.documents import samples

COUNTERPART = d.Options()
INTERNAL = d.Options(edition=Edition.INTERNAL)
EXCERPT = d.Options(edition=Edition.EXCERPT, excerpt_of=more.HOKUTO, excerpt_name="Hokuto Metals")
RECORDS = {key: data for key, data in more.OUTWARD.items() if isinstance(data, d.MinutesData)}


def every_byte(format: str, file: bytes) -> Iterator[bytes]:
    """The file as it lies on the disk, and everything in it that is packed."""
    yield file
    if format == "pdf":
        with pikepdf.open(io.BytesIO(file)) as document:
            for thing in document.objects:
                if isinstance(thing, pikepdf.Stream):
                    yield thing.read_bytes()
                yield repr(thing).encode("utf-8", "replace")
        shown = pypdfium2.PdfDocument(file)
        yield "".join(page.get_textpage().get_text_range() for page in shown).encode()
        shown.close()
    if format == "docx":
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            yield archive.comment
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)


def holds(word: str, kind: str, data: object, format: str, options: d.Options, lang: str = "en") -> bool:
    file = catalogue.render(catalogue.build(kind, data, lang, options), format)
    wanted = word.encode()
    return any(wanted in part for part in every_byte(format, file))


@pytest.mark.parametrize("format", catalogue.FORMATS)
@pytest.mark.parametrize("kind", more.OUTWARD)
def test_no_byte_of_an_outward_file_holds_internal_text(kind: str, format: str) -> None:
    for options in (COUNTERPART, EXCERPT, dataclasses.replace(COUNTERPART, copy_for="IN")):
        assert not holds(more.SECRET, kind, more.OUTWARD[kind], format, options)


@pytest.mark.parametrize("format", catalogue.FORMATS)
@pytest.mark.parametrize("kind", ["minutes", "record", "note-for-file", "press-line", "annotated-agenda"])
def test_the_same_search_finds_it_in_the_internal_file(kind: str, format: str) -> None:
    assert holds(more.SECRET, kind, more.OUTWARD[kind], format, INTERNAL)


@pytest.mark.parametrize("format", catalogue.FORMATS)
@pytest.mark.parametrize("kind", RECORDS)
def test_a_sealed_name_is_in_no_file_of_any_edition(kind: str, format: str) -> None:
    said = "Gauri Menon asked; Ms Menon repeated it, as MENON always does."
    item = d.AgendaItemData("1", said, said, points=(d.PointData(PointKind.STATEMENT, said, "IN", more.SEALED),))
    follow = d.FollowupData("A1", said, owner=more.SEALED, due_note=said)
    everywhere = (d.SideData("IN", (d.ParticipantData(more.SEALED),)), more.SIDES[0])
    data = more.record(
        items=(item,),
        actions=(follow,),
        summary=said,
        preamble=said,
        comment=said,
        subject=said,
        distribution=(said,),
        sides=everywhere,
        regrets=(more.SEALED,),
        recorder=d.SignedData(more.SEALED),
    )
    for options in (INTERNAL, COUNTERPART, EXCERPT):
        for lang in LANGUAGES:
            assert not holds("Menon", kind, data, format, options, lang)
            assert not holds("MENON", kind, data, format, options, lang)
            assert not holds("Under-Secretary", kind, data, format, options, lang)


@pytest.mark.parametrize("kind", RECORDS)
def test_no_file_names_a_person_in_its_properties(kind: str) -> None:
    content = catalogue.build(kind, RECORDS[kind], "en", INTERNAL)
    with pikepdf.open(io.BytesIO(catalogue.render(content, "pdf"))) as document:
        properties = str(dict(document.docinfo))
    with zipfile.ZipFile(io.BytesIO(catalogue.render(content, "docx"))) as archive:
        properties += archive.read("docProps/core.xml").decode()
        assert "docProps/app.xml" not in archive.namelist()
    for person in (samples.SAEKI, samples.HEAD_JP, samples.PEOPLE_JP[-1].person, more.SEALED):
        assert person.names[0].family not in properties
    assert "Embassy of Japan in India" in properties


class TestEditions:
    def test_paragraphs_have_one_number_in_every_edition(self) -> None:
        inside = catalogue.build("minutes", more.record(RecordKind.MINUTES), "en", INTERNAL).as_text()
        outside = catalogue.build("minutes", more.record(RecordKind.MINUTES), "en", COUNTERPART).as_text()
        assert "1.1a  Internal note: Zinnober" in inside
        labels = [line.split("  ")[0] for line in outside.splitlines() if line[:2] in ("1.", "2.")]
        assert labels == ["1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2", "2.3"]
        for label in labels:
            line = next(line for line in outside.splitlines() if line.startswith(f"{label}  "))
            assert line in inside

    def test_the_internal_edition_alone_is_marked_for_the_mission(self) -> None:
        inside = catalogue.build("minutes", more.record(RecordKind.MINUTES), "en", INTERNAL)
        outside = catalogue.build("minutes", more.record(RecordKind.MINUTES), "en", COUNTERPART)
        assert "NOT TO LEAVE THE MISSION" in inside.furniture.marking
        assert outside.furniture.marking == "IN CONFIDENCE"

    def test_an_excerpt_holds_what_concerns_one_organisation(self) -> None:
        text = catalogue.build("minutes", more.record(RecordKind.MINUTES), "en", EXCERPT).as_text()
        assert "# Excerpt for Hokuto Metals" in text
        assert "1.5  Agreed: to exchange lists" in text
        assert "2.1  Japanese side" in text
        assert "Receive three engineers" in text
        for others in ("first line of 2 GWh", "non-disclosure", "Kanimozhi", "Meera Iyer", "Chauhan", "Summing-up"):
            assert others not in text
        assert "YOSHINO Ken" in text
        assert "Testing comes before money" not in text
        assert "Ministry of Foreign Affairs, Tokyo" not in text

    def test_our_side_is_ours_inside_and_japanese_outside(self) -> None:
        inside = catalogue.build("record", more.record(), "en", INTERNAL).as_text()
        outside = catalogue.build("record", more.record(), "en", COUNTERPART).as_text()
        assert "## Our side" in inside
        assert "## What we promised" in inside
        assert "SAEKI Yumi, Our side" in inside
        assert "Our side" not in outside
        assert "SAEKI Yumi, Japanese side" in outside
        assert "KUBO Sho" in inside.split("Drafting and approval")[1]
        assert "Drafting and approval" not in outside

    @pytest.mark.parametrize("policy", list(OutwardList))
    def test_an_outward_copy_lists_as_much_as_was_decided(self, policy: OutwardList) -> None:
        data = more.record(RecordKind.MINUTES, outward_list=policy, actions=(), commitments=(), items=())
        inside = catalogue.build("minutes", data, "en", INTERNAL).as_text()
        outside = catalogue.build("minutes", data, "en", COUNTERPART).as_text().split("Closing and approval")[0]
        assert "| 1 | ARIMA Naoto" in inside
        assert ("| 1 | ARIMA Naoto" in outside) is (policy is OutwardList.FULL)
        assert ("| Japanese side | 5 |" in outside) is (policy is OutwardList.COUNTS)
        assert ("kept apart" in outside) is (policy is OutwardList.NONE)
        assert ("Tripathi" in outside) is (policy is OutwardList.FULL)

    def test_the_confirmation_is_always_on_a_record_of_discussion(self) -> None:
        for status in Confirmation:
            data = more.record(confirmation=d.ConfirmationData(status))
            for options in (INTERNAL, COUNTERPART, EXCERPT):
                assert "## Counterpart confirmation" in catalogue.build("record", data, "en", options).as_text()

    @pytest.mark.parametrize("kind", ["minutes", "note-for-file", "record"])
    def test_who_wrote_it_is_named_outside_only_if_they_were_in_the_room(self, kind: str) -> None:
        stranger = d.SignedData(PersonSnapshot((Name("local:clerk"),)), samples.START)
        for format in catalogue.FORMATS:
            assert not holds("local:clerk", kind, more.record(recorder=stranger), format, COUNTERPART)
            assert not holds("local:clerk", kind, more.record(recorder=stranger), format, EXCERPT)
            assert holds("local:clerk", kind, more.record(recorder=stranger), format, INTERNAL)
        there = d.SignedData(PersonSnapshot((Name("KUBO Sho"),)))
        if kind != "record":
            text = catalogue.build(kind, more.record(recorder=there), "en", COUNTERPART).as_text()
            assert "sign | Recorded by | KUBO Sho" in text

    def test_an_internal_promise_does_not_leave_by_its_table(self) -> None:
        text = catalogue.build("note-for-file", more.record(RecordKind.NOTE_FOR_FILE), "en", COUNTERPART).as_text()
        assert "| C1 |" in text
        assert "| C3 |" not in text


@pytest.mark.parametrize("format", catalogue.FORMATS)
@pytest.mark.parametrize("kind", ["minutes", "record", "note-for-file", "agreed-minutes"])
def test_attribution_changes_the_text_of_every_rendering(kind: str, format: str) -> None:
    files = {}
    for level in Attribution:
        data = more.record(RecordKind.MINUTES, attribution=level, sides=(), actions=(), commitments=(), recorder=None)
        files[level] = catalogue.render(catalogue.build(kind, data, "en"), format)
        plain = b"".join(every_byte(format, files[level])).decode("utf-8", "replace")
        words = "".join(plain.split())
        assert ("SAEKIYumi,Japaneseside" in words) is (level is Attribution.FULL)
        assert ("Indianside:" in words) is (level is not Attribution.NONE)
        assert ("(Kanimozhi,Indianside)" in words) is (level is not Attribution.NONE)
    assert len(set(files.values())) == 3


class TestQuotes:
    def line(self, attribution: Attribution = Attribution.FULL, **changes: object) -> str:
        fields = {"kind": PointKind.STATEMENT, "text": "“We will sign.”", "side": "IN", "speaker": samples.KANIMOZHI}
        point = d.PointData(**{**fields, "is_quote": True, **changes})  # type: ignore[arg-type]
        data = more.record(items=(d.AgendaItemData("1", "Item", points=(point,)),), attribution=attribution)
        text = catalogue.build("minutes", data, "en").as_text()
        return next(line for line in text.splitlines() if line.startswith("1.1"))

    def test_without_consent_nobody_is_named_and_it_is_no_quotation(self) -> None:
        assert self.line() == "1.1  Indian side: We will sign."

    def test_with_consent_it_is_one(self) -> None:
        assert self.line(quote_consent=True) == "1.1  Kanimozhi, Indian side: “We will sign.”"

    def test_a_public_statement_says_its_source(self) -> None:
        line = self.line(public_source="ANI, 4 July 2025")
        assert line == "1.1  Kanimozhi, Indian side: “We will sign.” (public statement: ANI, 4 July 2025)"

    def test_an_anonymous_speaker_is_called_by_the_outward_label(self) -> None:
        label = {"en": "an official"}
        assert self.line(anonymised=True, outward_label=label) == "1.1  An official, Indian side: We will sign."
        assert self.line(Attribution.BY_SIDE, anonymised=True, outward_label=label) == "1.1  Indian side: We will sign."
        assert self.line(Attribution.NONE, anonymised=True, outward_label=label) == "1.1  We will sign."


class TestChathamHouse:
    @pytest.mark.parametrize("kind", RECORDS)
    def test_no_edition_of_a_record_names_anybody(self, kind: str) -> None:
        data = more.record(meeting_rule=MeetingRule.CHATHAM_HOUSE)
        for options in (INTERNAL, COUNTERPART):
            text = catalogue.build(kind, data, "en", options).as_text()
            assert "Chatham House Rule" in text
            for name in ("Iyer", "SAEKI", "Kanimozhi", "Chauhan", "KUBO", "Menon"):
                if kind == "agreed-minutes" and name == "Iyer":
                    continue  # who signs is named by the signature itself
                assert name not in text

    @pytest.mark.parametrize("kind", ["agenda", "annotated-agenda"])
    def test_an_agenda_that_leaves_names_nobody(self, kind: str) -> None:
        outside = catalogue.build(kind, more.agenda(), "en", COUNTERPART).as_text()
        assert "is held under the Chatham House Rule" in outside
        assert "ARIMA" not in outside
        assert "| Lead |" not in outside
        assert "Economic Section" in outside

    def test_a_sheet_at_the_door_has_blank_lines(self) -> None:
        data = more.signin(5, meeting_rule=MeetingRule.CHATHAM_HOUSE)
        outside = catalogue.build("signin-sheet", data, "en", COUNTERPART).as_text()
        inside = catalogue.build("signin-sheet", data, "en", INTERNAL)
        assert "ARAI" not in outside
        assert "Hokuto" not in outside
        assert "ARAI" in inside.as_text()
        assert "NOT TO LEAVE THE MISSION" in inside.furniture.marking


def test_a_second_language_is_under_the_same_rules() -> None:
    data = more.two_languages(RecordKind.MINUTES, Bilingual.SIDE_BY_SIDE, attribution=Attribution.BY_SIDE)
    text = catalogue.build("minutes", data, "en", COUNTERPART).as_text()
    assert "| 1.1 | Indian side: The Indian side set out" in text
    assert "| インド側：インド側は" in text
    assert "同省関係者" not in text
    sealed = more.two_languages(
        RecordKind.MINUTES,
        Bilingual.STACKED,
        items=(
            d.AgendaItemData(
                "1",
                "Item",
                points=(d.PointData(PointKind.STATEMENT, {"en": "Gauri Menon", "ja": "Gauri Menon氏が発言"}, "IN"),),
            ),
        ),
    )
    assert "Menon" not in catalogue.build("minutes", sealed, "en", INTERNAL).as_text()
