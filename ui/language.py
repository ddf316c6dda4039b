"""The window's language, switched without a restart.

Four things speak: our own messages (gettext), Qt's dates and numbers (`QLocale`), Qt's standard dialogs (its own
translations where it has them; Hindi is not among them), and the pages, which are built anew by the window so that no
cached text stays behind.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.core.i18n import LANGUAGES, set_language
from app.core.settings import LANGUAGE, Settings
from ui.shell.clocks import locale_of


def chosen_language(settings: Settings) -> str:
    """The chosen language, else the first of the system's that we speak, else English."""
    chosen = settings.get(LANGUAGE)
    if chosen:
        return chosen
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").split("-")[0]
        if code in LANGUAGES:
            return code
    return LANGUAGES[0]


class Languages:
    """Puts one language on the application. Keeps Qt's own translation of its dialogs while it is in force."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._qt: QTranslator | None = None

    def speak(self, lang: str) -> None:
        """From now on all is said in `lang`; every widget hears a `LanguageChange`."""
        set_language(lang)
        QLocale.setDefault(locale_of(lang))
        if self._qt is not None:
            self._application.removeTranslator(self._qt)
            self._qt = None
        translator = QTranslator(self._application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{lang}", folder):
            self._application.installTranslator(translator)
            self._qt = translator
        for widget in self._application.topLevelWidgets():
            QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
