"""What happens in the record's tab: where the live line stands, what it becomes, and what is never lost meanwhile.

Knows no widget: it talks to a `Screen`. Text that is typed belongs to a field: "line:<agenda item>" for a new line,
"point:<id>" for an edited one; each is kept while it is not saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.changes import Changes, Written
from app.core.enums import RecordKind
from app.core.errors import AppError, Conflict, FieldConflict
from app.core.formats import clock_time
from app.core.i18n import tr
from app.core.zones import local
from app.jobs.lanes import Lane
from app.queries.minutes import PointRow
from app.services.minutes import PointDraft
from ui.desk import Desk
from ui.minutes.adding import Adder
from ui.minutes.keeper import Keeper
from ui.minutes.loading import Loaded, load
from ui.minutes.reading import Reader
from ui.minutes.rows import LOOSE, Place, Reading, arrange, headings, line_field, line_of, point_field
from ui.minutes.screen import Screen
from ui.minutes.writers import Writers


class Block(Protocol):
    """A text beside the lines, which takes back what was typed before the program ended."""

    def take(self, text: str) -> None: ...


BEFORE, AFTER = timedelta(minutes=15), timedelta(minutes=90)
"""So long before its beginning and after its planned end a meeting's lines bear the time they were begun."""
TOUCHING = ("record", "meeting", "followup", "person", "organisation", "topic", "mission")


