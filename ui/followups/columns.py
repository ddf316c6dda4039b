"""The columns, cards and filters of both lists."""

from __future__ import annotations

from functools import partial
from typing import Any

from app.core.i18n import N_
from app.core.wording import label
from app.queries.followups import FollowupRow
from app.queries.visits import VisitRow
from ui.desk import MissionRow
from ui.followups import words
from ui.kit.filter_bar import Filter
from ui.kit.table_model import CardText, Column


def promise_columns(mission: MissionRow | None) -> tuple[Column, ...]:
    """Code, what, side, owner, due, status, from."""
    return (
        Column("code", N_("No."), 88, _code),
        Column("title", N_("What was promised"), 0, _title),
        Column("side", N_("Side"), 64, partial(_side, mission)),
        Column("owner", N_("Owner"), 168, words.owner_words, tone=words.owner_tone, sortable=False),
        Column("due", N_("Due"), 152, words.due_words, tone=words.due_tone),
        Column("status", N_("Status"), 136, words.status_words, tone=words.status_tone),
        Column("meeting", N_("From"), 180, _meeting, sortable=False),
    )


def promise_card(mission: MissionRow | None, row: FollowupRow) -> CardText:
    """A promise beside the open one: the chip says what presses."""
    return CardText(
        _title(row),
        words.joined(row.code, words.side_words(row.side, mission), words.owner_words(row)),
        words.joined(words.due_words(row), row.meeting),
        *words.pressing(row),
    )


def promise_filters(mission: MissionRow | None) -> tuple[Filter, ...]:
    """Side and status by menu. Owner, meeting and text are typed: the page sets those chips, they are not shown."""
    first = (mission.sending_state, mission.receiving_state) if mission else ()
    sides = tuple(zip(first, (N_("Our side"), N_("Their side")), strict=False))
    return (
        Filter("side", N_("Both sides"), sides),
        Filter(
            "status",
            N_("Any status"),
            (
                ("overdue", N_("Overdue")),
                ("unclosed", N_("Open or in hand")),
                ("done", N_("Done")),
                ("dropped", N_("Dropped")),
            ),
        ),
        Filter("owner", N_("Any owner"), ()),
        Filter("meeting", N_("Any meeting"), ()),
        Filter("text", N_("Any text"), ()),
    )


def visit_columns() -> tuple[Column, ...]:
    """Title, host, site, day, status, rules unanswered."""
    return (
        Column("title", N_("What is visited"), 0, _title),
        Column("host", N_("Host"), 180, _host, sortable=False),
        Column("site", N_("Site"), 180, _site, sortable=False),
        Column("visit_on", N_("Day"), 140, words.visit_day),
        Column("status", N_("Status"), 112, _visit_status, tone=words.visit_status_tone),
        Column("unanswered", N_("Gate rules"), 160, words.unanswered_words, tone=words.unanswered_tone, sortable=False),
    )


def visit_card(row: VisitRow) -> CardText:
    """A visit beside the open one."""
    chip, tone = words.unanswered_words(row), words.unanswered_tone(row)
    return CardText(
        row.title,
        words.joined(row.host, row.site),
        words.visit_day(row),
        chip if tone else _visit_status(row),
        tone or words.visit_status_tone(row),
    )


def visit_filters() -> tuple[Filter, ...]:
    """Status by menu; the text chip is set by the page."""
    return (
        Filter(
            "status",
            N_("Any status"),
            (
                ("planned", N_("Planned")),
                ("confirmed", N_("Confirmed")),
                ("done", N_("Done")),
                ("cancelled", N_("Cancelled")),
            ),
        ),
        Filter("text", N_("Any text"), ()),
    )


def _code(row: FollowupRow) -> str:
    return row.code


def _title(row: Any) -> str:
    return " ".join(str(row.title).split())


def _side(mission: MissionRow | None, row: FollowupRow) -> str:
    return words.side_words(row.side, mission)


def _meeting(row: FollowupRow) -> str:
    return row.meeting


def _host(row: VisitRow) -> str:
    return row.host


def _site(row: VisitRow) -> str:
    return row.site


def _visit_status(row: VisitRow) -> str:
    return label(row.status)
