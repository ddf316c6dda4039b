"""How the file was read, shown and changeable: its sheet, what it does not say itself, and its columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from app.core.i18n import N_, ntr, tr
from app.core.wording import side_name
from app.services.importing import ImportKind
from ui.exchange.columns import ColumnsModel, ColumnsTable
from ui.exchange.reread import RereadChoices, labelled
from ui.exchange.session import Session
from ui.kit.flow import FlowLayout
from ui.kit.text import Label
from ui.theme import theme


class ReadingPanel(QWidget):
    """Shows the session's reading and tells the session what is changed. `sides` are the codes to choose from."""

    def __init__(self, session: Session, sides: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._sides = session, tuple(sides)
        self.columns = ColumnsModel(session.choose_field, self)
        self.table = ColumnsTable(self.columns)
        self.sheet = QComboBox()
        self.side = QComboBox()
        self.dates = QComboBox()
        self.rest = QCheckBox()
        self.remarks = Label("", "soft")
        self.problem = Label("", "error")
        self.again = RereadChoices(session, self)
        self.sheet_box = labelled(N_("Sheet"), self.sheet, "import.sheet")
        self.side_box = labelled(N_("Side"), self.side, "import.side")
        self.dates_box = labelled(N_("Dates like 03/04/2025"), self.dates, "import.dates")
        self.rest.setObjectName("import.keep-rest")
        self._lay_out()
        self.sheet.activated.connect(self._sheet_chosen)
        self.side.activated.connect(self._settings_chosen)
        self.dates.activated.connect(self._settings_chosen)
        self.rest.clicked.connect(self._settings_chosen)

    def show_reading(self) -> None:
        """Another reading, or another meaning of its columns."""
        reading = self._session.reading
        if reading is not None:
            self.columns.show(reading.mapping)
            self.table.setVisible(reading.table >= 0)
            self._fill_sheets()
            self.again.show_reading(reading)
            self._fill_settings()
            self.show_remarks()

    def show_remarks(self) -> None:
        """What reader and dry run had to decide; once there is a dry run, nothing hinders it."""
        reading, plan = self._session.reading, self._session.plan
        remarks = (*(reading.source.remarks if reading else ()), *(plan.remarks if plan else ()))
        self.remarks.set_data("\n".join(dict.fromkeys(tr(message, **params) for message, params in remarks)))
        self.remarks.setVisible(bool(remarks))
        if plan is not None or reading is None:
            self.problem.hide()

    def show_problem(self, sentence: str) -> None:
        """What hinders the dry run."""
        self.problem.set_data(sentence)
        self.problem.show()

    def _fill_sheets(self) -> None:
        reading = self._session.reading
        tables = reading.source.tables if reading is not None else ()
        self.sheet.clear()
        self.sheet.addItems([ntr("{name} ({n} row)", "{name} ({n} rows)", len(t.rows), name=t.name) for t in tables])
        if reading is not None:
            self.sheet.setCurrentIndex(reading.table)
        self.sheet_box.setVisible(len(tables) > 1)

    def _fill_settings(self) -> None:
        reading, settings = self._session.reading, self._session.settings
        if reading is None or settings is None:
            return
        self.side.clear()
        for code in dict.fromkeys(("", *self._sides, settings.side)):
            self.side.addItem(side_name(code) if code else tr("as the file says, else none"), code)
        self.side.setCurrentIndex(max(0, self.side.findData(settings.side)))
        self.side_box.setVisible(reading.kind is not ImportKind.MEETINGS)
        self.dates.clear()
        for text, value in ((tr("as the column suggests"), None), (tr("day first"), True), (tr("month first"), False)):
            self.dates.addItem(text, value)
        self.dates.setCurrentIndex({None: 0, True: 1, False: 2}[settings.day_first])
        self.dates_box.setVisible(reading.asks_day_first)
        self.rest.setText(tr("Keep the columns that are left out in the notes"))
        self.rest.setAccessibleName(self.rest.text())
        self.rest.setChecked(settings.keep_rest)
        self.rest.setVisible(reading.table >= 0)

    @Slot(int)
    def _sheet_chosen(self, at: int) -> None:
        self._session.choose_table(at)

    @Slot()
    def _settings_chosen(self) -> None:
        self._session.set_settings(
            side=self.side.currentData(), day_first=self.dates.currentData(), keep_rest=self.rest.isChecked()
        )

    def _lay_out(self) -> None:
        for label, name in ((self.remarks, "remarks"), (self.problem, "problem")):
            label.setObjectName(f"import.{name}")
            label.setWordWrap(True)
            label.hide()
        choices = QWidget()
        row = FlowLayout(choices, gap=16, line_gap=6)
        for widget in (self.sheet_box, *self.again.boxes, self.side_box, self.dates_box, self.rest):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(choices)
        column.addWidget(self.problem)
        column.addWidget(self.table, 1)
        column.addWidget(self.remarks)
