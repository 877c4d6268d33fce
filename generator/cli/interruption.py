"""Ctrl-C: what is being written is finished first, so that what is said last is true."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import click

# Files that are named in a sentence.
_MOST = 3


@dataclass
class Written:
    """The files that a run has written so far."""

    files: list[Path] = field(default_factory=list)


@contextmanager
def writing() -> Iterator[list[Path]]:
    """Write in here, and add what has been written to the list: Ctrl-C waits until both are done.

    A second Ctrl-C waits for nothing.
    """
    context = click.get_current_context(silent=True)
    written = context.find_object(Written) if context is not None else None
    with _held():
        yield written.files if written is not None else []


def interrupted(written: Written) -> str:
    """What is said after Ctrl-C: what has been written until then, if anything."""
    from generator.read.files import shown

    if not written.files:
        return "已中断，没有写出文件。"
    last = "、".join(shown(path) for path in written.files[-_MOST:])
    before = len(written.files) - _MOST
    more = f"等 {len(written.files)} 个文件" if before > 0 else ""
    return f"已中断。此前已经写出：{last}{more}。"


@contextmanager
def _held() -> Iterator[None]:
    asked = False

    def remember(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    before = signal.getsignal(signal.SIGINT)
    try:
        if not callable(before):
            raise ValueError("nobody listens to Ctrl-C")
        signal.signal(signal.SIGINT, remember)
    except ValueError:  # nor in any thread but the main one
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        signal.raise_signal(signal.SIGINT)
