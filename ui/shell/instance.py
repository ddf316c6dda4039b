"""One window for each data folder: a second start wakes the first and hands over where it was asked to go.

The lock is a file in the data folder; the wish travels through a local socket that only the same user may open. A lock
whose process is gone is taken over; a socket file that a crash left is removed by whoever holds the lock.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

_WAIT_MS = 2000
_LONGEST_WISH = 2000
_THANKS = b"ok\n"


class Instance(QObject):
    """The right to be the one window of `data_dir`."""

    wished = Signal(str)
    """A second start asks this window to come forward; the text is a route or empty."""

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = data_dir
        self._name = server_name(data_dir)
        self._lock = QLockFile(str(data_dir / "window.lock"))
        # Age alone never makes it stale: a desk stays open for days. A dead process does.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def claim(self, wish: str = "") -> bool:
        """True: go on, this is the first. False: the first was woken and given `wish`, so end.

        Where the folder cannot hold a lock (read-only, missing) the answer is True: opening the store will say why.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        if self._lock.tryLock(0):
            self._listen()
            return True
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            return True
        if self._hand_over(wish):
            return False
            # Held, yet nobody answers: the holder may have ended this moment, or hangs. The store stands two writers.
        if self._lock.tryLock(0):
            self._listen()
            return True
        log.info("the first window holds the lock and does not answer; opening a second one")
        return True

    def release(self) -> None:
        """Let others be first. May be called twice."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._lock.isLocked():
            self._lock.unlock()

    def _listen(self) -> None:
        QLocalServer.removeServer(self._name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._called)
        if not server.listen(self._name):
            log.info("a second start will not find this window: %s", server.serverError().name)
        self._server = server

    def _hand_over(self, wish: str) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(wish.replace("\n", " ")[:_LONGEST_WISH].encode() + b"\n")
        socket.waitForBytesWritten(_WAIT_MS)
        heard = socket.waitForReadyRead(_WAIT_MS) and bytes(socket.readAll().data()) == _THANKS
        socket.abort()
        return heard

    def _called(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._read)
            if socket.canReadLine():
                self._answer(socket)

    def _read(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket):
            return
        if socket.canReadLine():
            self._answer(socket)
        elif socket.bytesAvailable() > 4 * _LONGEST_WISH:
            socket.abort()

    def _answer(self, socket: QLocalSocket) -> None:
        wish = bytes(socket.readLine().data()).decode(errors="replace").strip()
        socket.write(_THANKS)
        socket.flush()
        self.wished.emit(wish)


def server_name(data_dir: Path) -> str:
    """The socket's name for a data folder: short (a socket's path has about 100 bytes) and the same for every
    spelling.
    """
    return "chancery-" + hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:20]