class RecordPresenter(QObject):
    """One meeting's record at a time."""

    count_changed = Signal(int)

    def __init__(self, desk: Desk, screen: Screen, parent: QObject) -> None:
        super().__init__(parent)
        self.desk, self.screen = desk, screen
        self.meeting_id = ""
        self.data: Loaded | None = None
        self.place = Place()
        self.keeper = Keeper(desk, self)
        self._texts: dict[str, str] = {}
        self._base: tuple[PointDraft, str] | None = None
        self.adder = Adder(desk, self._after, self)
        self.adder.came_in = self._came_in
        self.adder.came_back = self._came_back
        self.kind: RecordKind | None = None
        self.blocks: Mapping[str, Block] = {}
        self._wanted_point = ""
        self._restored = ""
        self._then: Callable[[], None] | None = None
        self._begun_at: datetime | None = None
        self._to_line = False
        self.writers = Writers(desk, self)
        self.writers.changed.connect(self.render)
        self.reader = Reader(desk, screen, self)
        self.reader.due.connect(self.read_now)
        desk.bridge.changed.connect(self._changed)

    # ---- opening and following -------------------------------------------------------------------------------------

    def open(self, meeting_id: str, point_id: str = "") -> None:
        """Show a meeting's record, at a line if one is named."""
        self._wanted_point = point_id
        if meeting_id != self.meeting_id:
            self.keeper.flush()
            self.meeting_id, self.data = meeting_id, None
            self._texts, self._base, self.place = {}, None, Place()
            self._to_line, self.kind, self._then = False, None, None
            self.screen.set_line("", "")
        self.reload()

    def reload(self) -> None:
        """Read it again; what is typed and selected stays."""
        if self.meeting_id:
            point = self._wanted_point if self.data is None or self.point(self._wanted_point) is None else ""
            job = partial(load, self.desk.services, self.desk.queries, self.meeting_id, self.kind, point, self.data)
            self.desk.tasks.run(Lane.DB, job, self._loaded, owner=self)

    def show_kind(self, kind: RecordKind) -> None:
        """The meeting's record of another kind. Text in the live line goes along; an edit waits at its line."""
        if self.place.editing:
            self.leave_edit()
        self.keeper.flush()
        self.kind = kind
        self.reload()

    def when_read(self, act: Callable[[], None]) -> None:
        """Do `act` once the record was read again."""
        self._then = act
        self.reload()

    @property
    def points(self) -> Sequence[PointRow]:
        """The record's lines."""
        record = self.data.record if self.data else None
        return record.points if record else ()

    def point(self, point_id: str) -> PointRow | None:
        """One line by its id."""
        return next((point for point in self.points if point.id == point_id), None)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if self.meeting_id and changes.touches(*TOUCHING):
            self.reload()

    def _loaded(self, data: Loaded) -> None:
        if data.meeting.id != self.meeting_id:
            return
        first = self.data is None
        other = not first and self._record_id(data) != self._record_id(self.data)
        self.data = data
        if data.record is not None:
            self.kind = data.record.kind
        if first:
            self.keeper.begin(self.meeting_id, {one.field: one.text for one in data.waiting})
            self.place = Place(self._usual_item())
        elif other:
            self.place, self._base = Place(self._usual_item()), None
        elif self.place.editing and self.point(self.place.editing) is None:
            self._edited_is_gone()
        self.screen.show_loaded(data)
        self.writers.watch([point.id for point in self.points] if data.is_open else [])
        self.render()
        self.count_changed.emit(len(self.points))
        if first:
            self._restore()
        if self._to_line and data.is_open:
            self._to_line = False
            self.screen.focus_line()
        if self._wanted_point:
            wanted, self._wanted_point = self._wanted_point, ""
            self.screen.select_point(wanted)
        if self._then is not None:
            then, self._then = self._then, None
            then()

    def _record_id(self, data: Loaded | None) -> str:
        return data.record.id if data is not None and data.record is not None else ""

    def _usual_item(self) -> str:
        """Where taking goes on: the last agenda item that has lines, else the first."""
        assert self.data is not None
        items = [item.id for item in self.data.meeting.agenda]
        used = [item for item in items if any(point.agenda_item_id == item for point in self.points)]
        return (used or items[:1] or [LOOSE])[-1]

    @Slot()
    def render(self) -> None:
        """Show the rows as they are now."""
        data = self.data
        if data is None:
            return
        place = self.place if data.is_open else None
        typed = frozenset(
            f.removeprefix("point:") for f, text in self._texts.items() if f.startswith("point:") and text
        )
        record = data.record
        reading = Reading(
            data.topics,
            data.day,
            data.meeting.time_zone,
            typed,
            self.writers.others,
            record.second_language if record else "",
        )
        lines = [line_of(point, reading) for point in self.points]
        heads = headings(data.meeting.agenda, self.points, place, self.desk.clock.now())
        self.screen.show_rows(arrange(heads, lines, place))
        self.screen.show_agenda(heads, place.item_id if place is not None else None)

    @property
    def timer_runs(self) -> bool:
        """Whether the clock of an agenda item runs: what stands at its heading changes by itself."""
        return self.data is not None and any(
            item.started_at is not None and item.ended_at is None for item in self.data.meeting.agenda
        )

    # ---- text that is not saved ------------------------------------------------------------------------------------

    @property
    def field(self) -> str:
        """The field that the live line's text belongs to now."""
        return point_field(self.place.editing) if self.place.editing else line_field(self.place.item_id)

    def _restore(self) -> None:
        """Text that was typed before the program ended: a new line into the live line, edits at their lines."""
        assert self.data is not None
        everything = [one for one in self.data.waiting if one.text.strip()]
        for one in everything:
            block = self.blocks.get(one.field.removeprefix("block:"))
            if block is not None and self.data.is_open:
                block.take(one.text)
        waiting = [one for one in everything if not one.field.startswith("block:")]
        known = {point_field(point.id) for point in self.points}
        lines = [one for one in waiting if one.field.startswith("line:") or one.field not in known]
        self._texts = {one.field: one.text for one in waiting}
        if self.screen.line_text():
            self.typed()
        if not waiting or not self.data.is_open:
            return
        if lines and not self.screen.line_text():
            newest = lines[0]
            items = {LOOSE, *(item.id for item in self.data.meeting.agenda)}
            item = newest.field.removeprefix("line:")
            self._texts.pop(newest.field)
            self.place = Place(item if item in items else self._usual_item())
            self._put(newest.text)
            if newest.field != self.field:
                self.keeper.note(newest.field, "")
        self.render()
        self._restored = clock_time(local(waiting[0].typed_at, self.data.meeting.time_zone))
        QTimer.singleShot(0, self._tell_restored)  # at the start there is no window yet to say it in

    @Slot()
    def _tell_restored(self) -> None:
        self.desk.notices.info(tr("Text from {time} was restored.", time=self._restored))

    def _put(self, text: str, note: str = "") -> None:
        """Text into the live line, as if it had been typed."""
        self.screen.set_line(text, note)
        if text:
            self.keeper.note(self.field, text)
        self.read_now()

    def _stash(self) -> None:
        """The live line goes elsewhere: its text waits under its field."""
        text = self.screen.line_text()
        if text.strip():
            self._texts[self.field] = text
        else:
            self._texts.pop(self.field, None)

    def _edited_is_gone(self) -> None:
        """The edited line was deleted elsewhere: what was typed stays, as a new line."""
        text, old = self.screen.line_text(), self.field
        self.keeper.note(old, "")
        self.place, self._base = Place(self.place.item_id), None
        self._put(text)
        self.desk.notices.info(tr("The line was deleted elsewhere. Your text stands in the new line."))

    def unsaved(self) -> dict[str, str]:
        """Text that is not in the store in any form."""
        texts = {tr("Record, line being typed"): text for text in self.keeper.lost().values()}
        queued = "\n".join(self.adder.waiting)
        return texts | ({tr("Record, lines being saved"): queued} if queued else {})

    def restore_unsaved(self, texts: dict[str, str]) -> None:
        """What `unsaved` gave before the tab was built anew."""
        typed = texts.get(tr("Record, line being typed"), "") or next(iter(texts.values()), "")
        if typed and not self.screen.line_text():
            self._put(typed)

    # ---- typing ----------------------------------------------------------------------------------------------------

    @Slot()
    def typed(self) -> None:
        """The live line's text changed by hand."""
        if self._begun_at is None and self.screen.line_text():
            self._begun_at = self.desk.clock.now()
        elif not self.screen.line_text():
            self._begun_at = None
        if self.data is not None:  # else it is noted once the meeting is read
            self.keeper.note(self.field, self.screen.line_text())
            self.reader.soon()

    @Slot()
    def read_now(self) -> None:
        """Read the line for its kind and chips."""
        self.reader.read(self.meeting_id, self._base[0] if self._base else None)

    @Slot()
    def submit(self) -> None:
        """Enter: the line becomes a point, or the edit is saved."""
        data, text = self.data, self.screen.line_text()
        if data is None or data.record is None or not data.is_open:
            return
        if self.place.editing:
            self._save_edit(text)
        elif text.strip():
            if not text.strip(" \\") or (len(text.strip()) == 1 and text != text.strip()):
                return  # a kind and nothing said yet
            place = self.place
            self.keeper.forget(self.field)
            self._texts.pop(self.field, None)
            self.screen.set_line("", "")
            self.read_now()
            begun, self._begun_at = self._begun_at, None
            self.adder.add(data.record.id, self.meeting_id, text, place, begun if self._talks(begun) else None)

    def _talks(self, at: datetime | None) -> bool:
        """Whether people talked then: a line that is written days later was not said at that moment."""
        if at is None or self.data is None:
            return False
        meeting = self.data.meeting
        return meeting.starts_at - BEFORE <= at <= meeting.ends_at + AFTER

    def _came_in(self, line: str, place: Place, written: Written) -> None:
        self.desk.undo.remember(tr("A line was added."), written.changes)
        if place.after and self.place.after and not self.place.editing:
            self.place = Place(self.place.item_id, after=written.id)
        text = self.screen.line_text()
        if text and text != line:  # typed on meanwhile: the service forgot the field's text with the saved line
            self.keeper.forget(self.field)
            self.keeper.note(self.field, text)

    def _came_back(self, lines: Sequence[str], error: AppError) -> None:
        """Nothing typed is lost: what could not be saved stands in the line again, before what was typed meanwhile."""
        now = self.screen.line_text()
        self._put("\n".join([*lines, now] if now else lines))
        self.desk.notices.error(error)

    def _after(self, place: Place) -> str:
        """The line that a new one follows: in a row of new lines each follows the one before."""
        return self.place.after if place.after and self.place.item_id == place.item_id else place.after

    # ---- editing a line --------------------------------------------------------------------------------------------

    @Slot(str)
    def edit(self, point_id: str) -> None:
        """The line becomes the live line, with the text that would make it."""
        if self.may_write and self.place.editing != point_id:
            job = partial(self.desk.services.live.for_editing, self.meeting_id, point_id)
            self.desk.tasks.run(Lane.DB, job, partial(self._begin_edit, point_id), owner=self)

    def _begin_edit(self, point_id: str, found: tuple[str, PointDraft]) -> None:
        text, base = found
        point = self.point(point_id)
        if point is None:
            return
        self._stash()
        self._base = (base, text)
        self.place = Place(point.agenda_item_id or LOOSE, self.place.after, point_id)
        self.writers.begin(point_id)
        waiting = self._texts.pop(point_field(point_id), "")
        self.render()
        self.screen.set_line(waiting or text, tr("Editing"))
        self.read_now()
        self.screen.focus_line()

    def _save_edit(self, text: str) -> None:
        assert self._base is not None
        base, was = self._base
        if text == was:
            self.leave_edit()
            return
        point_id = self.place.editing
        live = self.desk.services.live
        job = partial(live.change, point_id, self.meeting_id, text, base, self.field)
        self.desk.tasks.run(Lane.DB, job, partial(self._edit_saved, point_id), partial(self._edit_failed, text), self)

    def _edit_saved(self, point_id: str, written: Written) -> None:
        self.desk.undo.remember(tr("A line was changed."), written.changes)
        self.keeper.forget(point_field(point_id))
        if self.place.editing == point_id:
            self._end_edit()

    def _edit_failed(self, text: str, error: AppError) -> None:
        if isinstance(error, Conflict) and self._base is not None:
            chosen = self.screen.settle_conflict(error.fields)
            if chosen is not None:
                job = partial(self._settled, self.place.editing, text, self._base[0], error.fields, chosen)
                saved = partial(self._edit_saved, self.place.editing)
                self.desk.tasks.run(Lane.DB, job, saved, owner=self)
            return
        self.desk.notices.error(error)

    def _settled(
        self, point_id: str, text: str, base: PointDraft, fields: Sequence[FieldConflict], chosen: Sequence[str]
    ) -> Written:
        """In the lane: the edit once more, upon what stands now, with each field as it was chosen."""
        services = self.desk.services
        theirs = [item.field for item, choice in zip(fields, chosen, strict=True) if choice == "theirs"]
        written: Written = services.live.settle(point_id, self.meeting_id, text, base, theirs, point_field(point_id))
        return written

    @Slot()
    def leave_edit(self) -> None:
        """Esc: out of the edit without loss; what was changed waits at its line."""
        if not self.place.editing or self._base is None:
            return
        text, point_id = self.screen.line_text(), self.place.editing
        if text != self._base[1] and text.strip():
            self._texts[self.field] = text
            words = tr("The change is kept at its line but not saved. F2 goes on with it, Del throws it away.")
            self.desk.notices.info(words)
        else:
            self.keeper.note(self.field, "")
        self._end_edit()
        self.screen.select_point(point_id)

    def _end_edit(self) -> None:
        """The live line goes back to where new lines are typed."""
        self.writers.end(self.place.editing)
        self.place, self._base = Place(self.place.item_id, self.place.after), None
        self._put(self._texts.pop(self.field, ""))
        self.render()
        self.screen.focus_line()

    # ---- where the live line stands --------------------------------------------------------------------------------

    @Slot(str)
    def stand_at(self, item_id: str) -> None:
        """The live line goes to the end of an agenda item, with its text."""
        self._move_line(Place(item_id))

    @Slot(str)
    def stand_after(self, point_id: str) -> None:
        """The live line goes right after a line."""
        point = self.point(point_id)
        if point is not None:
            self._move_line(Place(point.agenda_item_id or LOOSE, after=point_id))

    @Slot(int)
    def jump(self, way: int) -> None:
        """To the agenda item before or after."""
        if self.data is None:
            return
        items = [LOOSE, *(item.id for item in self.data.meeting.agenda)]
        at = items.index(self.place.item_id) if self.place.item_id in items else 0
        if 0 <= at + way < len(items):
            self._move_line(Place(items[at + way]))
        else:
            self.screen.focus_line()

    def _move_line(self, place: Place) -> None:
        if not self.may_write:
            return
        if self.place.editing:
            self.leave_edit()
        text, old = self.screen.line_text(), self.field
        self.place = place
        waiting = self._texts.get(self.field, "") if self.field != old else ""
        if text and self.field != old:
            self.keeper.note(old, "")
            self.keeper.note(self.field, text)
        elif not text and waiting:
            self._put(self._texts.pop(self.field))
        self.render()
        self.screen.focus_line()

    def begin(self, kind: RecordKind = RecordKind.MINUTES) -> None:
        """Start a record of this kind."""
        job = partial(self.desk.services.minutes.open, self.meeting_id, kind)
        self.kind = kind
        self.desk.tasks.run(Lane.DB, job, self._begun, owner=self)

    def _begun(self, written: Written) -> None:
        self.desk.undo.remember(tr("A record was begun."), written.changes)
        if self.may_write:
            self.screen.focus_line()
        else:
            self._to_line = True  # there is a line as soon as the record is read

    def select_later(self, point_id: str) -> None:
        """Go to a line as soon as the record was read again."""
        if self.point(point_id) is not None and self.screen.select_point(point_id):
            return
        self._wanted_point = point_id

    # ---- splitting -------------------------------------------------------------------------------------------------

    @Slot()
    def split(self) -> None:
        """Alt+Enter: what stands before the caret becomes a line; the rest goes on as the line after it."""
        before, after = self.screen.line_halves()
        if not before.strip(" \\") or not after.strip():
            self.desk.notices.info(tr("Put the cursor inside the line, where it is to be cut."))
            return
        if not self.place.editing:
            self._split_new(before, after)
        elif self._base is not None:
            self._split_edited(before)

    def _split_new(self, before: str, after: str) -> None:
        self.screen.set_line(before, "")
        self.submit()
        self._put(after)

    def _split_edited(self, before: str) -> None:
        assert self._base is not None
        point_id, (base, was) = self.place.editing, self._base
        text = self.screen.line_text()
        job = partial(self._cut, point_id, before, text if text != was else "", base, self.field)
        self.desk.tasks.run(Lane.DB, job, partial(self._was_cut, point_id), owner=self)

    def _cut(self, point_id: str, before: str, changed: str, base: PointDraft, field: str) -> tuple[Written, ...]:
        """In the lane: what was changed is saved first, then the line is cut where the caret stood."""
        live, minutes = self.desk.services.live, self.desk.services.minutes
        done: list[Written] = []
        if changed:
            done.append(live.change(point_id, self.meeting_id, changed, base, field))
        text = minutes.point(point_id).text
        head = live.read(self.meeting_id, before, base).draft.text
        at = len(head) if text.startswith(head) else 0
        done.append(minutes.split_point(point_id, at, text))
        return tuple(done)

    def _was_cut(self, point_id: str, done: tuple[Written, ...]) -> None:
        for written in done:
            self.desk.undo.remember(tr("A line was split."), written.changes)
        self.keeper.drop(point_field(point_id))
        if self.place.editing == point_id:
            self._end_edit()
        self.select_later(done[-1].id)

    def throw_away(self, point_id: str) -> bool:
        """Drop the kept, unsaved change of a line; whether there was one."""
        if not self._texts.pop(point_field(point_id), ""):
            return False
        self.keeper.note(point_field(point_id), "")
        self.render()
        return True

    @property
    def may_write(self) -> bool:
        """Whether there is a record, and it may be written."""
        return self.data is not None and self.data.is_open
