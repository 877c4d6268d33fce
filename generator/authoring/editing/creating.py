"""A new file beside others: whole or not at all, and never over one that is there."""

from __future__ import annotations

import os
from pathlib import Path

from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.source import Span
from generator.read.files import shown
from generator.write.faults import unwritable
from generator.write.files import beside, place_new

EXISTS = "E911"


def occupied(target: Path) -> Diagnostic | None:
    """What is said of a file that is there already."""
    return _taken(target) if os.path.lexists(target) else None


def create(target: Path, content: bytes, like: Path) -> Outcome[bool]:
    """Write a new file with the permissions of another one; E911 if there is one already."""
    try:
        with beside(target, content, like) as new:
            place_new(new, target)
    except FileExistsError:
        return Outcome(False, (_taken(target),))
    except OSError as problem:
        return Outcome(False, (unwritable(problem, target, "用 --to 换一个地方"),))
    return Outcome(True)


def _taken(target: Path) -> Diagnostic:
    advice = "要重新做，先把它改名或移走；或用 --to 写成另一个文件。"
    return error(EXISTS, Span(shown(target)), "已经有这个文件，没有改动它。", advice)
