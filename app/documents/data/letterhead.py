"""What every page of every document carries: the mission that prints it, and its control data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.core.enums import RecordStatus
from app.core.ltext import LText

Text = str | LText


class Paper(StrEnum):
    """Paper sizes a mission prints on."""

    A4 = "A4"
    LETTER = "Letter"


SHORT_HASH = 12
"""Digits of a version's hash that its pages show: enough to tell versions apart, short enough to be typed."""


class DateStyle(StrEnum):
    """How dates are written: "2 July 2025 (Wed)" in the document's language, or "2025-07-02 (Wed)"."""

    LONG = "long"
    ISO = "iso"


def no_texts() -> Mapping[str, str]:
    """A text in no language."""
    return {}


@dataclass(frozen=True, slots=True)
class MissionData:
    """The mission whose letterhead stands on the first page.

    States are ISO 3166-1 alpha-2 codes, zones IANA names. `sample` prints that the content is an illustration.
    """

    name: LText
    address: LText = field(default_factory=no_texts)
    section: LText = field(default_factory=no_texts)
    contact: str = ""
    emblem_png: bytes | None = None
    sending_state: str = ""
    receiving_state: str = ""
    time_zone: str = "UTC"
    home_time_zone: str = ""
    paper: Paper = Paper.A4
    date_style: DateStyle = DateStyle.LONG
    sample: bool = False


@dataclass(frozen=True, slots=True)
class ControlData:
    """What every page carries: reference, version, marking, TLP label, date of issue (domain.md 2.1, 4.6 no. 35).

    `status` decides whether the draft line is printed: it is, until the record is approved. `version` is the plain
    number ("0.3"). `markings` are printed in capitals as `scheme` prescribes ("uk", "eu", "in", "jp", "house" or "");
    `tlp` is a TLP 2.0 label as it stands ("TLP:AMBER"), never translated. `issued_at` is the document's date and the
    only clock the file's bytes depend on. `content_hash` is the frozen content's SHA-256 in hex; its first
    `SHORT_HASH` digits stand at the foot of every page. A correction says which version it `replaces` ("1") and, in
    `changes`, what it changed.
    """

    reference: str
    version: str
    status: RecordStatus
    issued_at: datetime
    markings: tuple[str, ...] = ()
    tlp: str = ""
    scheme: str = ""
    content_hash: str = ""
    replaces: str = ""
    changes: Text = ""
