"""Putting files on the disk whole or not at all: whoever reads a file meets the old or the new.

What is new is written beside its place, under a name nobody else has, and then takes the place
in one step. Links in the place are replaced, not followed.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from generator.write.faults import NotPutBackError


class _Exchange(NamedTuple):
    """A new file, the place it is to take, and the old one of that place under another name."""

    new: Path
    target: Path
    old: Path | None


@contextmanager
def beside(target: Path, content: bytes, like: Path | None = None) -> Iterator[Path]:
    """A new file in the folder of a target, gone afterwards unless it has been renamed.

    It may be read and written by whom `like` may, but always by its owner. Raises OSError.
    """
    path = _free_name(target, "part")
    try:
        with path.open("xb") as stream:  # never through a link that lies in wait
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if like is not None:
            shutil.copymode(like, path)
            path.chmod(path.stat().st_mode | stat.S_IWUSR)
        yield path
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def replace_all(files: Mapping[Path, bytes]) -> None:
    """Put files in their places, in the place of old ones: all of them, or none.

    Raises OSError, and NotPutBackError where that could not be kept to. An interruption, too,
    leaves the old files or the new ones.
    """
    with ExitStack() as temporary:
        written = {}
        for target, content in files.items():
            _openable(target)
            like = target if target.is_file() and not target.is_symlink() else None
            written[target] = temporary.enter_context(beside(target, content, like))
        exchange_all(written)


def exchange_all(files: Mapping[Path, Path]) -> None:
    """Give files beside their targets the targets' names, as `replace_all` does."""
    with ExitStack() as temporary:
        exchanges = [
            _Exchange(new, target, temporary.enter_context(_kept(target)))
            for target, new in files.items()
        ]
        try:
            for exchange in exchanges:
                exchange.new.replace(exchange.target)
        except BaseException as problem:
            lost = _put_back(exchanges)
            if lost:
                raise NotPutBackError(getattr(problem, "errno", None), lost) from problem
            raise


def place_new(new: Path, target: Path) -> None:
    """Give a file beside a target the target's name.

    Raises FileExistsError where something has the name already, and OSError. An interruption
    leaves nothing there.
    """
    try:
        _link_or_rename(new, target)
    except OSError:
        raise
    except BaseException:
        with suppress(OSError):
            if not os.path.lexists(new) or new.samefile(target):
                target.unlink()
        raise


def _link_or_rename(new: Path, target: Path) -> None:
    try:
        os.link(new, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        new.rename(target)


@contextmanager
def _kept(target: Path) -> Iterator[Path | None]:
    """The old file of a target under a second name, for putting it back; None without one."""
    if not os.path.lexists(target):
        yield None
        return
    old = _free_name(target, "old")
    try:
        try:
            os.link(target, old, follow_symlinks=False)
        except (OSError, NotImplementedError):  # no links here, or none to a link (Windows)
            shutil.copy2(target, old, follow_symlinks=False)
        yield old
    finally:
        with suppress(OSError):
            old.unlink(missing_ok=True)


def _put_back(exchanges: Sequence[_Exchange]) -> dict[Path, Path]:
    """Undo what has been exchanged; where that is not possible, the old file's lasting name."""
    lost = {}
    for new, target, old in exchanges:
        if os.path.lexists(new):  # it has not taken its place
            continue
        try:
            if old is None:
                target.unlink(missing_ok=True)
            else:
                old.replace(target)
        except OSError:
            if old is not None:
                with suppress(OSError):
                    lost[target] = old.rename(_free_name(target, "old"))
    return lost


def _free_name(target: Path, ending: str) -> Path:
    return target.with_name(f".gongkai-{os.urandom(8).hex()}.{ending}")


def _openable(target: Path) -> None:
    """Fail now, with the old file whole, if another program holds the target."""
    if target.exists() and not target.is_symlink():
        with target.open("r+b"):
            pass
