"""A new file beside others: whole or not at all, and never over one that is there."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.source import Span
from generator.read.files import shown, unwritable

EXISTS = "E911"


def occupied(target: Path) -> Diagnostic | None:
    """What is said of a file that is there already."""
    return _taken(target) if os.path.lexists(target) else None


def create(target: Path, content: bytes, like: Path) -> Outcome[bool]:
    """Write a new file with the permissions of another one; E911 if there is one already."""
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(".part", ".gongkai-", target.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(like, beside)
        beside.chmod(beside.stat().st_mode | stat.S_IWUSR)
        _place(beside, target)
    except FileExistsError:
        return Outcome(False, (_taken(target),))
    except OSError as problem:
        return Outcome(False, (unwritable(problem, target, "用 --to 换一个地方"),))
    finally:
        if beside is not None:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
    return Outcome(True)


def _taken(target: Path) -> Diagnostic:
    advice = "要重新做，先把它改名或移走；或用 --to 写成另一个文件。"
    return error(EXISTS, Span(shown(target)), "已经有这个文件，没有改动它。", advice)


def _place(beside: Path, target: Path) -> None:
    """Give a file its name. Raises FileExistsError where something has it already."""
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError(target) from None
        beside.rename(target)
