"""The date and the two times of the day that an embassy lives by: here and in the capital."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QDate, QLocale, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.clock import Clock
from app.core.i18n import language, tr
from app.core.zones import zone_abbreviation
from ui.kit.text import PlainLabel
from ui.theme import theme

EVERY_MS = 30_000

_DATE_FORMATS = {"en": "ddd d MMMM yyyy", "ja": "yyyy年M月d日(ddd)", "hi": "ddd, d MMMM yyyy"}
_LOCALES = {
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
    "ja": QLocale(QLocale.Language.Japanese, QLocale.Country.Japan),
    "hi": QLocale(QLocale.Language.Hindi, QLocale.Country.India),
}


def locale_of(lang: str) -> QLocale:
    """The window's conventions for an interface language (day before month in English: "Wed 2 July 2025")."""
    return _LOCALES.get(lang, _LOCALES["en"])


def date_words(at: datetime, lang: str) -> str:
    """The date of `at` in its own zone, with the short day: "Wed 2 July 2025"."""
    day = QDate(at.year, at.month, at.day)
    return locale_of(lang).toString(day, _DATE_FORMATS.get(lang, _DATE_FORMATS["en"]))


def time_words(at: datetime) -> str:
    """Hour, minute and zone: "17:52 IST", as everywhere else: "20:36 UTC+05:45" where no letters are known."""
    zone = at.tzinfo.key if isinstance(at.tzinfo, ZoneInfo) else None
    return f"{at:%H:%M} {zone_abbreviation(zone, at) if zone else at.tzname()}"


def zone_of(name: str) -> ZoneInfo | None:
    """The IANA zone, or None for a name this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


class Clocks(QWidget):
    """Date and time at the mission, and the time at home where it differs. Looks at the clock each half minute."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shell.clocks")
        self._clock = clock
        self._here: ZoneInfo | None = None
        self._home: ZoneInfo | None = None
        self.date = PlainLabel()
        self.date.setProperty("role", "soft")
        self.here = PlainLabel()
        self.here.setProperty("role", "heading")
        self.home = PlainLabel()
        self.home.setProperty("role", "faint")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for label in (self.date, self.here, self.home):
            self._row.addWidget(label)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._restyle()
        theme.notifier().changed.connect(self._restyle)
        self.look()

    def set_zones(self, here: str, home: str) -> None:
        """IANA names of the mission's and the capital's zone."""
        self._here, self._home = zone_of(here), zone_of(home)
        self.look()

    @Slot()
    def look(self) -> None:
        """Show the present instant."""
        now = self._clock.now()
        here = now.astimezone(self._here)
        self.date.setText(date_words(here, language()))
        self.here.setText(time_words(here))
        differs = self._home is not None and now.astimezone(self._home).utcoffset() != here.utcoffset()
        self.home.setVisible(differs)
        if differs:
            self.home.setText(time_words(now.astimezone(self._home)))
        words = [self.date.text(), self.here.text(), *([self.home.text()] if differs else [])]
        self.setAccessibleName(", ".join(words))
        self.setToolTip(tr("Time at the mission and in the capital"))

    def time_here(self) -> str:
        """The mission's time without its zone: "17:52"."""
        return self._clock.now().astimezone(self._here).strftime("%H:%M")

    def set_narrow(self, narrow: bool) -> None:
        """Without the date, where the window is narrow."""
        self.date.setVisible(not narrow)

    @Slot()
    def _restyle(self) -> None:
        self._row.setSpacing(theme.px(10))
