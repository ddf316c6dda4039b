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

_NAME = "language.qt"


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
    """Puts one language on the application, Qt's own translation of its dialogs with it."""

    def __init__(self, application: QApplication) -> None:
        self._application = application

    def speak(self, lang: str) -> None:
        """From now on all is said in `lang`; every widget hears a `LanguageChange`."""
        set_language(lang)
        QLocale.setDefault(locale_of(lang))
        # The application keeps what it speaks, so that a second speaker does not leave the first one's words behind.
        for spoken in self._application.findChildren(QTranslator, _NAME):
            self._application.removeTranslator(spoken)
            spoken.deleteLater()
        translator = QTranslator(self._application)
        translator.setObjectName(_NAME)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{lang}", folder):
            self._application.installTranslator(translator)
        for widget in self._application.topLevelWidgets():
            QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
