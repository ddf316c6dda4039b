"""The keys of the record, for F1."""

from __future__ import annotations

from app.core.i18n import tr


def keys() -> list[tuple[str, str]]:
    """(shortcut in Qt's portable form, what it does, translated)."""
    return [
        ("Return", tr("Save the line, begin the next")),
        ("Up", tr("From the line into the list")),
        ("Ctrl+Up", tr("To the agenda item before")),
        ("Ctrl+Down", tr("To the next agenda item")),
        ("F2", tr("Edit the selected line")),
        ("Alt+Up", tr("Move the selected line up")),
        ("Alt+Down", tr("Move the selected line down")),
        ("Ins", tr("Type after the selected line")),
        ("Del", tr("Delete the selected line")),
        ("O", tr("Owner of the selected line")),
        ("U", tr("Due date of the selected line")),
        ("J", tr("Join the selected line with the one before")),
        ("Alt+Return", tr("Split the line at the caret")),
        ("I", tr("Internal: the selected line never leaves the mission")),
        ("V", tr("Departmental view: its speaker may be named")),
        ("K", tr("A quotation, and whether the speaker agreed")),
        ("H", tr("Withhold the name")),
        ("B", tr("The line in the second language")),
        ("F4", tr("Who came, who left")),
        ("F9", tr("The paper beside the lines")),
        ("F8", tr("Start the clock of this item, or of the next")),
        ("1", tr("Our side")),
        ("2", tr("Their side")),
        ("Esc", tr("Back to the line")),
    ]
