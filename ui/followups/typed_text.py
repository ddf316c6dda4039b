"""What stands in a control as text, and back: for texts that must survive a rebuild of the page or a crash."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget


def text_of(control: QWidget) -> str:
    """The text a person sees in `control`."""
    if isinstance(control, QComboBox):
        return control.currentText()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    if isinstance(control, QSpinBox):
        return str(control.value())
    return control.text() if isinstance(control, QLineEdit) else ""


def put_text(control: QWidget, text: str) -> None:
    """Put `text` into `control` as if it had been typed; a choice that is not there any more is left as it is."""
    if isinstance(control, QComboBox):
        at = control.findText(text)
        if at >= 0:
            control.setCurrentIndex(at)
            control.activated.emit(at)
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(text)
    elif isinstance(control, QSpinBox):
        control.setValue(int(text) if text.lstrip("-").isdigit() else control.value())
    elif isinstance(control, QLineEdit):
        control.setText(text)
        control.textEdited.emit(text)
