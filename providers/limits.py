"""Limits of a process that works on what somebody gave: memory and processor time."""

import resource
import signal
from types import FrameType


def limit_memory(size: int) -> None:
    """More address space than this many bytes is a MemoryError from now on."""
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def limit_seconds(seconds: int) -> None:
    """After so many more CPU seconds the main thread gets a TimeoutError."""
    signal.signal(signal.SIGXCPU, _out_of_time)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, most))


def _out_of_time(number: int, frame: FrameType | None) -> None:
    raise TimeoutError
