"""Words cut for comparison: numbers whole, Latin words whole, every other sign alone.

What Word, WPS and PDF writers change by themselves is not seen: white space, the width of
letters, the kind of quotation marks, hyphens that only break lines, thousands separators.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.model.figure import Figure
from generator.model.report import Runs

_TOKEN = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[A-Za-z]+|[^\s]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_SAME = (
    dict.fromkeys("“”„‟″＂«»", '"') | dict.fromkeys("‘’‚‛′＇", "'") | dict.fromkeys("‑‐−﹣－", "-")
)
# Signs and words that change what a number says.
_NUMERIC = frozenset("-%‰零〇一二三四五六七八九十百千万亿两元")


class Token(NamedTuple):
    """A stretch that is changed as a whole: as compared, as shown, the figure that printed it."""

    text: str
    shown: str
    figure: Figure | None = None


def cut(text: str, figure: Figure | None = None) -> list[Token]:
    """The tokens of a text."""
    text = _UNSEEN.sub("", text)
    letters = [_letter(letter) for letter in text]
    plain = "".join(letters)
    if len(plain) == len(text):
        found = ((m[0], text[m.start() : m.end()]) for m in _TOKEN.finditer(plain))
    else:
        source = [place for place, letter in enumerate(letters) for _ in letter]
        found = (
            (m[0], text[source[m.start()] : source[m.end() - 1] + 1])
            for m in _TOKEN.finditer(plain)
        )
    return [Token(t.replace(",", "") if len(t) > 3 else t, shown, figure) for t, shown in found]


def normal(text: str) -> str:
    """A text in the form in which it is compared, in one piece."""
    return "".join(token.text for token in cut(text))


def tokens(*paragraphs: Runs) -> tuple[Token, ...]:
    """The tokens of printed runs; a mention's number carries its figure."""
    return tuple(
        token
        for runs in paragraphs
        for run in runs
        for token in (cut(run) if isinstance(run, str) else cut(run.text, run.figure))
    )


def shown(found: Sequence[Token]) -> str:
    """The tokens as a reader sees them, Latin words and numbers apart."""
    pieces: list[str] = []
    for token in found:
        if pieces and token.text[0].isalnum() and token.text[0].isascii():
            last = pieces[-1][-1]
            if last.isascii() and last.isalnum():
                pieces.append(" ")
        pieces.append(token.shown)
    return "".join(pieces)


def numeric(found: Iterable[Token]) -> bool:
    """Whether a change of these tokens changes a number."""
    return any(token.text[0].isdigit() or token.text in _NUMERIC for token in found)


@lru_cache(maxsize=20_000)
def _letter(letter: str) -> str:
    return _SAME.get(letter) or unicodedata.normalize("NFKC", letter)
