"""The comments that a skeleton writes beside its items, and how they are known again.

They speak of two years; of the next two they say nothing.
"""

from __future__ import annotations

import re

from generator.model.pending import UNFILLED

ENDED_UNKNOWN = "已结束，请填上年的数"
COMPUTED = "自动算出"
_TURN = "；减少的，把“增加”改成“减少”"
_NUMBER = rf"(?:-?[0-9.]+|{UNFILLED})"
_MOVED = rf"(?:[^\s，；#]+ [0-9.]+|{UNFILLED})"
_KINDS = (
    rf"上年 {_NUMBER}，本年 {_NUMBER}，{_MOVED}",
    rf"(?:新增|已结束)，{_MOVED}",
    rf"本年 {_NUMBER}{_TURN}",
    re.escape(ENDED_UNKNOWN),
    rf"其余(?: [0-9]+ 项)?，(?:{_MOVED}|{COMPUTED})",
)
# With the name of a 科目 in front of it; another comment may stand behind it.
OWN = re.compile(
    rf"#[ \t]*(?:[^#\n]+：)?(?:{'|'.join(_KINDS)})(?=[ \t]*(?:[ \t]#|$))", re.MULTILINE
)


def both(before: str, now: str, moved: str) -> str:
    """What it was, what it is and by how much it moved."""
    return f"上年 {before}，本年 {now}，{moved}"


def new(moved: str) -> str:
    """It was not there last year."""
    return f"新增，{moved}"


def ended(moved: str) -> str:
    """It is no more."""
    return f"已结束，{moved}"


def only_now(now: str) -> str:
    """What it is, where nobody knows what it was."""
    return f"本年 {now}{_TURN}"


def rest(others: int, moved: str) -> str:
    """How many are not listed, and what they come to."""
    count = f" {others} 项" if others else ""
    return f"其余{count}，{moved}"
