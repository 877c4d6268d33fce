"""Output streams that may be closed, full, or have nobody who reads them."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

_NOWHERE = Path(os.devnull)


class Stream:
    """A text stream; once it cannot be written any more, what is said goes nowhere.

    `fault` is why that is so. The command goes on: what it writes into files counts.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.fault: OSError | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text."""
        try:
            return self._stream.write(text)
        except OSError as problem:
            self._lose(problem)
            return len(text)

    def flush(self) -> None:
        """Write what has been held back."""
        try:
            self._stream.flush()
        except OSError as problem:
            self._lose(problem)

    @property
    def full(self) -> OSError | None:
        """Why it cannot be written, unless only because nobody reads on."""
        fault = self.fault
        # Windows says EINVAL of a pipe that nobody reads.
        unread = isinstance(fault, BrokenPipeError) or (
            os.name == "nt" and fault is not None and fault.errno == errno.EINVAL
        )
        return None if unread else fault

    def _lose(self, problem: OSError) -> None:
        self.fault = self.fault or problem
        # What is still held back would be written, and fail, once more at the end of the program.
        with suppress(OSError, ValueError), _NOWHERE.open("wb") as nowhere:
            os.dup2(nowhere.fileno(), self._stream.fileno())


@contextmanager
def speaking() -> Iterator[Stream]:
    """Both streams in UTF-8, such as may be written without fear; gives the standard output."""
    before = sys.stdout, sys.stderr
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    out, err = Stream(sys.stdout), Stream(sys.stderr)
    sys.stdout, sys.stderr = out, err
    try:
        yield out
    finally:
        out.flush()
        err.flush()
        sys.stdout, sys.stderr = before


def heard() -> bool:
    """Whether what is said still arrives."""
    return getattr(sys.stdout, "fault", None) is None


def _nowhere() -> TextIO:
    return _NOWHERE.open("w", encoding="utf-8")
