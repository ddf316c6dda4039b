"""Which copy of which paper: what, for whom, in which language and format, by which way it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from app.core.enums import DispatchChannel, Edition, RecordKind
from app.core.i18n import LANGUAGES, N_, NATIVE_NAMES, language, tr
from app.core.wording import label, side_name
from app.services.papers import PaperOrder
from ui.kit.card import Card
from ui.kit.text import Label
from ui.shell.paper_words import KINDS, RECORD_KINDS
from ui.theme import theme

_INSIDE = frozenset({"annotated-agenda", "signin-sheet"})
"""Papers that have no copy for outside."""
FORMATS = (("pdf", "PDF"), ("docx", N_("Word")), ("txt", N_("Plain text")))
SUFFIXES = {
    "pdf": (".pdf", N_("PDF documents (*.pdf)")),
    "docx": (".docx", N_("Word documents (*.docx)")),
    "txt": (".txt", N_("Text (*.txt)")),
}
_TRANSLATED = frozenset({"docx", "txt"})
"""Chips whose words depend on the language; names of languages and PDF do not."""
_WAYS = tuple(way for way in DispatchChannel if way is not DispatchChannel.PRINT)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a meeting offers: the kinds of record it has, the approved versions of each, the organisations taking part
    as (id, name), the codes of its sides."""

    kinds: tuple[RecordKind, ...] = ()
    versions: Mapping[RecordKind, tuple[str, ...]] = field(default_factory=dict)
    organisations: tuple[tuple[str, str], ...] = ()
    sides: tuple[str, ...] = ()


