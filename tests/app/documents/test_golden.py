"""The content of the documents, block by block, against golden text. `GOLDEN=write pytest ...` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.core.enums import Attribution, Edition, MeetingKind, MeetingRule, RecordStatus
from app.documents import catalogue
from app.documents import data as d
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


@pytest.mark.parametrize("name", CASES)
def test_content_is_as_the_golden_file_says(name: str) -> None:
    kind, data, options = CASES[name]
    text = catalogue.build(kind, data, "en", options).as_text()
    file = FOLDER / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
