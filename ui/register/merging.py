"""Two records become one: the other is chosen by typing, what would move is shown, fields are chosen side by side.

Nothing is asked twice: the notice afterwards takes the whole merge back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QWidget

from app.core.changes import Written
from app.core.enums import OrgKind
from app.core.formats import date_plain, list_join, number
from app.core.i18n import N_, language, ntr, ptr, tr
from app.core.ltext import pick
from app.core.problems import Problem
from app.core.wording import country_name, label, side_name
from app.jobs.lanes import Lane
from app.queries.people import HeldPosition
from app.services.merging import FieldChoice, MergePreview, words_for
from ui.desk import Desk
from ui.kit.dialogs import Answer
from ui.kit.form import Field
from ui.kit.form_dialog import FormDialog
from ui.kit.searches import LANGUAGE_NAMES, search_of
from ui.kit.side_by_side import Pair, SideBySideDialog

_LABELS: Mapping[str, str] = {
    "names": N_("Whose name comes first"),
    "photo": N_("Photo"),
    "kind": N_("Kind"),
    "side": N_("Side"),
    "country": N_("Country"),
    "nationality": N_("Nationality"),
    "honorific": N_("Honorific"),
    "languages": N_("Languages"),
    "is_fictional": N_("Fictional"),
    "is_interpreter": N_("Interpreter"),
    "is_sealed": N_("Sealed"),
    "is_group": N_("Group"),
    "outward_label": N_("Called outside"),
    "do_not_contact": N_("Do not contact"),
    "notes": N_("Notes"),
    "code": N_("No."),
    "source_codes": N_("Sources"),
    "address_forms": N_("Form of address"),
    "relationship_owner": N_("Relation kept by"),
    "cadence_days": N_("Contact every"),
    "parent_id": N_("Part of"),
    "sectors": N_("Sectors"),
    "website": N_("Website"),
    "identifiers": N_("Numbers in registers"),
    "topic_ids": N_("Topics"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A preview, what the ids in it are called, and who the two are: the one that is kept, then the other."""

    preview: MergePreview
    called: Mapping[str, str] = field(default_factory=dict)
    about: tuple[str, str] = ("", "")

    @property
    def one_name(self) -> bool:
        """Whether the two are called alike, so that their names do not tell which is which."""
        return self.preview.keep_name == self.preview.other_name


