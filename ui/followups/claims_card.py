"""Where sources disagree about a visit: what each says, and which one the officer relies on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.core.formats import date_short
from app.core.i18n import N_, ptr, tr
from app.queries.topics import ClaimInfo
from ui.followups.words import joined
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.elided import ElidedLabel
from ui.kit.text import Button, Label


class ClaimsCard(Card):
    """Hidden while all agree. Object names `visits.claims`, `.<n>.rely` in the order shown, `.disagree`."""

    relied = Signal(object)
    """The `ClaimInfo` that was chosen."""

    def __init__(self) -> None:
        super().__init__(N_("What sources say"), name="visits.claims")
        self._rows: QWidget | None = None
        self.hide()

    def show_claims(self, claims: Sequence[ClaimInfo]) -> None:
        """Show every field about which two values stand."""
        if self._rows is not None:
            self._rows.hide()
            self._rows.deleteLater()
        fields = disagreements(claims)
        self.setVisible(bool(fields))
        self._rows = QWidget()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        number = 0
        for told in fields:
            sentence = Label("", "strong")
            sentence.set_data(sentence_of(told))
            sentence.setObjectName("visits.claims.disagree")
            sentence.setWordWrap(True)
            grid.addWidget(sentence, grid.rowCount(), 0, 1, 3)
            for claim in told:
                self._add(grid, claim, number)
                number += 1
        self.add(self._rows)

    def _add(self, grid: QGridLayout, claim: ClaimInfo, number: int) -> None:
        at = grid.rowCount()
        value = Label("")
        value.set_data(value_words(claim.value))
        grid.addWidget(value, at, 0)
        source = tr("{source} [{code}]", source=claim.source, code=claim.source_code)
        said = joined(source if claim.source_code else claim.source, claim.note)
        grid.addWidget(ElidedLabel(said, "soft"), at, 1)
        if claim.chosen:
            grid.addWidget(Chip(ptr("claim", "Relied on"), "green"), at, 2)
            return
        button = Button(N_("Rely on this"), name=f"visits.claims.{number}.rely")
        button.setAccessibleDescription(value_words(claim.value))
        button.clicked.connect(partial(self._rely, claim))
        grid.addWidget(button, at, 2)

    def _rely(self, claim: ClaimInfo, _checked: bool = False) -> None:
        self.relied.emit(claim)


def disagreements(claims: Sequence[ClaimInfo]) -> list[list[ClaimInfo]]:
    """The claims field by field, only where their values differ; the same dispute of a visit and its meeting once."""
    ordered = sorted(claims, key=_field)
    groups = [list(group) for _, group in groupby(ordered, key=_field)]
    # The visit's own first: relying on one of them sets its day.
    groups.sort(key=lambda group: group[0].subject_kind != "visit")
    told: dict[frozenset[tuple[str, str]], list[ClaimInfo]] = {}
    for group in groups:
        if len({claim.value for claim in group}) > 1:
            told.setdefault(frozenset((_plain(claim), claim.source_code or claim.source) for claim in group), group)
    return list(told.values())


def _plain(claim: ClaimInfo) -> str:
    day = day_of(claim.value[:10])
    return day.isoformat() if day else claim.value.strip().casefold()


def sentence_of(claims: Sequence[ClaimInfo]) -> str:
    """ "Sources disagree: Thu 3 July [S6] / Tue 8 July [S10]"."""
    said = [
        tr("{value} [{code}]", value=value_words(claim.value), code=claim.source_code)
        if claim.source_code
        else value_words(claim.value)
        for claim in claims
    ]
    return tr("Sources disagree: {values}", values=" / ".join(said))


def value_words(value: str) -> str:
    """A day in words, anything else as the source has it."""
    day = day_of(value)
    return date_short(day) if day else value


def day_of(value: str) -> date | None:
    """The day that a claim's value names, None for any other value."""
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


def _field(claim: ClaimInfo) -> tuple[str, str, str]:
    return claim.subject_kind, claim.subject_id, claim.about
