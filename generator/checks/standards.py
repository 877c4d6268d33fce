"""Numbers of standards, as ISO14001, and what is nearly one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import ascii_letters

from generator.build.budget import Budget
from generator.checks.digits import Exemptions
from generator.checks.prose import Prose
from generator.model.source import Span
from generator.model.values import Text

_CODE = re.compile(r"[A-Za-z0-9]+")
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SHORTEST_STANDARD = 5
_LONGEST_STANDARD = 20
_FARTHEST = 2


def standards(budget: Budget) -> Mapping[str, tuple[str, Span]]:
    """The numbers of standards that the spec shares and the pack exempts, as they look."""
    found: dict[str, tuple[str, Span]] = {}
    texts: list[Text] = [entry.value for entry in budget.spec.shared]
    texts += [phrase for phrase in budget.pack.rule.exempt if _CODE.fullmatch(phrase.value)]
    for text in texts:
        for match in _CODE.finditer(text.value):
            if _is_standard(match.group()):
                found.setdefault(_look(match.group()), (match.group(), text.span))
    return found


def near_standards(
    prose: Prose, codes: Mapping[str, tuple[str, Span]], exempt: Exemptions
) -> Iterator[tuple[int, int, str, Span]]:
    """Each number of a standard that is nearly a declared one: start, end, that one, its place."""
    if not codes:
        return
    known = {code for code, _ in codes.values()}
    for match in _CODE.finditer(prose.typed):
        code = match.group()
        if code in known or not _is_standard(code):
            continue
        digits = match.start() + len(code) - len(code.lstrip(ascii_letters))
        if exempt.covers(prose.typed, digits):
            continue
        look = _look(code)
        near = [look] if look in codes else []
        near += [k for k in codes if k[:2] == look[:2] and _within(k, look, _FARTHEST)]
        if near:
            nearest = min(near, key=lambda k: (_steps(k, look), k))
            yield match.start(), match.end(), *codes[nearest]


def _is_standard(word: str) -> bool:
    """Whether it is letters and then digits, as ISO14001."""
    return (
        _SHORTEST_STANDARD <= len(word) <= _LONGEST_STANDARD
        and word[:2].isalpha()
        and not word.isalpha()
    )


def _look(code: str) -> str:
    return code.upper().translate(_ALIKE)


def _within(one: str, other: str, most: int) -> bool:
    return abs(len(one) - len(other)) <= most and _steps(one, other) <= most


def _steps(one: str, other: str) -> int:
    """How many characters must be added, dropped or changed."""
    above = list(range(len(other) + 1))
    for row, a in enumerate(one, 1):
        line = [row]
        for column, b in enumerate(other, 1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (a != b)))
        above = line
    return above[-1]