class MergeFlow(QObject):
    """Begun by a page for one record, or for two. Object names: `register.merge.pick`, `register.merge`."""

    def __init__(self, desk: Desk, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._kind, self._parent = desk, kind, parent
        self._running = False

    def begin(self, id: str, name: str, other: str = "") -> None:
        """Merge something into record `id`, called `name`; without `other` it is asked for."""
        if self._running:
            return
        if other:
            self.look(id, other)
            return
        dialog = self.pick_dialog(id, name)
        chosen = dialog.chosen if self.ask(dialog) else ""
        dialog.deleteLater()
        if chosen:
            self.look(id, chosen)

    def pick_dialog(self, id: str, name: str) -> PickDialog:
        """The window in which the other record is chosen."""
        return PickDialog(self._desk, self._kind, id, name, self._parent)

    def look(self, keep_id: str, other_id: str) -> None:
        """Show what merging `other` into `keep` would do."""
        self._running = True
        self._desk.tasks.run(
            Lane.DB, partial(self._preview, keep_id, other_id), self._looked, self._failed, self
        )  # fmt: skip

    def _preview(self, keep_id: str, other_id: str) -> Found:
        preview = self._desk.services.merging.preview(self._kind, keep_id, other_id)
        called = {topic.id: pick(topic.name, language()) for topic in self._desk.queries.topics.all()}
        for choice in preview.fields:
            if choice.name == "parent_id":
                for id in {choice.keep, choice.other} - {None, ""}:
                    called[str(id)] = self._desk.queries.organisations.get(str(id)).name
        return Found(preview, called, (self._about(keep_id), self._about(other_id)))

    def _about(self, id: str) -> str:
        """Who it is, beside the name: posts with their organisations and the last meeting; a body's kind and place."""
        if self._kind == "person":
            person = self._desk.queries.people.get(id)
            held = sorted(person.positions, key=_is_past)
            told = [_joined(pick(post.title, language()), post.organisation) for post in held] or [tr("no position")]
            last = person.contact.last
        else:
            body = self._desk.queries.organisations.get(id)
            told = [_joined(label(body.kind), country_name(body.country) or body.country, body.parent)]
            last = body.contact.last
        told.append(tr("last met {day}", day=date_plain(last)) if last is not None else tr("never met"))
        return "\n".join(line for line in told if line)

    def _looked(self, found: Found) -> None:
        self._running = False
        dialog = MergeDialog(found, self._parent)
        swapped: list[bool] = []
        dialog.swap.connect(partial(swapped.append, True))
        answered = self.ask(dialog)
        choices = dialog.choices()
        dialog.deleteLater()
        preview = found.preview
        if swapped:
            self.look(preview.other_id, preview.keep_id)
        elif answered:
            self._running = True
            job = partial(
                self._desk.services.merging.merge, self._kind, preview.keep_id, preview.other_id, choices
            )  # fmt: skip
            self._desk.tasks.run(Lane.DB, job, partial(self._merged, found), self._failed, self)

    def _merged(self, found: Found, written: Written) -> None:
        self._running = False
        preview = found.preview
        if found.one_name:
            said = tr("Two records called {name} are one now.", name=preview.keep_name)
        else:
            said = tr("{other} was merged into {keep}.", other=preview.other_name, keep=preview.keep_name)
        self._desk.notices.done(said, written.changes)
        self._desk.navigation.open(self._kind, written.id)

    def _failed(self, error: Any) -> None:
        self._running = False
        self._desk.notices.error(error)

    def ask(self, dialog: QDialog) -> bool:
        """Show a window and wait; whether it was answered."""
        return dialog.exec() == QDialog.DialogCode.Accepted


class PickDialog(FormDialog):
    """Which record is the same as this one."""

    def __init__(self, desk: Desk, kind: str, id: str, name: str, parent: QWidget) -> None:
        find = desk.queries.choices.people if kind == "person" else desk.queries.choices.organisations
        search = search_of(partial(desk.tasks.run, Lane.DB), partial(_without, find, id), parent)
        super().__init__(
            parent,
            N_("Merge another record into {name}"),
            (Field("other", N_("&The other record"), "reference", required=True, search=search),),
            N_("Compare the two"),
            "register.merge.pick",
            N_("Both are shown side by side before anything is changed."),
            params={"name": name},
        )
        self.chosen = ""
        self.wanted.connect(self._take)
        self.form.focus_first()

    @Slot(object)
    def _take(self, values: dict[str, Any]) -> None:
        self.chosen = str(values["other"] or "")
        if self.chosen:
            self.accept()
        else:
            self.refuse([Problem("other", N_("Choose the other record."))])


def _without(find: Any, id: str, text: str, limit: int) -> Sequence[Any]:
    return [one for one in find(text, limit + 1) if one.id != id][:limit]


class MergeDialog(SideBySideDialog):
    """What moves, and field by field which value stays."""

    def __init__(self, found: Found, parent: QWidget) -> None:
        preview = found.preview
        pairs = [_pair(choice, found) for choice in preview.fields if choice.differs]
        title = N_("Merge {other} into {keep}")
        text = N_(
            "{other} leaves the lists and its links lead to {keep}. The names of both stay; undo brings both back."
        )
        if found.one_name:
            title = N_("Merge two records called {keep}")
            text = N_("The second leaves the lists and its links lead to the first. Undo brings both back.")
        super().__init__(
            parent,
            title,
            text,
            preview.keep_name,
            preview.other_name,
            pairs,
            [*_doubts(found), *facts_of(preview)],
            Answer("merge", N_("Merge the two"), "primary"),
            "register.merge",
            {"keep": preview.keep_name, "other": preview.other_name},
            found.about,
        )


def _is_past(post: HeldPosition) -> bool:
    return post.held_to is not None


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _doubts(found: Found) -> list[str]:
    """A word of caution when only the name is the same."""
    if not found.one_name or found.about[0] == found.about[1]:
        return []
    return [tr("One name does not make them one: compare below who they are.")]


def facts_of(preview: MergePreview) -> list[str]:
    """What moves, in words: "Moves: 3 meetings…"; and the meetings in which both were listed."""
    moved = [
        tr("{kind}: {count}", kind=words_for(kind), count=number(count)) for kind, count in preview.moves.items()
    ]  # fmt: skip
    told = [tr("What moves: {list}.", list=list_join(moved)) if moved else tr("Nothing is linked to it.")]
    if preview.meetings:
        n = len(preview.meetings)
        both = ntr("Both are listed in {n} meeting; one line of it will stay.",
                   "Both are listed in {n} meetings; one line of each will stay.", n)  # fmt: skip
        told.append(both)
    return told


def _pair(choice: FieldChoice, found: Found) -> Pair:
    name = choice.name
    left, right = said(name, choice.keep, found.called), said(name, choice.other, found.called)
    return Pair(name, tr(_LABELS.get(name, name)), left, right, choice.options, choice.suggested)


def said(name: str, value: Any, called: Mapping[str, str]) -> str:
    """A field's value as it is read."""
    if value is None or value in ("", (), []):
        return ""
    if name == "side":
        return side_name(str(value))
    if name in ("country", "nationality"):
        return country_name(str(value)) or str(value)
    if name == "photo":
        return tr("a photo")
    if name == "kind":
        return label(OrgKind(value))
    if name == "cadence_days":
        return ntr("{n} day", "{n} days", int(value)) if value else ""
    if isinstance(value, bool):
        return ptr("answer", "Yes") if value else ptr("answer", "No")
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, Mapping):
        return "\n".join(str(one) for one in value.values())
    if isinstance(value, list | tuple):
        named = LANGUAGE_NAMES if name == "languages" else called
        separator = "\n" if name == "names" else ", "
        return separator.join(named.get(str(one), str(one)) for one in value)
    return called.get(str(value), str(value))
