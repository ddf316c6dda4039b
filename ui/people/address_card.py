"""How somebody is addressed, as the program forms it for a language and an audience, and where an officer's own words
take its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.enums import AddressPurpose, Audience
from app.core.i18n import LANGUAGES, N_, NATIVE_NAMES, language, tr
from app.core.wording import label
from app.queries.address import AddressForm
from ui.kit.card import Card
from ui.kit.fact_grid import FactGrid
from ui.kit.fields import ChoiceField
from ui.kit.portrait import Portrait
from ui.kit.text import Button
from ui.theme import theme

_TITLES = {
    AddressPurpose.SALUTATION: N_("Salutation"),
    AddressPurpose.ENVELOPE: N_("Envelope"),
    AddressPurpose.LIST: N_("In lists"),
    AddressPurpose.SPOKEN: N_("Spoken"),
}


def _native(code: str) -> str:
    return NATIVE_NAMES[code]


class AddressCard(Card):
    """Photo at the left, forms of address at the right. Object names: `people.card.address`, `people.address.language`,
    `.audience`, `people.addressed`, `people.address.write`."""

    write_wanted = Signal(str)
    """An own form is to be written in this language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(N_("Addressed as"), parent, "people.card.address")
        self._forms: Sequence[AddressForm] = ()
        self._honorific = ""
        self.portrait = Portrait("people.photo")
        self.language = ChoiceField("people.address.language", LANGUAGES, _native)
        self.audience = ChoiceField("people.address.audience", tuple(Audience), label)
        self.language.set_value(language())
        self.audience.set_value(Audience.INTERNATIONAL)
        for field, words in ((self.language, tr("Language")), (self.audience, tr("Audience"))):
            field.set_words(words)
            field.edited.connect(self._tell)
        self.facts = FactGrid("people.addressed", 76)
        self.write = Button(N_("Write it differently"), "link", "edit", "people.address.write")
        self.write.clicked.connect(self._write)
        choices = QHBoxLayout()
        choices.setSpacing(theme.px(6))
        choices.addWidget(self.language)
        choices.addWidget(self.audience)
        choices.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(theme.px(6))
        right.addLayout(choices)
        right.addWidget(self.facts)
        right.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QHBoxLayout()
        whole.setSpacing(theme.px(16))
        whole.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(right, 1)
        self.add(whole)

    def show_forms(self, forms: Sequence[AddressForm], honorific: str) -> None:
        """Show the forms of one person; language and audience stay as chosen."""
        self._forms, self._honorific = forms, honorific
        self._tell()

    @Slot()
    def _tell(self) -> None:
        wanted = (str(self.language.value()), Audience(self.audience.value()))
        told = [(N_("Honorific"), self._honorific)]
        for form in self._forms:
            if (form.language, form.audience) == wanted:
                text = tr("{form} (written by hand)", form=form.text) if form.written else form.text
                told.append((_TITLES[form.purpose], text))
        self.facts.set_facts(told)

    @Slot()
    def _write(self) -> None:
        self.write_wanted.emit(str(self.language.value()))
