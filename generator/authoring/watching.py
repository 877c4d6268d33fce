"""Noticing that files have been saved, by looking at them again and again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

# Milliseconds from one look to the next: while all is quiet, and while somebody is writing.
PAUSE, BRISK = 200, 60
# An editor may take a file away before it puts the new one there: so many looks it may be gone.
GONE = 16
_DEEPEST = 6

# When a file was changed, how long it is, which file it is; who may read it, and since when.
Trace = tuple[int, ...]
Look = Mapping[Path, Trace | None]
# Waits so many milliseconds, and tells whether to stop.
Wait = Callable[[int], bool]


def changes(paths: Callable[[], Iterable[Path]], wait: Wait) -> Iterator[bool]:
    """Whether files have changed since the last look, at every look; at the first they have.

    `paths` gives the files and folders; it may give others after each change. A change counts
    when two looks in a row see the same, so that nothing is read that is half written.
    """
    watched = tuple(paths())
    seen = look(watched)
    yield True
    while True:
        listed = tuple(paths())
        if listed != watched:
            # What is new among them has been read just now.
            watched = listed
            seen = {path: seen.get(path, trace) for path, trace in look(watched).items()}
        if wait(PAUSE):
            return
        now: Look | None = look(watched)
        if now != seen:
            now = _at_rest(watched, seen, wait)
        if now is None:
            return
        changed = now != seen
        seen = now
        yield changed


def look(paths: Iterable[Path]) -> Look:
    """The trace of each file, and of those in each folder; None of one that is not there."""
    found: dict[Path, Trace | None] = {}
    for path in paths:
        if path.is_dir():
            found |= {file: _trace(file) for file in _files(path, _DEEPEST)}
        else:
            found[path] = _trace(path)
    return found


def _at_rest(paths: tuple[Path, ...], seen: Look, wait: Wait) -> Look | None:
    """The files once nobody is writing them any more; None when it is time to stop."""
    now, same = look(paths), 0
    while not wait(BRISK):
        later = look(paths)
        same = same + 1 if later == now else 0
        now = later
        gone = any(trace and not now.get(path) for path, trace in seen.items())
        if same >= (GONE if gone else 1):
            return now
    return None


def _trace(path: Path) -> Trace | None:
    try:
        found = path.stat()
    except OSError:
        return None
    rights = found.st_mode, found.st_ctime_ns
    return found.st_mtime_ns, found.st_size, found.st_ino, *rights


def _files(folder: Path, depth: int) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                # What programs put there while they have a file open.
                if entry.name.startswith((".", "~")):
                    continue
                if not entry.is_dir(follow_symlinks=False):
                    yield folder / entry.name
                elif depth:
                    yield from _files(folder / entry.name, depth - 1)
    except OSError:
        return
