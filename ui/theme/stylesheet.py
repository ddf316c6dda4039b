"""The one style sheet, made from tokens and sizes; widgets say what they are by the property `role`.

Roles that it knows. QLabel: title, heading, strong, secondary, soft, label, faint, error. QPushButton: primary, danger,
quiet, link, chip (with property `active`). QToolButton: quiet by default. QFrame: card, panel, side, top, status. Line
edits, texts and combo boxes turn red with property `invalid`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from string import Template

from ui.theme.tokens import Tokens, mix

_LABELS = """
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${p20}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${p15}px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="secondary"] { font-size: ${p12}px; color: $soft; }
QLabel[role="soft"] { color: $soft; }
QLabel[role="faint"] { font-size: ${p12}px; color: $faint; }
QLabel[role="label"] { font-size: ${p11}px; font-weight: 600; color: $soft; text-transform: uppercase;
  letter-spacing: 0.4px; }
QLabel[role="error"] { font-size: ${p12}px; color: $red; }
QToolTip { background: $panel; color: $ink; border: 1px solid $line; padding: ${p4}px ${p8}px; }
"""

_FRAMES = """
QFrame[role="card"] { background: $panel; border: 1px solid $line; border-radius: ${p10}px; }
QFrame[role="panel"] { background: $panel; border: none; }
QFrame[role="side"] { background: $side; border: none; border-right: 1px solid $line; }
QFrame[role="top"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[role="status"] { background: $panel; border: none; border-top: 1px solid $line; }
QWidget[role="line"] { background: $line; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[role="page"] { background: transparent; }
QWidget[role="taken"] { background: $neutral; border-radius: ${p7}px; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover, QSplitter::handle:focus { background: $accent; }
QDialog { background: $bg; }
"""

_BUTTONS = """
QPushButton { background: $panel; color: $ink; border: 1px solid $line; border-radius: ${p7}px;
  padding: 0 ${p12}px; min-height: ${p30}px; font-weight: 500; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $accent_soft; }
QPushButton:disabled { color: $faint; background: $bg; }
QPushButton:focus { border: 2px solid $accent; padding: 0 ${p12m}px; min-height: ${p30m}px; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:disabled { background: $line; color: $faint; border-color: $line; }
QPushButton[role="primary"]:focus { border: 2px solid $ink; }
QPushButton[role="danger"] { color: $red; border-color: $red; }
QPushButton[role="danger"]:hover { background: $red_soft; }
QPushButton[role="quiet"] { background: transparent; border: 1px solid transparent; }
QPushButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:focus { border: 2px solid $accent; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 0 ${p4}px; min-height: ${p22}px; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 2px solid $accent; padding: 0 ${p4m}px; min-height: ${p22m}px; }
QPushButton[role="chip"] { background: $neutral; color: $soft; border: 2px solid transparent;
  border-radius: ${chip_radius}px; padding: 0 ${p8}px; min-height: ${p18}px; max-height: ${p18}px;
  font-size: ${p11}px; font-weight: 600; text-align: left; }
QPushButton[role="chip"]:hover { color: $ink; }
QPushButton[role="chip"][active="true"] { background: $accent_soft; color: $accent; }
QPushButton[role="chip"]:focus { border: 2px solid $accent; padding: 0 ${p8}px; min-height: ${p18}px; }
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton { background: transparent; color: $soft; border: 2px solid transparent; border-radius: ${p7}px;
  padding: ${p4}px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:focus { border: 2px solid $accent; }
QToolButton::menu-indicator { image: none; }
"""

_INPUTS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: $panel; color: $ink;
  border: 1px solid $input_line; border-radius: ${p7}px; padding: 0 ${p8}px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${p28}px; }
QPlainTextEdit, QTextEdit { padding: ${p4}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $accent; padding: 0 ${p8m}px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { min-height: ${p28m}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: ${p4m}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled,
QLineEdit:read-only, QPlainTextEdit:read-only { background: $bg; border-color: $line; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"],
QAbstractSpinBox[invalid="true"] { border-color: $red; }
QAbstractSpinBox { padding: 0; min-height: ${p26}px; }
QAbstractSpinBox:focus { padding: 0; min-height: ${p26m}px; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { border: none; min-height: 0; padding: 0 ${p8}px;
  background: transparent; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; min-height: 0; padding: 0; background: transparent; }
QComboBox::drop-down { border: none; width: ${p24}px; }
QComboBox::down-arrow { image: url("$marks/down.svg"); width: ${p14}px; height: ${p14}px; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; outline: none; padding: ${p4}px;
  selection-background-color: $accent_soft; selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: ${p26}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: ${p20}px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url("$marks/up.svg"); width: ${p10}px; height: ${p10}px; }
QAbstractSpinBox::down-arrow { image: url("$marks/down.svg"); width: ${p10}px; height: ${p10}px; }
QCheckBox, QRadioButton { spacing: ${p8}px; border: 2px solid transparent; border-radius: ${p4}px;
  padding: ${p2}px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; }
QCheckBox::indicator, QTableView::indicator, QListView::indicator, QTreeView::indicator, QGroupBox::indicator {
  width: ${p14}px; height: ${p14}px; border: 1px solid $control_line; border-radius: ${p4}px; background: $panel; }
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked,
QTreeView::indicator:checked, QGroupBox::indicator:checked {
  background: $accent; border-color: $accent; image: url("$marks/check.svg"); }
QCheckBox::indicator:indeterminate, QTableView::indicator:indeterminate, QTreeView::indicator:indeterminate {
  background: $accent; border-color: $accent; image: url("$marks/dash.svg"); }
QCheckBox::indicator:disabled { background: $bg; border-color: $line; }
QRadioButton::indicator { width: ${p14}px; height: ${p14}px; border: 1px solid $control_line;
  border-radius: ${p8}px; background: $panel; }
QRadioButton::indicator:checked { border: ${p5}px solid $accent; width: ${p6}px; height: ${p6}px; }
"""

_VIEWS = """
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $panel; border-bottom: 1px solid $line; }
QCalendarWidget QToolButton { color: $ink; font-weight: 600; padding: ${p4}px ${p8}px; }
QCalendarWidget QTableView { selection-background-color: $accent; selection-color: $on_accent;
  alternate-background-color: $bg; border: 1px solid $line; }
QCalendarWidget QSpinBox { min-height: ${p22}px; }
QTableView, QListView, QTreeView { background: $panel; border: none; outline: none; gridline-color: $line;
  alternate-background-color: $bg; selection-background-color: $accent_soft; selection-color: $ink; }
QListView[role="drop-down"] { border: 1px solid $line; padding: ${p4}px; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $soft; border: none; border-bottom: 1px solid $line;
  padding: 0 ${p8}px; height: ${p28}px; font-size: ${p12}px; font-weight: 600; }
QHeaderView::section:first, QHeaderView::section:only-one { padding-left: ${p24}px; }
QHeaderView::section:last { padding-right: ${p24}px; }
QHeaderView::section:hover { color: $ink; background: $hover; }
QHeaderView::up-arrow { image: url("$marks/up.svg"); width: ${p12}px; height: ${p12}px; }
QHeaderView::down-arrow { image: url("$marks/down.svg"); width: ${p12}px; height: ${p12}px; }
QTableCornerButton::section { background: $panel; border: none; }
QMenu { background: $panel; border: 1px solid $line; padding: ${p4}px; }
QMenu::item { padding: ${p4}px ${p24}px ${p4}px ${p12}px; min-height: ${p20}px; border-radius: ${p4}px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $faint; }
QMenu::item:checked { font-weight: 600; color: $accent; }
QMenu::indicator { width: 0; height: 0; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p8}px; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $soft; border: none; border-bottom: 2px solid transparent;
  padding: ${p6}px ${p4}px; margin-right: ${p20}px; font-weight: 500; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:selected:focus { color: $accent; background: $accent_soft; }
QTabBar::tab:disabled { color: $faint; }
QProgressBar { background: $line; border: none; border-radius: ${p2}px; max-height: ${p4}px; min-height: ${p4}px; }
QProgressBar::chunk { background: $accent; border-radius: ${p2}px; }
QScrollBar:vertical { background: transparent; width: ${p10}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${p10}px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: ${p3}px; margin: ${p2}px; }
QScrollBar::handle:vertical { min-height: ${p32}px; }
QScrollBar::handle:horizontal { min-width: ${p32}px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_SIZES = (2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 15, 18, 20, 22, 24, 26, 28, 30, 32)
_SHRUNK = (4, 8, 12)
_SHRUNK_HEIGHTS = (22, 26, 28, 30)


def stylesheet(t: Tokens, px: Callable[[float], int], marks: Path) -> str:
    """The sheet for tokens `t`; `px` scales a design length, `marks` holds check, dash, up and down as SVG."""
    words: dict[str, object] = {name: getattr(t, name) for name in Tokens.__slots__}
    words |= {f"p{n}": px(n) for n in _SIZES}
    # A focused control's border is a pixel thicker; what lies inside shrinks by it, so that nothing moves.
    words |= {f"p{n}m": max(0, px(n) - 1) for n in _SHRUNK}
    words |= {f"p{n}m": px(n) - 2 for n in _SHRUNK_HEIGHTS}
    words |= {
        "hover": t.hover,
        "control_line": t.control_line,
        "input_line": t.input_line,
        "neutral": t.tone("neutral")[1],
        "accent_hover": mix(t.accent, t.ink, 0.88),
        "scroll": mix(t.faint, t.panel, 0.55),
        "chip_radius": (px(18) + 4) // 2,  # a radius above half the height would draw square corners
        "marks": marks.as_posix(),
    }
    return Template(_LABELS + _FRAMES + _BUTTONS + _INPUTS + _VIEWS).substitute(words)
