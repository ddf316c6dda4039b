"""What each kind of paper must hold, in the order the field sets it (domain.md 2.1, 5.2-5.6)."""

from __future__ import annotations

import dataclasses
import io
from datetime import date

import docx
import pypdfium2
import pytest

from app.core.enums import Bilingual, Edition, LanguageMode, NameOrder, RecordKind, RecordStatus, Script
from app.core.names import Name, PersonSnapshot
from app.documents import catalogue
from app.documents import data as d
from app.documents.kinds.agreed_minutes import roman
from app.documents.kinds.signin_sheet import ROWS_A_PAGE, walk_in_rows
from tests.app.documents import more_samples as more
from tests.app.documents import samples


def text_of(kind: str, data: object, lang: str = "en", **options: object) -> str:
    return catalogue.build(kind, data, lang, d.Options(**options)).as_text()  # type: ignore[arg-type]


def pages_of(kind: str, data: object, lang: str = "en", **options: object) -> list[str]:
    pdf = catalogue.render(catalogue.build(kind, data, lang, d.Options(**options)), "pdf")  # type: ignore[arg-type]
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def in_order(text: str, *words: str) -> bool:
    at = [text.find(word) for word in words]
    return -1 not in at and at == sorted(at)


class TestRecordOfDiscussion:
    def test_blocks_stand_in_the_fields_order(self) -> None:
        text = text_of("record", more.record(), edition=Edition.INTERNAL)
        assert in_order(
            text,
            "# RECORD OF DISCUSSION",
            "Subject:",
            "Language: Consecutive interpretation",
            "## Our side",
            "## Their side",
            "## Summary",
            "## Discussion",
            "## Impressions and comment",
            "## What we promised",
            "## What they promised",
            "## Follow-up",
            "## Press line",
            "## Counterpart confirmation",
            "## Drafting and approval",
            "## Distribution",
        )

    def test_the_press_line_is_word_for_word_or_said_to_be_none(self) -> None:
        assert "[body] “The two sides had a useful exchange" in text_of("record", more.record())
        none = more.record(items=(), no_press_line=True)
        assert "[body] No press line.\n" in text_of("record", none)
        assert "[body] No press line has been agreed." in text_of("record", more.record(items=()))

    def test_several_parties_on_the_other_side_keep_their_names(self) -> None:
        sides = (*more.SIDES, d.SideData("FR", (d.ParticipantData(samples.person("Anne Petit")),)))
        text = text_of("record", more.record(sides=sides), edition=Edition.INTERNAL)
        assert "## Their side (Indian side)" in text
        assert "## Their side (Side of France)" in text


