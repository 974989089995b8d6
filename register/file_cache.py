"""Django's cache in files without pickle: a file that somebody else put there can be wrong, but never runs."""

import struct
import time
import zlib
from math import inf
from pathlib import Path
from typing import IO, Any

import msgspec
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

_EXPIRY = struct.Struct("<d")
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder().decode


class FileCache(FileBasedCache):
    """Keeps numbers, text, bytes, and lists and dicts of those; what cannot be read is not there."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The value, or the default."""
        try:
            with Path(self._key_to_file(key, version)).open("rb") as file:  # type: ignore[attr-defined]
                return default if self._is_expired(file) else _decode(zlib.decompress(file.read()))
        except (FileNotFoundError, zlib.error, msgspec.DecodeError):
            return default

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep it longer; whether it was there."""
        if (value := self.get(key, version=version)) is None:
            return False
        self.set(key, value, timeout, version)
        return True

    def _write_content(self, file: IO[bytes], timeout: Any, value: Any) -> None:
        until = self.get_backend_timeout(timeout)
        file.write(_EXPIRY.pack(inf if until is None else until) + zlib.compress(_encode(value)))

    def _is_expired(self, file: IO[bytes]) -> bool:
        head = file.read(_EXPIRY.size)
        # Written by somebody else, it may be too short, and NaN: not later than anything.
        if len(head) == _EXPIRY.size and _EXPIRY.unpack(head)[0] >= time.time():
            return False
        file.close()
        self._delete(file.name)  # type: ignore[attr-defined]
        return True
