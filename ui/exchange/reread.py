"""How a text is read, to be chosen where the guess was wrong: its encoding, what divides its columns, its headings.

What was guessed stands first and says so; the rows below change as soon as another is chosen.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.core.errors import AppError
from app.core.i18n import N_, tr
from app.services.importing import DELIMITERS, ENCODINGS, Origin, Reading
from ui.exchange.session import Session
from ui.kit.text import Label
from ui.theme import theme

_DELIMITERS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("bar")}
_SHOWN = 44
"""Characters of a row of headings that are shown."""


class RereadChoices(QObject):
    """Three choices, each in a box of its own that is hidden where there is nothing to choose."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.encoding, self.delimiter, self.header = QComboBox(), QComboBox(), QComboBox()
        self.encoding_box = labelled(N_("Encoding"), self.encoding, "import.encoding")
        self.delimiter_box = labelled(N_("Divided by"), self.delimiter, "import.delimiter")
        self.header_box = labelled(N_("Headings"), self.header, "import.header-row")
        self.encoding.activated.connect(self._encoding_chosen)
        self.delimiter.activated.connect(self._delimiter_chosen)
        self.header.activated.connect(self._header_chosen)
        session.failed.connect(self._back)

    @property
    def boxes(self) -> tuple[QWidget, ...]:
        """What a layout takes in."""
        return self.encoding_box, self.delimiter_box, self.header_box

    def show_reading(self, reading: Reading) -> None:
        """Offer what fits this reading, what holds now being chosen."""
        origin = reading.origin
        if origin is None:
            return
        self.encoding_box.setVisible(origin.has_encoding)
        self.delimiter_box.setVisible(origin.has_delimiter)
        _fill(self.encoding, _encodings(origin), origin.encoding)
        _fill(self.delimiter, _delimiters(origin), origin.delimiter)
        rows = _headings(origin, reading.table)
        self.header_box.setVisible(len(rows) > 1)
        header = reading.source.tables[reading.table].header_row if reading.table >= 0 else 0
        _fill(self.header, rows, header)

    @Slot(int)
    def _encoding_chosen(self, at: int) -> None:
        self._session.read_otherwise(encoding=self.encoding.itemData(at))

    @Slot(int)
    def _delimiter_chosen(self, at: int) -> None:
        self._session.read_otherwise(delimiter=self.delimiter.itemData(at))

    @Slot(int)
    def _header_chosen(self, at: int) -> None:
        self._session.read_otherwise(header_row=self.header.itemData(at))

    @Slot(object)
    def _back(self, _error: AppError) -> None:
        """It could not be read that way: what holds is shown again."""
        if self._session.reading is not None:
            self.show_reading(self._session.reading)


def _encodings(origin: Origin) -> list[tuple[str, Any]]:
    guessed = origin.guessed_encoding
    others = [(name, name) for name in dict.fromkeys((*ENCODINGS, origin.encoding)) if name not in ("", guessed)]
    return [(tr("{choice} (guessed)", choice=guessed), ""), *others]


def _delimiters(origin: Origin) -> list[tuple[str, Any]]:
    guessed = origin.guessed_delimiter
    first = tr("{choice} (guessed)", choice=_delimiter(guessed)) if guessed else tr("nothing (guessed)")
    others = [
        (_delimiter(one), one) for one in dict.fromkeys((*DELIMITERS, origin.delimiter)) if one not in ("", guessed)
    ]
    return [(first, ""), *others]


def _delimiter(character: str) -> str:
    return tr(_DELIMITERS[character]) if character in _DELIMITERS else f"“{character}”"


def _headings(origin: Origin, table: int) -> list[tuple[str, Any]]:
    """The guess, none, and the other rows that may be meant."""
    rows = origin.headings(table)
    if not rows:
        return []
    guessed = origin.guessed_header(table)
    found: dict[int, str] = {guessed: "", 0: ""}
    for number, cells in rows:
        said = " · ".join(cell for cell in cells if cell)
        found[number] = tr(
            "row {row}: {cells}", row=number, cells=said[: _SHOWN - 1] + "…" if len(said) > _SHOWN else said
        )
    found[0] = tr("no row")
    found[guessed] = tr("{choice} (guessed)", choice=found[guessed])
    return [(text, number) for number, text in found.items()]


def _fill(box: QComboBox, choices: list[tuple[str, Any]], now: object) -> None:
    box.clear()
    for text, data in choices:
        box.addItem(text, data)
    values = [data for _, data in choices]
    box.setCurrentIndex(values.index(now) if now in values else 0)


def labelled(message: str, box: QComboBox, name: str) -> QWidget:
    """A choice behind its label."""
    box.setObjectName(name)
    box.setAccessibleName(tr(message))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(6))
    label = Label(message, "secondary")
    label.setBuddy(box)
    row.addWidget(label)
    row.addWidget(box)
    return whole
