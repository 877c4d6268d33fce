"""The names in a Word file that stand for something large, and the marks they leave when filled."""

from __future__ import annotations

import re

BODY, CONTENTS, TABLE = "正文", "目录", "表"

_OPEN, _CLOSE = "\ue010", "\ue011"
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")


def mark(name: str) -> str:
    """What an anchor is filled with: letters that no text has."""
    return f"{_OPEN}{name}{_CLOSE}"


def anchor(text: str) -> str:
    """The name of the anchor that a filled paragraph holds alone; "" when none."""
    found = _MARK.fullmatch(text.strip())
    return found[1] if found else ""


def misplaced(text: str) -> str:
    """The first anchor in a filled text; "" when none."""
    found = _MARK.search(text) if _OPEN in text else None
    return found[1] if found else ""
