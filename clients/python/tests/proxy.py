"""A bad line: a proxy in front of the server that cuts connections when it is told to."""

from __future__ import annotations

import socket
import threading


class Proxy:
    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._wires: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cuts = 0
        #: How many answers are yet to be lost: the request arrives, what the server says does not.
        self.lose = 0
        #: How many bytes of requests pass before the line breaks; None: it does not.
        self.allowance: int | None = None
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        with self._lock:
            wires = list(self._wires)
            self._wires.clear()
        if wires:
            self.cuts += 1
        for wire in wires:
            _end(wire)

    def close(self) -> None:
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._target)
            except OSError:
                return
            with self._lock:
                self._wires |= {near, far}
            threading.Thread(target=self._carry, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._carry, args=(far, near, False), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, is_request: bool) -> None:
        try:
            while True:
                data = one.recv(16_384)
                if not data:
                    break
                if is_request and self.allowance is not None:
                    self.allowance -= len(data)
                    if self.allowance < 0:
                        self.allowance = None
                        self.cuts += 1
                        break
                if not is_request and self.lose > 0:
                    self.lose -= 1
                    self.cuts += 1
                    break
                other.sendall(data)
        except OSError:
            pass  # cut
        for wire in (one, other):
            _end(wire)
        with self._lock:
            self._wires -= {one, other}


def _end(wire: socket.socket) -> None:
    try:
        wire.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # it was over already
    wire.close()
