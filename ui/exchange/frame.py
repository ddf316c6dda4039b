"""What the Import page is made of and where it stands; what happens is told in `page`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.services.importing import ImportKind, Plan
from ui.desk import Desk
from ui.exchange.reading import ReadingPanel
from ui.exchange.rows import PlanList
from ui.exchange.session import KINDS, session_of
from ui.exchange.settling import SettleView
from ui.exchange.start import StartPanel
from ui.kit.card import FactsLine
from ui.kit.tabs import TabBar
from ui.kit.text import Button, Label, Line, Title
from ui.shell.page import PageBase
from ui.theme import theme

TABS = (
    ("columns", N_("How it is read")),
    ("rows", N_("What would happen")),
    ("unsure", N_("Unsure")),
)


class ImportFrame(PageBase):
    """Its widgets, laid out. `choose` and `paste` bring a file, `plan` gives the dry run there is."""

    def __init__(
        self,
        desk: Desk,
        choose: Callable[[], object],
        paste: Callable[[], object],
        plan: Callable[[], Plan | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self.setObjectName("import.page")
        self.setAcceptDrops(True)
        self.session = session_of(desk)
        self.kinds = self._kind_buttons()
        self.start = StartPanel(choose, paste)
        self.file = Label("", "heading")
        self.file.setObjectName("import.file")
        self.facts = FactsLine()
        self.facts.setObjectName("import.facts")
        self.again = Button(N_("Start over"), "quiet", "restore", "import.start-over")
        self.tabs = TabBar(TABS, "import")
        mission = desk.mission
        sides = (mission.sending_state, mission.receiving_state) if mission is not None else ()
        self.read_as = ReadingPanel(self.session, sides)
        self.rows = PlanList(self, plan)
        self.settle = SettleView()
        self.counts = FactsLine()
        self.counts.setObjectName("import.counts")
        self.refused = Button(N_("Save the refused rows…"), "", "save", "import.save-refused")
        self.go = Button(N_("Import"), "primary", "check", "import.write")
        self.busy = Label("", "secondary")
        self.busy.setObjectName("import.busy")
        self.stop = Button(N_("Cancel"), "link", name="import.cancel")
        self._lay_out()

    def _kind_buttons(self) -> QButtonGroup:
        group = QButtonGroup(self)
        group.setExclusive(True)
        self._kind_group: dict[ImportKind, QPushButton] = {}
        for kind, title in KINDS:
            button = Button(title, name=f"import.kind.{kind.value}")
            button.setCheckable(True)
            group.addButton(button)
            self._kind_group[kind] = button
        return group

    def _lay_out(self) -> None:
        heading = Title(N_("Import"))
        heading.setObjectName("import.heading")
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(heading)
        head.addSpacing(theme.px(12))
        for button in self._kind_group.values():
            head.addWidget(button)
        head.addStretch(1)
        head.addWidget(self.busy)
        head.addWidget(self.stop)
        head.addWidget(self.again)
        self.desk_of_work = self._work()
        self.work = QStackedWidget()
        self.work.addWidget(self.start)
        self.work.addWidget(self.desk_of_work)
        edge = theme.px(20)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, theme.px(14), edge, theme.px(12))
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(self.work, 1)

    def _work(self) -> QWidget:
        named = QHBoxLayout()
        named.setSpacing(theme.px(12))
        named.addWidget(self.file)
        named.addWidget(self.facts, 1)
        self.steps = QStackedWidget()
        for widget in (self.read_as, self.rows.view, self.settle):
            self.steps.addWidget(widget)
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.counts, 1)
        foot.addWidget(self.refused)
        foot.addWidget(self.go)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(named)
        column.addWidget(self.tabs)
        column.addWidget(self.steps, 1)
        column.addWidget(Line())
        column.addWidget(self.foot)
        return whole