class PaperCard(Card):
    """`changed` follows every choice that makes another paper; whom it is for and by which way makes none."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(N_("Document"), parent, "meetings.documents.paper")
        self.choices = Choices()
        self.what = _combo("meetings.documents.kind")
        self.edition = _combo("meetings.documents.edition")
        self.organisation = _combo("meetings.documents.organisation")
        self.version = _combo("meetings.documents.version")
        self.copy_for = _combo("meetings.documents.copy-for")
        self.channel = _combo("meetings.documents.channel")
        self.languages, self.language_buttons = self._group([(c, NATIVE_NAMES[c]) for c in LANGUAGES], "language")
        self.formats, self.format_buttons = self._group(FORMATS, "format")
        self.language_buttons[language()].setChecked(True)
        self.format_buttons["pdf"].setChecked(True)
        self.recipient = QLineEdit()
        self.recipient.setObjectName("meetings.documents.recipient")
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.recipient.setCompleter(completer)
        self.password = QLineEdit()
        self.password.setObjectName("meetings.documents.password")
        self.password.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.copies = QSpinBox()
        self.copies.setObjectName("meetings.documents.copies")
        self.copies.setRange(1, 99)
        self.numbered = QCheckBox()
        self.numbered.setObjectName("meetings.documents.numbered")
        self.problem = Label("", "error")
        self.problem.setObjectName("meetings.documents.problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._labels: dict[str, Label] = {}
        self._lay_out()
        for combo in (self.what, self.edition, self.organisation, self.version, self.copy_for):
            combo.activated.connect(self._chosen)
        for group in (self.languages, self.formats):
            group.buttonClicked.connect(self._chosen)
        self.numbered.clicked.connect(self._chosen)
        self.recipient.textEdited.connect(self._forgive)
        self._fill()

    # ---- what is chosen --------------------------------------------------------------------------------------------

    def offer(self, choices: Choices) -> None:
        """What this meeting offers; the choice stays where it is still possible."""
        if choices != self.choices:
            self.choices = choices
            self._fill()

    def begin(self) -> None:
        """Another meeting: nothing that was for somebody goes over to it."""
        self.recipient.clear()
        self.password.clear()
        self.copies.setValue(1)
        self.edition.setCurrentIndex(0)
        self.version.setCurrentIndex(0)
        self.refuse_nothing()

    def choose(self, kind: str) -> None:
        """Another paper; "minutes" means the record that the meeting has."""
        keys = self._kinds()
        if kind not in keys or (
            kind == "minutes" and self.choices.kinds and RECORD_KINDS[kind] not in self.choices.kinds
        ):
            kind = next((key for key in keys if key in RECORD_KINDS), "minutes") if kind == "minutes" else kind
        self.what.setCurrentIndex(max(0, self.what.findData(kind)))
        self._adapt()

    def kind(self) -> str:
        """The key of the paper."""
        return str(self.what.currentData() or "minutes")

    def format(self) -> str:
        """ "pdf", "docx" or "txt"."""
        return next(key for key, button in self.format_buttons.items() if button.isChecked())

    def language(self) -> str:
        """The paper's language."""
        return next(key for key, button in self.language_buttons.items() if button.isChecked())

    def order(self, meeting_id: str, channel: DispatchChannel | None = None) -> PaperOrder:
        """The copy that is asked for; `channel` None is the way that is chosen."""
        edition = Edition(self.edition.currentData() or Edition.INTERNAL)
        version, _, draft = str(self.version.currentData() or "").partition(".")
        return PaperOrder(
            kind=self.kind(),
            meeting_id=meeting_id,
            lang=self.language(),
            format=self.format(),
            edition=edition,
            organisation_id=self.organisation.currentData() if edition is Edition.EXCERPT else None,
            version=int(version) if version and not draft else None,
            draft=int(draft) if draft else None,
            recipient=self.recipient.text().strip(),
            channel=channel or DispatchChannel(self.channel.currentData()),
            password=self.password.text() if self.format() == "pdf" else "",
            copy_for=str(self.copy_for.currentData() or "") if self.kind() == "agreed-minutes" else "",
            numbered=self.numbered.isChecked(),
        )

    def know(self, recipients: Sequence[str]) -> None:
        """Names that are offered while a recipient is typed."""
        bodies = [name for _, name in self.choices.organisations]
        self._known.setStringList(list(dict.fromkeys([*recipients, *bodies])))

    def refuse(self, words: str) -> None:
        """Say what is missing, and put the hand there."""
        self.problem.set_data(words)
        self.problem.setVisible(bool(words))
        self.recipient.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- inside ----------------------------------------------------------------------------------------------------

    def _kinds(self) -> list[str]:
        """Minutes are always there (a meeting without a record prints its frame); other records once they are begun."""
        there = self.choices.kinds
        keys = []
        for key in KINDS:
            kind = RECORD_KINDS.get(key)
            if kind is None or kind in there or (key == "press-line" and there) or (key == "minutes" and not there):
                keys.append(key)
        return keys

    def _fill(self) -> None:
        chosen = self.kind() if self.what.count() else "minutes"
        self.what.clear()
        for key in self._kinds():
            self.what.addItem(tr(KINDS[key]), key)
        _refill(self.organisation, [(id, name) for id, name in self.choices.organisations])
        _refill(self.copy_for, [(code, side_name(code)) for code in self.choices.sides])
        _refill(self.channel, [(way.value, label(way)) for way in _WAYS])
        self.choose(chosen)

    def _adapt(self) -> None:
        """The choices that the paper has."""
        kind, is_record = self.kind(), self.kind() in RECORD_KINDS
        editions = [Edition.INTERNAL]
        if kind not in _INSIDE:
            editions.append(Edition.COUNTERPART)
        if is_record and self.choices.organisations:
            editions.append(Edition.EXCERPT)
        _refill(self.edition, [(one.value, label(one)) for one in editions])
        versions = self.choices.versions.get(RECORD_KINDS[kind], ()) if is_record else ()
        _refill(self.version, [("", tr("As it stands")), *((one, _version(one)) for one in versions)])
        excerpt = self.edition.currentData() == Edition.EXCERPT.value
        for key, shown in (
            ("organisation", excerpt),
            ("version", len(versions) > 0),
            ("copy-for", kind == "agreed-minutes" and len(self.choices.sides) > 1),
            ("password", self.format() == "pdf"),
        ):
            self._show(key, shown)

    @Slot()
    def _chosen(self) -> None:
        self._adapt()
        self.refuse_nothing()
        self.changed.emit()

    @Slot()
    def _forgive(self) -> None:
        self.refuse_nothing()

    def refuse_nothing(self) -> None:
        """Nothing is missing any more."""
        self.problem.hide()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(10))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[str, QWidget] = {}
        for key, words, widget in (
            ("kind", N_("W&hat"), self.what),
            ("edition", N_("&Edition"), self.edition),
            ("organisation", N_("&Of"), self.organisation),
            ("version", N_("&Version"), self.version),
            ("copy-for", N_("Co&py of"), self.copy_for),
            ("language", N_("Language"), self._row_of(self.language_buttons)),
            ("format", N_("Format"), self._row_of(self.format_buttons)),
            ("recipient", N_("&For whom"), self.recipient),
            ("channel", N_("How se&nt"), self.channel),
            ("password", N_("Pass&word"), self.password),
            ("copies", N_("&Copies"), self._copies()),
        ):
            at = self._grid.rowCount()
            told = Label(words, "soft")
            if isinstance(widget, (QComboBox, QLineEdit)):
                told.setBuddy(widget)
            elif key == "copies":
                told.setBuddy(self.copies)
            self._labels[key], self._rows[key] = told, widget
            self._grid.addWidget(told, at, 0)
            self._grid.addWidget(widget, at, 1)
        self.add(self._grid)
        self.add(self.problem)
        self._say_more()

    def _copies(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.copies)
        row.addWidget(self.numbered)
        row.addStretch(1)
        return box

    def _show(self, key: str, shown: bool) -> None:
        self._labels[key].setVisible(shown)
        self._rows[key].setVisible(shown)

    def _group(self, values: Sequence[tuple[str, str]], name: str) -> tuple[QButtonGroup, dict[str, QPushButton]]:
        group = QButtonGroup(self)
        group.setExclusive(True)
        buttons: dict[str, QPushButton] = {}
        for key, words in values:
            button = QPushButton(tr(words) if key in _TRANSLATED else words)
            button.setObjectName(f"meetings.documents.{name}.{key}")
            button.setAccessibleName(button.text())
            button.setCheckable(True)
            button.setAutoDefault(False)
            group.addButton(button)
            buttons[key] = button
        return group, buttons

    def _row_of(self, buttons: Mapping[str, QPushButton]) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for button in buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        return box

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say_more()
            self._fill()

    def _say_more(self) -> None:
        self.numbered.setText(tr("&number them"))
        self.recipient.setPlaceholderText(tr("METI, Battery Office"))
        self.password.setPlaceholderText(tr("none"))
        for key, words in (
            ("kind", tr("What")), ("edition", tr("Edition")), ("organisation", tr("Of")), ("version", tr("Version")),
            ("copy-for", tr("Copy of")), ("recipient", tr("For whom")), ("channel", tr("How sent")),
            ("password", tr("Password")),
        ):  # fmt: skip
            self._rows[key].setAccessibleName(words)
        self.copies.setAccessibleName(tr("Copies"))


def _version(number: str) -> str:
    """A version, or a draft that was sent ("0.2")."""
    if number.startswith("0."):
        return tr("Draft {number}, as it was sent", number=number)
    return tr("Version {number}", number=number)


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)
    return combo


def _refill(combo: QComboBox, items: Sequence[tuple[str, str]]) -> None:
    """Other items; the one that was chosen stays where it is still there."""
    chosen = combo.currentData()
    combo.clear()
    for key, words in items:
        combo.addItem(words, key)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
