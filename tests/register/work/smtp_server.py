"""A mail server on this machine, as small as RFC 5321 allows: it keeps what it gets."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, NamedTuple


class Letter(NamedTuple):
    """What came in: the envelope, and the message as bytes."""

    sender: str
    recipients: list[str]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The message, read as a mail program reads it."""
        message: Any = message_from_bytes(self.content, policy=default)
        return message


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server: Any = self.server
        sender, recipients = "", []
        self._say("220 hier")
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            address = rest.partition("<")[2].partition(">")[0]
            if verb.upper() == "MAIL":
                sender, recipients = address, []
                self._say("250 ja")
            elif verb.upper() == "RCPT":
                refused = address in server.refuses
                recipients += [] if refused else [address]
                self._say("550 onbekend" if refused else "250 ja")
            elif verb.upper() == "DATA":
                self._say("354 kom maar")
                server.letters.append(Letter(sender, recipients, self._data()))
                self._say("250 ja")
            elif verb.upper() == "QUIT":
                self._say("221 dag")
                return
            else:
                self._say("250 hier")

    def _data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    """Letters that came in, and recipients that it does not know."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.letters: list[Letter] = []
        self.refuses: set[str] = set()


@contextmanager
def mail_server() -> Iterator[Server]:
    """A server that runs as long as this."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
