"""Puts one theme on the whole application: palette, fonts, style sheet, and a signal when it changes.

The palette is set by hand because `QStyleHints.setColorScheme()` has no effect on some platforms (offscreen, plain
xcb), and a program must look the same in a test as on a desk.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QLoggingCategory, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from app.core.errors import ToolFault
from app.core.i18n import N_
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, Tokens

FAMILIES: tuple[str, ...] = ("Noto Sans", "Noto Sans JP", "Noto Sans Devanagari")
"""Families in the order in which a missing letter is looked for."""

MIN_ZOOM, MAX_ZOOM = 0.8, 2.0

_FONT_DIR = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_BODY_PX = 13


class Scheme(StrEnum):
    """What the user may choose; SYSTEM follows the desktop where the desktop says."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"
    SYSTEM = "system"


_ROLES: dict[str, tuple[int, QFont.Weight]] = {
    "body": (_BODY_PX, QFont.Weight.Normal),
    "strong": (_BODY_PX, QFont.Weight.DemiBold),
    "secondary": (12, QFont.Weight.Normal),
    "label": (11, QFont.Weight.DemiBold),
    "chip": (11, QFont.Weight.DemiBold),
    "heading": (15, QFont.Weight.DemiBold),
    "title": (20, QFont.Weight.DemiBold),
}


class Notifier(QObject):
    """Tells painters that cached colours, fonts or sizes are no longer right."""

    changed = Signal()

    @Slot()
    def follow_system(self) -> None:
        """The desktop switched between light and dark."""
        app = QApplication.instance()
        if _state.asked is Scheme.SYSTEM and isinstance(app, QApplication):
            apply(app, Scheme.SYSTEM, _state.zoom)


class _State:
    """The theme of the process (one QApplication, one theme)."""

    def __init__(self) -> None:
        self.asked = Scheme.LIGHT
        self.tokens = LIGHT
        self.zoom = 1.0
        self.families: tuple[str, ...] = ()
        self.fonts: dict[str, QFont] = {}
        self.metrics: dict[str, QFontMetrics] = {}
        self.notifier: Notifier | None = None
        self.following = False


_state = _State()


def apply(app: QApplication, scheme: Scheme, zoom: float = 1.0) -> None:
    """Put `scheme` on `app` at `zoom` (clamped to 0.8..2.0) and emit `notifier().changed`.

    May be called again at any time; ToolFault when the fonts that come with the program cannot be read.
    """
    _load_fonts()
    _state.asked, _state.zoom = scheme, max(MIN_ZOOM, min(MAX_ZOOM, zoom))
    _state.tokens = _tokens_of(app, scheme)
    _state.fonts.clear()
    _state.metrics.clear()
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette(_state.tokens))
    app.setFont(font("body"))
    app.setStyleSheet(stylesheet(_state.tokens, px, mark_folder()))
    if not _state.following:
        _state.following = True
        app.styleHints().colorSchemeChanged.connect(notifier().follow_system)
    notifier().changed.emit()


def tokens() -> Tokens:
    """The colours in force."""
    return _state.tokens


def scheme() -> Scheme:
    """What was asked for (SYSTEM stays SYSTEM)."""
    return _state.asked


def zoom() -> float:
    """The scale in force, 0.8..2.0."""
    return _state.zoom


def is_dark() -> bool:
    """Whether the ground is darker than the ink."""
    return QColor(_state.tokens.bg).lightness() < 128


def px(n: float) -> int:
    """`n` design pixels at the zoom in force; a positive length never shrinks to nothing."""
    return max(1, round(n * _state.zoom)) if n > 0 else round(n * _state.zoom)


def font(role: str) -> QFont:
    """A font by role: body, strong, secondary, label (11 px capitals), chip, heading, title; KeyError for another."""
    known = _state.fonts.get(role)
    if known is not None:
        return QFont(known)
    size, weight = _ROLES[role]
    result = QFont()
    result.setFamilies(list(FAMILIES))
    result.setPixelSize(px(size))
    result.setWeight(weight)
    if role == "label":
        result.setCapitalization(QFont.Capitalization.AllUppercase)
        result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
    _state.fonts[role] = result
    return QFont(result)


def metrics(role: str) -> QFontMetrics:
    """The measures of `font(role)`, kept until the theme changes (painters ask for them for every row)."""
    known = _state.metrics.get(role)
    if known is None:
        known = _state.metrics[role] = QFontMetrics(font(role))
    return known


def notifier() -> Notifier:
    """The object whose `changed` signal follows every `apply`."""
    if _state.notifier is None:
        _state.notifier = Notifier()
    return _state.notifier


def mark_folder() -> Path:
    """Where this theme's tick and arrow drawings are (a style sheet can name only files)."""
    name = {id(LIGHT): "light", id(DARK): "dark", id(HIGH_CONTRAST): "high_contrast"}[id(_state.tokens)]
    return Path(__file__).resolve().parent / "marks" / name


def _tokens_of(app: QApplication, scheme: Scheme) -> Tokens:
    if scheme is Scheme.SYSTEM:
        return DARK if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.HIGH_CONTRAST: HIGH_CONTRAST}[scheme]


def _load_fonts() -> None:
    if _state.families:
        return
    # Qt reports each family that lacks a script before it takes the next of `FAMILIES`, which is what the list is for.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false\nqt.text.font.db.warning=false")
    found: set[str] = set()
    for path in sorted(_FONT_DIR.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise ToolFault(N_("The font file {name} cannot be read. Install the program again."), name=path.name)
        found.update(QFontDatabase.applicationFontFamilies(number))
    missing = [family for family in FAMILIES if family not in found]
    if missing:
        raise ToolFault(N_("The font {name} is missing. Install the program again."), name=missing[0])
    _state.families = tuple(sorted(found))


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: t.bg,
        role.WindowText: t.ink,
        role.Base: t.panel,
        role.AlternateBase: t.bg,
        role.Text: t.ink,
        role.PlaceholderText: t.faint,
        role.Button: t.panel,
        role.ButtonText: t.ink,
        role.BrightText: t.red,
        role.ToolTipBase: t.panel,
        role.ToolTipText: t.ink,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Accent: t.accent,
        role.Link: t.accent,
        role.LinkVisited: t.violet,
        role.Light: t.panel,
        role.Midlight: t.line,
        role.Mid: t.line,
        role.Dark: t.faint,
        role.Shadow: t.line,
    }
    for where, colour in colours.items():
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(t.faint))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(t.line))
    palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(t.soft))
    return palette
