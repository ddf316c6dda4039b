"""The rules of a gate: each unanswered one is said in red until the host was asked, and even "not required" answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel

from app.core.enums import Answer, NdaPolicy, PhonePolicy, PhotoPolicy
from app.core.i18n import N_, ntr, tr
from app.core.problems import Problem
from app.core.wording import label
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.form import Field, Form

PREFIX = "visits.form"

LABELS: dict[str, str] = {
    "ppe": N_("Protective equipment"),
    "ppe_items": N_("Equipment to bring"),
    "photos": N_("Photos"),
    "phones": N_("Phones"),
    "nda": N_("Non-disclosure"),
}


class GateCard(Card):
    """Five fields, with a red sentence under each rule that is open (`visits.form.<rule>.problem`)."""

    def __init__(self) -> None:
        super().__init__(N_("Gate rules"), name="visits.gate")
        self.chip = Chip()
        self.chip.setObjectName("visits.gate.chip")
        self.set_corner(self.chip)
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
        said = {} if over else {problem.field: str(problem) for problem in unanswered}
        for key in self.form.values():
            sentence = self.form.findChild(QLabel, f"{PREFIX}.{key}.problem")
            if isinstance(sentence, QLabel):
                # The form clears it when the field is edited and when it shows other problems: it is said anew then.
                sentence.setText(said.get(key, ""))
                sentence.setVisible(key in said)
            self.form.edit(key).control().setAccessibleDescription(said.get(key, ""))
        self.chip.setVisible(not over)
        if said:
            self.chip.set_chip(ntr("{n} to answer", "{n} to answer", len(said)), "red")
        else:
            self.chip.set_chip(tr("All answered"), "green")
