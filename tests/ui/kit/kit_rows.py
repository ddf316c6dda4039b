"""Rows of no entity, for the tests of lists."""

from __future__ import annotations

from dataclasses import dataclass

from ui.kit.table_model import CardText, Column

TITLES = (
    "Panel: recycling",
    "One-to-one talks",
    "Cell manufacturing",
    "触媒コンバーター",
    "ARCI session",
    "बैटरी पुनर्चक्रण",
)
TONES = ("green", "accent", "neutral", "amber", "red", "violet")


@dataclass(frozen=True)
class Row:
    id: int
    title: str
    room: str
    status: str
    tone: str


def row(number: int) -> Row:
    return Row(number, TITLES[number % 6], f"Room {number % 3 + 1}", f"State {number % 6}", TONES[number % 6])


def rows(first: int, count: int) -> list[Row]:
    return [row(number) for number in range(first, first + count)]


def title_of(shown: Row) -> str:
    return shown.title


def room_of(shown: Row) -> str:
    return shown.room


def status_of(shown: Row) -> str:
    return shown.status


def tone_of(shown: Row) -> str:
    return shown.tone


def number_of(shown: Row) -> str:
    return str(shown.id)


def card_of(shown: Row) -> CardText:
    return CardText(shown.title, shown.room, f"No. {shown.id}", shown.status, shown.tone)


COLUMNS = (
    Column("title", "Title", 0, title_of),
    Column("room", "Room", 120, room_of),
    Column("status", "Status", 120, status_of, tone=tone_of, sortable=False),
    Column("number", "No.", 80, number_of, "right"),
)
