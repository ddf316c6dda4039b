"""The content of the documents, block by block, against golden text in three languages.

`GOLDEN=write pytest ...` writes the English ones anew, with `GOLDEN_LANGUAGES=en,ja,hi` the others too.
"""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from app.core.enums import (
    Attribution,
    Bilingual,
    Edition,
    MeetingKind,
    MeetingRule,
    OutwardList,
    RecordKind,
    RecordStatus,
)
from app.core.i18n import LANGUAGES
from app.documents import catalogue
from app.documents import data as d
from app.documents.render.text import text
from tests.app.documents import more_samples as more
from tests.app.documents import samples

FOLDER = Path(__file__).resolve().parents[2] / "golden" / "documents"
APPROVED = d.ControlData(
    "EOJ/ECON/MIN/2025/0042", "1.0", RecordStatus.APPROVED, samples.CONTROL.issued_at, ("In confidence",)
)
BARE = d.MinutesData(d.MissionData({"en": "Embassy"}), APPROVED, "", samples.START, samples.START, "Asia/Kolkata")

CASES = {
    "minutes-en": ("minutes", samples.minutes(), d.Options()),
    "minutes-chatham-house-en": ("minutes", samples.minutes(rule=MeetingRule.CHATHAM_HOUSE), d.Options(copy_no=2)),
    "minutes-full-attribution-call-en": (
        "minutes",
        samples.minutes(
            control=APPROVED,
            attribution=Attribution.FULL,
            meeting_kind=MeetingKind.CALL,
            rule=MeetingRule.OFF_THE_RECORD,
            approval=d.SignedData(samples.HEAD_JP, samples.CONTROL.issued_at),
        ),
        d.Options(family_capitals=False),
    ),
    "minutes-bare-en": ("minutes", BARE, d.Options()),
    "attendee-list-en": ("attendee-list", samples.attendee_list(12), d.Options()),
    "attendee-list-internal-en": ("attendee-list", samples.attendee_list(12), d.Options(edition=Edition.INTERNAL)),
    "attendee-list-chatham-house-en": (
        "attendee-list",
        samples.attendee_list(12, MeetingRule.CHATHAM_HOUSE),
        d.Options(),
    ),
}


INTERNAL = d.Options(edition=Edition.INTERNAL)
KINDS = {
    "record-internal": ("record", more.record(), INTERNAL),
    "record-outward": ("record", more.record(), d.Options(copy_no=2)),
    "minutes-excerpt": (
        "minutes",
        more.record(RecordKind.MINUTES),
        d.Options(edition=Edition.EXCERPT, excerpt_of=more.HOKUTO, excerpt_name="Hokuto Metals"),
    ),
    "minutes-correction": (
        "minutes",
        more.record(
            RecordKind.MINUTES,
            outward_list=OutwardList.COUNTS,
            control=dataclasses.replace(more.APPROVED, version="2", replaces="1", changes="Paragraph 1.2."),
        ),
        d.Options(),
    ),
    "minutes-side-by-side": ("minutes", more.two_languages(RecordKind.MINUTES, Bilingual.SIDE_BY_SIDE), d.Options()),
    "agreed-minutes": ("agreed-minutes", more.record(RecordKind.AGREED_MINUTES), d.Options(copy_for="IN")),
    "agreed-minutes-stacked": (
        "agreed-minutes",
        more.two_languages(RecordKind.AGREED_MINUTES, Bilingual.STACKED, "hi"),
        d.Options(copy_for="JP"),
    ),
    "note-for-file": ("note-for-file", more.record(RecordKind.NOTE_FOR_FILE), INTERNAL),
    "aide-memoire": ("aide-memoire", more.record(RecordKind.AIDE_MEMOIRE), d.Options()),
    "press-line": ("press-line", more.record(RecordKind.PRESS_LINE), d.Options()),
    "agenda": ("agenda", more.agenda(), d.Options()),
    "agenda-two-languages": ("agenda", more.agenda(second_language="ja", meeting_rule=MeetingRule.NONE), INTERNAL),
    "annotated-agenda": ("annotated-agenda", more.agenda(), INTERNAL),
    "signin-sheet": ("signin-sheet", more.signin(5), d.Options()),
    "list": ("list", more.listing(5), d.Options()),
    "minutes": ("minutes", samples.minutes(), d.Options()),
    "attendee-list": ("attendee-list", samples.attendee_list(12), d.Options()),
}
"""Every kind, in every language."""


@pytest.mark.parametrize("name", CASES)
def test_content_is_as_the_golden_file_says(name: str) -> None:
    kind, data, options = CASES[name]
    compare(f"{name}.txt", catalogue.build(kind, data, "en", options).as_text())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_as_its_golden_file_says(name: str, lang: str) -> None:
    kind, data, options = KINDS[name]
    compare(f"{name}-{lang}.txt", catalogue.build(kind, data, lang, options).as_text(), lang)


@pytest.mark.parametrize("name", ["record-internal", "agenda", "agreed-minutes"])
def test_plain_text_is_as_its_golden_file_says(name: str) -> None:
    kind, data, options = KINDS[name]
    compare(f"{name}-en.telegram.txt", text(catalogue.build(kind, data, "en", options)))


def test_every_kind_has_a_golden_file() -> None:
    assert {kind for kind, _, _ in KINDS.values()} == set(catalogue.KINDS)


def compare(name: str, text: str, lang: str = "en") -> None:
    file = FOLDER / name
    if os.environ.get("GOLDEN") == "write" and lang in os.environ.get("GOLDEN_LANGUAGES", "en").split(","):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
