"""A wire to the real Elasticsearch that a test can cut, slow down and mend."""

import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

_CHUNK = 1 << 16


class Wire:
    """Forwards connections to ``address``; ``url`` is where it listens.

    ``delay`` seconds pass before each answer. ``cut_after`` requests the wire
    breaks in the middle of the next answer, and stays broken until :meth:`mend`.
    """

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._target = (parts.hostname, parts.port)
        self.delay = 0.0
        self.cut_after: int | None = None
        self.requests = 0
        self._sockets: set[socket.socket] = set()
        self._listener: socket.socket | None = None
        self._port = 0
        self.mend()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def mend(self) -> None:
        """Forward (again), at the same address."""
        self.delay, self.cut_after = 0.0, None
        if self._listener is None:
            listener = socket.socket()
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", self._port))
            listener.listen()
            self._port, self._listener = listener.getsockname()[1], listener
            threading.Thread(target=self._accept, args=[listener], daemon=True).start()

    def cut(self) -> None:
        """Break everything that is open and refuse what comes."""
        listener, self._listener = self._listener, None
        for open_socket in [listener, *self._sockets]:
            _close(open_socket)
        self._sockets.clear()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
                server = socket.create_connection(self._target)
            except OSError:
                return
            self._sockets |= {client, server}
            for source, sink in ((client, server), (server, client)):
                pump = self._ask if source is client else self._answer
                threading.Thread(target=pump, args=[source, sink], daemon=True).start()

    def _ask(self, client: socket.socket, server: socket.socket) -> None:
        while data := _read(client):
            if data.startswith((b"GET ", b"POST ", b"PUT ", b"HEAD ", b"DELETE ")):
                self.requests += 1
                if self.cut_after is not None:
                    self.cut_after -= 1
            _send(server, data)
        _close(server)

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        while data := _read(server):
            time.sleep(self.delay)
            if self.cut_after is not None and self.cut_after < 0:
                _send(client, data[: len(data) // 2])
                self.cut()
                return
            _send(client, data)
        _close(client)


def _read(source: socket.socket) -> bytes:
    try:
        return source.recv(_CHUNK)
    except OSError:
        return b""


def _send(sink: socket.socket, data: bytes) -> None:
    try:
        sink.sendall(data)
    except OSError:
        _close(sink)


def _close(open_socket: socket.socket | None) -> None:
    if open_socket is None:
        return
    with suppress(OSError):
        open_socket.shutdown(socket.SHUT_RDWR)
    open_socket.close()
