"""The versions of a record, and what changed between two of them."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from ui.desk import Desk


class VersionsDialog(QDialog):
    """See the module."""

    def __init__(self, desk: Desk, record_id: str, zone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._record_id, self._zone = desk, record_id, zone
