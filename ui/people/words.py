"""Words of people for cells, cards, heads and conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.core.formats import date_plain
from app.core.i18n import language, ptr, tr
from app.core.ltext import pick
from app.core.wording import side_name
from app.queries.people import HeldPosition, PersonRow


def side(code: str) -> str:
    """A side's name; "" is decided anew for each meeting."""
    return side_name(code) if code else tr("Decided per meeting")


def joined(*parts: str) -> str:
    """Facts side by side; a dot is no sentence."""
    return " · ".join(part for part in parts if part)


def mark(row: PersonRow) -> tuple[str, str] | None:
    """The one thing to know before anything else about this person: (word, tone)."""
    if row.do_not_contact:
        return tr("Do not contact"), "red"
    if row.is_sealed:
        return ptr("person", "Sealed"), "violet"
    if row.is_fictional:
        return ptr("person", "Fictional"), "neutral"
    return None


def held(first: date | None, last: date | None) -> str:
    """From when to when a position is held; "" when nothing is known."""
    if first and last:
        return tr("{first} – {last}", first=date_plain(first), last=date_plain(last))
    if first:
        return tr("since {day}", day=date_plain(first))
    return tr("until {day}", day=date_plain(last)) if last else ""


def title_of(title: Mapping[str, str]) -> str:
    """A title in the interface's language, else in any."""
    return pick(title, language())


def yes_no(value: bool) -> str:
    """A checked box in words."""
    return ptr("answer", "Yes") if value else ptr("answer", "No")


def rank(position: HeldPosition) -> str:
    """A position's place in a table of precedence, with the day of taking up functions."""
    article, day = position.precedence_article, position.precedence_date
    if article and day:
        return tr("article {number}, since {day}", number=article, day=date_plain(day))
    if article:
        return tr("article {number}", number=article)
    return tr("credentials {day}", day=date_plain(day)) if day else ""


def initials(name: str) -> str:
    """Two letters that stand for a photo; of a name without blanks its first."""
    parts = [part for part in name.split() if part[:1].isalpha()]
    letters = [part[0] for part in parts]
    return "".join(letters if len(letters) < 3 else (letters[0], letters[-1])).upper()
