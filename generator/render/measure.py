"""How wide a text is, where a Chinese character takes the room of two Latin letters."""

from __future__ import annotations

import unicodedata

_ELLIPSIS = "…"
# These do not begin a line.
_CLOSING = "，。、；：！？）》”’』】"


def width(text: str) -> int:
    """In Latin letters."""
    return sum(map(_width, text))


def wrapped(text: str, room: int, most: int) -> tuple[str, ...]:
    """At most so many lines of at most so much room; what does not fit is told by an ellipsis."""
    lines = [""]
    taken = 0
    for letter in text:
        if taken + _width(letter) > room and letter not in _CLOSING:
            if len(lines) == most:
                return (*lines[:-1], _cut(lines[-1], room))
            lines.append("")
            taken = 0
        lines[-1] += letter
        taken += _width(letter)
    return tuple(lines)


def _cut(line: str, room: int) -> str:
    while line and width(line) + _width(_ELLIPSIS) > room:
        line = line[:-1]
    return line + _ELLIPSIS


def _width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WFA" else 1