class TestAgreedMinutes:
    def test_cover_signatures_and_attached_document(self) -> None:
        texts = pages_of("agreed-minutes", more.record(RecordKind.AGREED_MINUTES))
        assert "MINUTES OF MEETINGS" in texts[0]
        assert "ATTACHED DOCUMENT" not in texts[0]
        assert "ATTACHED DOCUMENT" in texts[1]
        assert "Annex 1: List of attendants" in texts[2]
        cover = " ".join(texts[0].split())
        assert in_order(
            cover, "between Embassy of Japan in India and Ministry of Mines", "As a result", "New Delhi, 2 July"
        )
        text = text_of("agreed-minutes", more.record(RecordKind.AGREED_MINUTES))
        assert "## I. Cell testing" in text
        assert "\n1.  Japanese side: The Japanese side will receive" in text
        assert "\n   (1)  The visit lasts two weeks." in text
        assert "\n   (2)  Each side bears its own cost." in text

    def test_signatures_stand_side_by_side(self) -> None:
        pdf = catalogue.render(catalogue.build("agreed-minutes", more.record(), "en"), "pdf")
        document = pypdfium2.PdfDocument(pdf)
        page = document[0].get_textpage()
        places = []
        for words in ("For the Japanese side", "For the Indian side"):
            index, _ = page.search(words).get_next()
            places.append(page.get_charbox(index))
        document.close()
        (left, bottom, *_), (right, other, *_) = places
        assert right > left + 100
        assert abs(bottom - other) < 0.5

    @pytest.mark.parametrize(("own", "first", "second"), [("JP", "Japanese", "Indian"), ("IN", "Indian", "Japanese")])
    def test_each_side_stands_first_in_its_own_original(self, own: str, first: str, second: str) -> None:
        text = text_of("agreed-minutes", more.record(), copy_for=own)
        assert f"# Original of the {first} side" in text
        assert in_order(text, f"sign | For the {first} side", f"sign | For the {second} side")
        assert in_order(text.split("Annex 1")[1], f"### {first} side", f"### {second} side")
        parties = {"Japanese": "Embassy of Japan in India", "Indian": "Ministry of Mines"}
        assert f"# between {parties[first]} and {parties[second]} on" in text

    def test_it_says_which_text_prevails(self) -> None:
        two = more.two_languages(RecordKind.AGREED_MINUTES, Bilingual.STACKED)
        assert "Done in 2 originals, each in English and Japanese. If the texts differ, the English text prevails." in (
            text_of("agreed-minutes", two)
        )
        equal = dataclasses.replace(two, prevailing_language="")
        assert "Both texts are equally authentic." in text_of("agreed-minutes", equal)
        assert "Done in 2 originals in English, each being equally authentic." in text_of(
            "agreed-minutes", more.record()
        )

    def test_without_signatories_place_and_day_there_are_lines_to_fill_in(self) -> None:
        data = more.record(signatories=(), signed_place="", signed_on=None)
        text = text_of("agreed-minutes", data)
        assert "sign | For the Japanese side |" in text
        assert "____________________, ____________________" in text

    @pytest.mark.parametrize(
        ("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (140, "CXL")]
    )
    def test_articles_count_in_roman(self, number: int, numeral: str) -> None:
        assert roman(number) == numeral


class TestTwoLanguages:
    def test_side_by_side_has_one_row_a_paragraph_under_one_number(self) -> None:
        text = text_of("minutes", more.two_languages(RecordKind.MINUTES, Bilingual.SIDE_BY_SIDE))
        assert "|  | English | 日本語 |" in text
        assert "| 1.1 | Indian side: The Indian side set out its plan" in text
        assert "| 1.3 | An official of the ministry, Indian side: We cannot pay for this alone. | – |" in text
        assert "## Decisions / 決定事項" in text

    def test_stacked_has_the_second_text_below_the_first(self) -> None:
        text = text_of("minutes", more.two_languages(RecordKind.MINUTES, Bilingual.STACKED, "hi"))
        assert in_order(
            text, "1.1  Indian side: The Indian side set out", "[body] भारतीय पक्ष: भारतीय पक्ष ने", "1.2  Res"
        )

    def test_agreed_minutes_printed_in_their_second_language_have_the_first_beside_it(self) -> None:
        text = text_of("agreed-minutes", more.two_languages(RecordKind.AGREED_MINUTES, Bilingual.STACKED), "ja")
        both = "Done in 2 originals, each in Japanese and English."
        assert in_order(text, "英語の本文による", both, "# 附属文書 / ATTACHED DOCUMENT")

    def test_printed_in_the_second_language_it_is_in_that_alone(self) -> None:
        text = text_of("minutes", more.two_languages(RecordKind.MINUTES, Bilingual.SIDE_BY_SIDE), "ja")
        assert "1.1  インド側：" in text
        assert " / 日付" not in text


class TestSmallPapers:
    def test_an_aide_memoire_says_to_whom_and_has_no_address_courtesy_or_signature(self) -> None:
        text = text_of("aide-memoire", more.record(RecordKind.AIDE_MEMOIRE), edition=Edition.INTERNAL)
        assert in_order(text, "# AIDE-MÉMOIRE", "For: Ministry of Mines, New Delhi", "1.  “Testing comes first.”")
        assert text.rstrip().endswith("[body] New Delhi, 2 July 2025 (Wed)".replace(" July ", "\u00a0July\u00a0"))
        for absent in ("Shantipath", "Telephone", "sign |", "Excellency", "The Indian side set out", "Kanimozhi"):
            assert absent not in text

    def test_the_summary_of_a_record_never_becomes_a_press_line(self) -> None:
        text = text_of("press-line", more.record(RecordKind.RECORD_OF_DISCUSSION, items=(), no_press_line=True))
        assert "[body] No press line." in text
        assert "Cleared" not in text
        assert more.record().summary["en"].split(".")[0] not in text

    def test_a_press_line_says_whether_it_is_cleared(self) -> None:
        cleared = text_of("press-line", more.record(RecordKind.PRESS_LINE))
        assert "[notice] Cleared: may be used with the press as it stands." in cleared
        draft = dataclasses.replace(more.APPROVED, status=RecordStatus.DRAFT)
        assert "Not cleared: not for use" in text_of("press-line", more.record(control=draft))
        assert "Kanimozhi" not in cleared

    def test_a_note_for_file_has_points_conclusions_action_and_an_officer(self) -> None:
        text = text_of("note-for-file", more.record(RecordKind.NOTE_FOR_FILE))
        assert in_order(
            text, "Form: Bilateral meeting", "## Points", "## Conclusions", "## Action", "## For the file", "sign |"
        )


class TestAgenda:
    def test_consecutive_interpretation_doubles_the_times(self) -> None:
        text = text_of("agenda", more.agenda(), edition=Edition.INTERNAL)
        assert "| 1 | 17:45–18:15 | Cell testing |" in text
        assert "| 2 | 18:15–18:39 | Training and visits |" in text
        assert "| Net speaking time | 32 |" in text
        assert "| With interpretation | 64 |" in text
        assert "| Too long by | 4 |" in text

    def test_without_interpretation_there_is_time_left(self) -> None:
        text = text_of("agenda", more.agenda(language_mode=LanguageMode.SIMULTANEOUS), edition=Edition.INTERNAL)
        assert "| 1 | 17:45–18:00 |" in text
        assert "| Left over | 28 |" in text

    def test_speaking_times_are_for_the_mission(self) -> None:
        assert "Net speaking time" not in text_of("agenda", more.agenda())

    def test_after_an_item_of_open_length_no_time_is_invented(self) -> None:
        items = (d.AgendaEntry("1", "Open", minutes=None), d.AgendaEntry("2", "Then", minutes=10))
        text = text_of("agenda", more.agenda(items=items))
        assert "| 1 | 17:45 | Open |" in text
        assert "| 2 |  | Then |" in text

    def test_the_annotated_agenda_has_a_page_for_each_item(self) -> None:
        texts = pages_of("annotated-agenda", more.agenda(), edition=Edition.INTERNAL)
        assert len(texts) == 4
        assert in_order(texts[1], "Cell testing", "Purpose", "State of play", "Our objective", "Possible outcome")
        outside = pages_of("annotated-agenda", more.agenda())
        assert "Purpose" in outside[1]
        assert "Our objective" not in "".join(outside)

    def test_in_two_languages_numbers_are_the_same(self) -> None:
        text = text_of("agenda", more.agenda(second_language="ja"))
        assert "| Cell testing / 電池セルの試験 |" in text
        assert "No. EOJ" in text


class TestSigninSheet:
    @pytest.mark.parametrize(("guests", "rows"), [(0, 12), (1, 12), (40, 12), (41, 24), (200, 60)])
    def test_twelve_blank_lines_for_each_forty_guests(self, guests: int, rows: int) -> None:
        assert walk_in_rows(guests) == rows
        text = text_of("signin-sheet", more.signin(guests))
        assert text.count("|  |  |  |  |  |  |  |") == rows

    @pytest.mark.parametrize("lang", ["en", "ja", "hi"])
    @pytest.mark.parametrize("guests", [1, 45, 200])
    def test_every_page_stands_alone(self, guests: int, lang: str) -> None:
        content = catalogue.build("signin-sheet", more.signin(guests), lang)
        texts = pages_of("signin-sheet", more.signin(guests), lang)
        assert len(texts) == sum(type(block).__name__ == "Title" for block in content.blocks)
        for page in texts:
            assert "Conference on critical minerals" in page
            assert "Desk A-M" in page
            assert str(guests) in page

    def test_guests_are_found_by_family_name(self) -> None:
        guests = tuple(
            d.GuestData(samples.person(name)) for name in ("UEDA Aki", "Zoe", "ARAI Emi", "ŌTA Ken", "ARAI Bo")
        )
        text = text_of("signin-sheet", more.signin(guests=guests))
        names = [line.split(" | ")[1] for line in text.splitlines() if line[2:3].isdigit()]
        assert names == ["ARAI Bo", "ARAI Emi", "ŌTA Ken", "UEDA Aki", "Zoe"]

    def test_a_japanese_sheet_goes_by_the_reading(self) -> None:
        def guest(kanji: str, reading: str) -> d.GuestData:
            family, _, given = kanji.partition(" ")
            name = Name(kanji, Script.JAPANESE, NameOrder.FAMILY_FIRST, family, given, reading)
            return d.GuestData(PersonSnapshot((name,)))

        guests = (guest("渡辺 一", "わたなべ はじめ"), guest("青木 恵", "あおき めぐみ"), guest("東 健", "ひがし けん"))
        text = text_of("signin-sheet", more.signin(guests=guests), "ja")
        assert in_order(text, "青木 恵", "東 健", "渡辺 一")

    def test_tables_come_before_names(self) -> None:
        guests = (d.GuestData(samples.person("ARAI Emi"), table="2"), d.GuestData(samples.person("ZETA Bo"), table="1"))
        text = text_of("signin-sheet", more.signin(guests=guests))
        assert in_order(text, "| Table |", "| 1 | ZETA Bo", "| 2 | ARAI Emi")

    def test_a_page_has_at_most_twenty_lines_and_says_how_many_are_expected(self) -> None:
        for block in catalogue.build("signin-sheet", more.signin(300), "en").blocks:
            if type(block).__name__ == "Table":
                assert len(block.rows) <= ROWS_A_PAGE  # type: ignore[union-attr]
        text = text_of("signin-sheet", more.signin(45))
        assert text.count("Total expected: 45") == text.count("# SIGN-IN SHEET")
        assert "Tick the box" in text
        assert "Tick the box" not in text_of("signin-sheet", more.signin(45, recording=False))


def test_a_list_says_what_it_is_when_it_was_and_how_long() -> None:
    text = text_of("list", more.listing(3))
    assert in_order(
        text, "# People", "# As of 1", "| No. | Name | In their own script | Title | Meetings |", "3 entries"
    )
    with pytest.raises(ValueError, match="zip"):
        text_of("list", dataclasses.replace(more.listing(3), rows=(("one",),)))


class TestMarkings:
    def furnished(self, scheme: str, marking: str, tlp: str = "") -> list[str]:
        control = dataclasses.replace(more.APPROVED, scheme=scheme, markings=(marking,) if marking else (), tlp=tlp)
        return pages_of("minutes", more.record(RecordKind.MINUTES, control=control))

    @pytest.mark.parametrize(
        ("scheme", "marking"),
        [("uk", "Official-Sensitive"), ("in", "India Restricted"), ("house", "In confidence"), ("eu", "Limite")],
    )
    def test_capitals_at_top_and_bottom_of_every_page(self, scheme: str, marking: str) -> None:
        for page in self.furnished(scheme, marking):
            assert page.count(marking.upper()) == 2

    def test_the_european_unions_pages_carry_the_registration_number(self) -> None:
        for page in self.furnished("eu", "Limite"):
            assert "Registration No. EOJ/ECON/2025/0043" in page
        assert "Registration" not in self.furnished("uk", "Official")[0]

    def test_japans_stands_like_a_stamp_at_the_top_right(self) -> None:
        control = dataclasses.replace(more.APPROVED, scheme="jp", markings=("取扱注意",))
        pdf = catalogue.render(catalogue.build("minutes", more.record(control=control), "ja"), "pdf")
        document = pypdfium2.PdfDocument(pdf)
        for page in document:
            text = page.get_textpage()
            search = text.search("取扱注意")
            boxes = []
            while place := search.get_next():
                boxes.append(text.get_charbox(place[0]))
            stamp = max(boxes, key=lambda box: box[1])
            assert stamp[0] > 440
            assert stamp[1] > 780
        document.close()
        file = catalogue.render(catalogue.build("minutes", more.record(control=control), "ja"), "docx")
        (section,) = docx.Document(io.BytesIO(file)).sections
        assert "w:bdr" in section.header._element.xml

    def test_a_tlp_label_is_never_translated(self) -> None:
        for lang in ("en", "ja", "hi"):
            data = more.record(control=dataclasses.replace(more.APPROVED, tlp="TLP:AMBER+STRICT", markings=()))
            for page in pages_of("minutes", data, lang):
                assert page.count("TLP:AMBER+STRICT") == 2


class TestVersions:
    def test_a_correction_says_what_it_replaces_and_what_changed(self) -> None:
        control = dataclasses.replace(
            more.APPROVED, version="2", replaces="1", changes="Paragraph 1.2: the reservation."
        )
        text = text_of("minutes", more.record(RecordKind.MINUTES, control=control))
        said = "This version replaces version 1 of EOJ/ECON/2025/0043; what changed: Paragraph 1.2: the reservation."
        assert f"[notice] {said}" in text
        assert text.index("This version replaces") < text.index("Subject:")
        assert "This version replaces" not in text_of("minutes", more.record())

    def test_every_page_shows_reference_version_and_short_hash_until_the_draft_line_goes(self) -> None:
        for page in pages_of("record", more.record(), copy_no=3):
            foot = " ".join(page.split())
            assert "EOJ/ECON/2025/0043" in foot
            assert "SHA-256 3fa94c1e8b7d" in foot
            assert "Copy 3" in foot
            assert "DRAFT" not in foot
        draft = dataclasses.replace(more.APPROVED, status=RecordStatus.UNDER_REVIEW, version="0.2", content_hash="")
        for page in pages_of("record", more.record(control=draft)):
            assert "DRAFT v0.2" in page
            assert "SHA-256" not in page

    def test_a_superseded_version_says_so(self) -> None:
        old = dataclasses.replace(more.APPROVED, status=RecordStatus.SUPERSEDED)
        assert all("SUPERSEDED" in page for page in pages_of("record", more.record(control=old)))

    def test_a_decision_without_dates_needs_no_columns_for_them(self) -> None:
        data = more.record(decisions=(d.DecisionData("D1", "x"), d.DecisionData("D2", "y", None, date(2026, 1, 1))))
        text = text_of("minutes", data)
        assert "| No. | Decision | Review on |" in text
