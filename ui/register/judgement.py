"""The window in which a judgement is noted or corrected: of what, how, from which evidence, when and by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.changes import Written
from app.core.enums import Assessed
from app.core.errors import AppError, Conflict, Refused
from app.core.i18n import N_, tr
from app.core.when import parse_date
from app.core.wording import label
from app.jobs.lanes import Lane
from app.services.stakeholders import AssessmentDraft
from ui.desk import Desk
from ui.kit.fields import ChoiceField
from ui.kit.form import Field, Form
from ui.kit.form_dialog import FormDialog
from ui.register import words


def fields(today: Callable[[], date]) -> tuple[Field, ...]:
    """The form."""
    return (
        Field("about", N_("&About"), "choice", values=tuple(Assessed), choice_label=label),
        *(
            Field(about.value, N_("&Judgement"), "choice", values=("", *scale), choice_label=words.choice,
                  required=True)
            for about, scale in words.SCALES.items()
        ),
        Field("evidence", N_("&Evidence"), "multiline", lines=4, required=True,
              hint=N_("What was said or done, when and where: what would convince a successor.")),
        Field("assessed_on", N_("&Day"), "date", required=True, parse=_Days(today)),
        Field("assessor", N_("Judged &by"), required=True, max_length=200),
    )  # fmt: skip


class _Days:
    """Reads a day as typed; a class so that the form keeps no page alive."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today

    def __call__(self, text: str) -> date:
        return parse_date(text, self._today())


def adapt(form: Form) -> None:
    """Each kind of judgement has a scale of its own."""
    about = form.edit("about").value()
    for one in Assessed:
        form.set_shown(one.value, one is about)


def values_of(draft: AssessmentDraft) -> dict[str, Any]:
    """What the fields show."""
    return {
        "about": draft.about,
        **{about.value: draft.value if about is draft.about else "" for about in Assessed},
        "evidence": draft.evidence,
        "assessed_on": draft.assessed_on,
        "assessor": draft.assessor,
    }


def draft_from(values: Mapping[str, Any], kind: str, id: str) -> AssessmentDraft:
    """The draft the fields say."""
    about = Assessed(values["about"])
    return AssessmentDraft(
        kind, id, about, str(values[about.value] or ""), values["evidence"], values["assessed_on"], values["assessor"]
    )


class JudgementDialog(FormDialog):
    """A new judgement, or `base` under its `id` to be corrected. It stores what is typed and closes when it is stored.

    `name` is whom it is about.
    """

    def __init__(
        self, desk: Desk, draft: AssessmentDraft, name: str, today: Callable[[], date], id: str, parent: QWidget
    ) -> None:
        title = N_("Correct a judgement of {name}") if id else N_("A judgement of {name}")
        text = N_("Internal: no paper and no export of the mission ever says it.")
        super().__init__(
            parent, title, fields(today), N_("Save"), "register.judgement", text, adapt, params={"name": name}
        )
        self._desk, self._base, self._id, self._name = desk, draft, id, name
        self.wanted.connect(self._store)
        self.fill(values_of(draft))
        self.form.set_enabled("about", not id)
        first = draft.about.value
        edit = self.form.edit(first)
        if isinstance(edit, ChoiceField):
            edit.combo.setFocus()

    def _store(self, values: dict[str, Any]) -> None:
        service = self._desk.services.stakeholders
        draft = draft_from(values, self._base.subject_kind, self._base.subject_id)
        job = partial(service.correct, self._id, draft, self._base) if self._id else partial(service.add, draft)
        self._desk.tasks.run(Lane.DB, job, self._stored, self._failed, self)

    def _stored(self, written: Written) -> None:
        told = N_("The judgement of {name} was corrected.") if self._id else N_("A judgement of {name} was noted.")
        self._desk.notices.done(tr(told, name=self._name), written.changes)
        self.accept()

    def _failed(self, error: AppError) -> None:
        if isinstance(error, Refused) and error.problems:
            about = Assessed(self.form.values()["about"]).value
            self.refuse([problem if problem.field != "value" else _at(problem, about) for problem in error.problems])
            return
        self.ok.setEnabled(True)
        if isinstance(error, Conflict):
            # Somebody corrected it meanwhile: what they wrote is shown by the page once this window is closed.
            self._desk.notices.warning(tr("Somebody else corrected this judgement meanwhile. Nothing was overwritten."))
        else:
            self._desk.notices.error(error)


def _at(problem: Any, field: str) -> Any:
    return type(problem)(field, problem.message, problem.params)
