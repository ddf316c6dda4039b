"""The rules of a gate: each unanswered one is said in red until the host was asked, and even "not required" answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.enums import Answer, NdaPolicy, PhonePolicy, PhotoPolicy
from app.core.i18n import N_, ntr, tr
from app.core.problems import Problem
from app.core.wording import label
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.form import Field, Form
from ui.kit.text import Label

PREFIX = "visits.form"

LABELS: dict[str, str] = {
    "ppe": N_("Protective equipment"),
    "ppe_items": N_("Equipment to bring"),
    "photos": N_("Photos"),
    "phones": N_("Phones"),
    "nda": N_("Non-disclosure"),
}


class GateCard(Card):
    """A form of five fields and, above it, a red sentence for each rule that is open (`visits.gate.<field>`)."""

    def __init__(self) -> None:
        super().__init__(N_("Gate rules"), name="visits.gate")
        self.chip = Chip()
        self.chip.setObjectName("visits.gate.chip")
        self.set_corner(self.chip)
        box = QWidget()
        self._sentences = QVBoxLayout(box)
        self._sentences.setContentsMargins(0, 0, 0, 0)
        self._sentences.setSpacing(2)
        self.add(box)
        self._box = box
        self.form = Form(
            (
                Field("ppe", LABELS["ppe"], "choice", values=tuple(Answer), choice_label=label),
                Field("ppe_items", LABELS["ppe_items"], placeholder=N_("helmet, goggles, closed shoes")),
                Field("photos", LABELS["photos"], "choice", values=tuple(PhotoPolicy), choice_label=label),
                Field("phones", LABELS["phones"], "choice", values=tuple(PhonePolicy), choice_label=label),
                Field("nda", LABELS["nda"], "choice", values=tuple(NdaPolicy), choice_label=label),
            ),
            PREFIX,
        )
        self.form.setObjectName("visits.gate.form")
        self.add(self.form)

    def tell(self, unanswered: Sequence[Problem], over: bool) -> None:
        """Say what stands between the visit and its confirmation; nothing once it is `over`."""
        while (item := self._sentences.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        shown = () if over else unanswered
        for problem in shown:
            line = Label("", "error")
            line.set_data(str(problem))
            line.setObjectName(f"visits.gate.{problem.field}")
            line.setWordWrap(True)
            self._sentences.addWidget(line)
        self._box.setVisible(bool(shown))
        self.chip.setVisible(not over)
        if unanswered:
            self.chip.set_chip(ntr("{n} to answer", "{n} to answer", len(unanswered)), "red")
        else:
            self.chip.set_chip(tr("All answered"), "green")
