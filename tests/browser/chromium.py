"""The browser that the tests and the pictures of the README use."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",  # the sandbox does not start as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def program() -> str | None:
    """Where the system's Chromium is, or nothing when there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)
