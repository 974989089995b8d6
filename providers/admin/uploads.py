"""Uploaded files between preview and confirmation: for their owner alone, and gone when nobody needs them."""

import os
import tempfile
import time
from pathlib import Path
from typing import Any

from import_export.tmp_storages import TempFolderStorage

PREFIX = "register-upload-"
# Seconds that somebody may look at a preview.
KEPT = 4 * 60 * 60


class UploadStorage(TempFolderStorage):
    """A file of mode 600 in the folder for temporary files."""

    name: str | None

    def save(self, data: bytes) -> None:
        """Keep this file; those that somebody left behind go."""
        remove_left()
        super().save(data)

    def remove(self) -> None:
        """Of no use any more; it may have gone already."""
        Path(self.get_full_path()).unlink(missing_ok=True)

    def _open(self, mode: str = "r") -> Any:
        if self.name:
            return super()._open(mode)
        # import-export's own file has no name by which it can be found later.
        file = tempfile.NamedTemporaryFile(prefix=PREFIX, delete=False)  # noqa: SIM115
        self.name = file.name
        return file


def remove_left(older_than: int = KEPT) -> None:
    """Remove what was uploaded more than so many seconds ago and neither imported nor refused."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            found = path.lstat()
            # The folder is shared; files of another user of this machine are his.
            if found.st_uid == os.getuid() and found.st_mtime <= time.time() - older_than:
                path.unlink()
        except FileNotFoundError:
            continue
