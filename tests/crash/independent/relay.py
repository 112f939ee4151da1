"""A piece of network between two programs, which can be cut, silenced, slowed down and reset.

A kernel may have no netem; a relay does without it, and without rights. It takes TCP connections,
opens one for each to the target, and carries the bytes over as it is told.
"""

import socket
import struct
import threading
import time

CHUNK_BYTES = 64 << 10
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: an end that says RST instead of FIN.


class Relay:
    """Thread-safe. Listens on a free port of the loopback until close()."""

    def __init__(self, target):
        self._target = target  # A function that says ("127.0.0.1", 7419).
        self._changed = threading.Condition()
        self._pairs = set()
        self._cut = self._silent = False
        self.delay_seconds = 0.0
        self.reset_after_bytes = 0  # Of each direction of a connection; 0: never.
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def cut(self):
        """Every connection is reset, and nobody gets another one."""
        with self._changed:
            self._cut = True
        self.reset_all()

    def silence(self):
        """Connections stay, and nothing comes over them."""
        with self._changed:
            self._silent = True

    def heal(self):
        with self._changed:
            self._cut = self._silent = False
            self.delay_seconds = 0.0
            self.reset_after_bytes = 0
            self._changed.notify_all()

    def reset_all(self):
        """Once."""
        with self._changed:
            pairs = list(self._pairs)
        for pair in pairs:
            self._end(pair)

    def close(self):
        self._listener.close()
        self.cut()
        self.heal()

    def _end(self, pair):
        with self._changed:
            self._pairs.discard(pair)
        for side in pair:
            try:
                side.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                side.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            side.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._connect, args=(client,), daemon=True).start()

    def _connect(self, client):
        try:
            if self._cut:
                raise ConnectionRefusedError
            server = socket.create_connection(self._target())
        except OSError:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            client.close()
            return
        pair = (client, server)
        for side in pair:
            side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._changed:
            self._pairs.add(pair)
        for source, sink in (pair, pair[::-1]):
            threading.Thread(target=self._carry, args=(pair, source, sink), daemon=True).start()

    def _carry(self, pair, source, sink):
        carried = 0
        try:
            while data := source.recv(CHUNK_BYTES):
                arrived = time.monotonic()
                with self._changed:
                    self._changed.wait_for(lambda: not self._silent)
                    delay, limit = self.delay_seconds, self.reset_after_bytes
                if delay:
                    time.sleep(max(0.0, arrived + delay - time.monotonic()))
                sink.sendall(data)
                carried += len(data)
                if limit and carried > limit:
                    break
        except OSError:
            pass
        self._end(pair)
