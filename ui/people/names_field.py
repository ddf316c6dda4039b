"""The editor of a person's names, with a line that shows how lists will print what is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.enums import NameOrder, Script
from app.core.i18n import N_, tr
from app.core.problems import Problem
from app.core.wording import label
from app.services.people import PersonNameDraft, list_name
from ui.kit.rows_editor import Cell, Row, RowsEditor
from ui.kit.text import Label
from ui.theme import theme

_LANG = {Script.JAPANESE: "ja", Script.KANA: "ja", Script.DEVANAGARI: "hi"}
_TYPED = ("full", "family", "given", "reading")

CELLS = (
    (
        Cell("script", N_("Written in"), "choice", 128, values=tuple(Script), choice_label=label),
        Cell("full", N_("Full name, as it is printed"), placeholder=N_("Kanimozhi, S. K. Rao, 山田春男")),
    ),
    (
        Cell("order", N_("Order of the parts"), "choice", 160, values=tuple(NameOrder), choice_label=label),
        Cell("family", N_("Family name"), placeholder=N_("if there is one")),
        Cell("given", N_("Given name"), placeholder=N_("if there is one")),
        Cell("reading", N_("Reading"), placeholder=N_("やまだ はるお")),
    ),
)
"""Nothing is split by guess: the parts are there only when somebody types them (domain.md 4.6, 2)."""


def blank() -> Row:
    """A name that nobody typed yet."""
    return {
        "script": Script.LATIN, "full": "", "order": NameOrder.SINGLE, "family": "", "given": "", "reading": "",
        "lang": None, "as_in_passport": False,
    }  # fmt: skip


def is_blank(row: Row) -> bool:
    """Whether nothing was typed."""
    return not any(str(row.get(key) or "").strip() for key in _TYPED)


def rows_of(names: Sequence[PersonNameDraft]) -> list[Row]:
    """The rows that show `names`."""
    return [
        {
            "script": n.script, "full": n.full, "order": n.order, "family": n.family, "given": n.given,
            "reading": n.reading, "lang": n.lang, "as_in_passport": n.as_in_passport,
        }
        for n in names
    ]  # fmt: skip


def names_of(rows: Sequence[Mapping[str, Any]]) -> tuple[PersonNameDraft, ...]:
    """The names the rows say. A new spelling gets the language of its script."""
    return tuple(
        PersonNameDraft(
            full=row["full"],
            script=Script(row["script"]),
            order=NameOrder(row["order"]),
            family=row["family"],
            given=row["given"],
            reading=row["reading"],
            lang=_LANG.get(Script(row["script"]), "") if row.get("lang") is None else str(row["lang"]),
            as_in_passport=bool(row.get("as_in_passport")),
        )
        for row in rows
    )


def printed(names: Sequence[PersonNameDraft]) -> tuple[str, str]:
    """How lists print a person: the name, and the first spelling in another script beside it ("" for none)."""
    shown = list_name(tuple(names))
    latin = any(name.script is Script.LATIN and name.printed() for name in names)
    others = (n.printed() for n in names if n.script not in (Script.LATIN, Script.KANA) and n.printed())
    return shown, next(others, "") if latin else ""


class NamesField(QWidget):
    """Rows of names and the preview. Object names: `<name>`, `<name>.preview`."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}.whole")
        self.rows = RowsEditor(name, CELLS, blank(), is_blank, N_("Add another spelling"))
        self.preview = Label("", "soft")
        self.preview.setObjectName(f"{name}.preview")
        self.preview.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self.rows)
        column.addWidget(self.preview)
        self.setFocusProxy(self.rows)
        self.rows.edited.connect(self._edited)
        self._show()

    def value(self) -> list[Row]:
        """As `RowsEditor`."""
        return self.rows.value()

    def set_value(self, value: Sequence[Row] | None) -> None:
        """As `RowsEditor`."""
        self.rows.set_value(value)
        self._show()

    def problem(self, key: str) -> Problem | None:
        """As `RowsEditor`."""
        return self.rows.problem(key)

    def mark(self, no: int, key: str, sentence: str) -> None:
        """As `RowsEditor`."""
        self.rows.mark(no, key, sentence)

    def unmark(self) -> None:
        """As `RowsEditor`."""
        self.rows.unmark()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.rows.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    @Slot()
    def _edited(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        shown, native = printed(names_of(self.rows.value()))
        if not shown:
            self.preview.set_data(tr("A single name is enough. Family and given name only if somebody knows them."))
        elif native:
            self.preview.set_data(tr("In lists: {name}  {native}", name=shown, native=native))
        else:
            self.preview.set_data(tr("In lists: {name}", name=shown))
