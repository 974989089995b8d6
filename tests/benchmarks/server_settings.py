"""The project's settings for a server that is measured: its static files are in a folder of the measurement."""

import os

from register.settings import *  # noqa: F403

STATIC_ROOT = os.environ.get("BENCHMARK_STATIC", "")
