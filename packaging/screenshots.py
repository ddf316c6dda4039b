"""The pictures of the documentation, taken from the real program over the sample story: `make screenshots`.

Nothing is posed: the window is opened without a screen, goes to each route and is drawn into `docs/screenshots`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = (
    ("today-light", "light", "en", "today", ""),
    ("meetings-light", "light", "en", "meetings", ""),
    ("meeting-light", "light", "en", "meeting", "record"),
    ("meeting-dark", "dark", "en", "meeting", "record"),
    ("people-light", "light", "en", "meeting", "people"),
    ("minutes-light", "light", "en", "meeting", "documents"),
    ("documents-light", "light", "en", "documents", ""),
    ("organisation-light", "light", "en", "organisation", ""),
    ("import-light", "light", "en", "import", ""),
    ("network-light", "light", "en", "pictures", ""),
    ("meeting-japanese", "light", "ja", "meeting", "record"),
    ("meeting-hindi", "light", "hi", "meeting", "record"),
    ("followups-light", "light", "en", "followups", ""),
    ("delegation-dark", "dark", "en", "delegation", ""),
)
"""File name, scheme, language, page or kind, tab."""

REPLIES = (
    "氏名,フリガナ,会社名,役職,メール\n"
    "山田春男,ヤマダ ハルオ,サンプル電池株式会社,部長,yamada@sample.example\n"
    "見本花子,ミホン ハナコ,経済産業省,電池室長,mihon.hanako@meti.example\n"
    "Leela Sample,,Department of Science and Technology,Scientist G,leela.sample@dst.example\n"
)
"""What somebody sent in, for the picture of the import page; everybody in it is invented."""

WAIT_MS = 1500


def main() -> int:
    """Take all pictures, each in a process of its own, over one store."""
    folder = ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        for name, *wish in PICTURES:
            command = [sys.executable, __file__, data, str(folder / f"{name}.png"), *wish]
            subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
            print(folder / f"{name}.png")
    return 0


def take(data: str, target: str, scheme: str, lang: str, page: str, tab: str) -> None:
    """One picture, 1366 by 768."""
    sys.path.insert(0, str(ROOT))
    # The program is imported by the process that shows it, after the platform was chosen.
    from PySide6.QtCore import QEventLoop, QTimer

    from app.core.paths import find_paths
    from app.core.settings import SCHEME, Settings
    from app.queries.delegations import DelegationFilter
    from app.queries.lister import Sort
    from app.queries.meetings import MeetingFilter
    from ui import application

    paths = find_paths(Path(data))
    settings = Settings(paths.settings)
    settings.set(SCHEME, scheme)
    program = application.Program(
        application.open_store, settings, paths, tell_story=application.write_story, lang=lang, sample=True
    )
    if not program.start() or program.window is None or program.container is None:
        raise SystemExit("the window did not open")
    window, queries = program.window, program.container.queries
    window.resize(1366, 768)
    id = ""
    if page == "meeting":
        meetings = queries.meetings.all(MeetingFilter(text="MT6"), Sort("starts_at"))
        id = next(row.id for row in meetings if row.code == "MT6")
    if page == "delegation":
        id = queries.delegations.all(DelegationFilter(), Sort("name"))[0].id
    if page == "organisation":
        id = next(hit.id for hit in queries.search.find("Tata Capital") if hit.kind == page)
    window.desk.navigation.open(page, id, tab)
    if page == "import":
        replies = Path(data) / "replies.csv"
        replies.write_text(REPLIES, encoding="cp932")
        window.page.session.open_file(replies)
    loop = QEventLoop()
    QTimer.singleShot(WAIT_MS, loop.quit)
    loop.exec()
    window.grab().save(target)
    window.leave_unsaved = lambda _texts: True
    window.close()
    program.end()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        take(*sys.argv[1:])
    else:
        sys.exit(main())
