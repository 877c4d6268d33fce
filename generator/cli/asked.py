"""What a user means by a number's name, a printed number, or a cell in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from generator.model.figure import Figure
from generator.model.report import Mention
from generator.narrate.lineage import figures
from generator.narrate.lookup import cells_named
from generator.narrate.places import Place, places
from generator.pipeline import Prepared
from generator.read.record import nearest

_NUMBER = re.compile(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)(?:%|元|万元)?")

# Only ids about as long as a wrong name, and not too many, are compared with it.
ALIKE, MOST = 2, 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """The figures meant; for a printed number also the places where it stands.

    Nothing found: both are empty and `advice` says so.
    """

    words: str
    figures: tuple[Figure, ...] = ()
    places: tuple[Place, ...] = ()
    advice: str = ""


def asked(words: str, prepared: Prepared) -> Asked:
    """The figure of an id, else where a number is printed, else the cells that words name."""
    known = figures(prepared.budget, prepared.report)
    for id in (words, words.replace(".", "/")):
        if id in known:
            return Asked(words, (known[id],))
    number = _NUMBER.fullmatch(words)
    if number is not None:
        standing = tuple(p for p in places(prepared.report) if _prints(p, number.group(1)))
        if standing:
            meant = dict.fromkeys(f for place in standing for f in _printed(place, number.group(1)))
            return Asked(number.group(1), tuple(meant), standing)
    cells = cells_named(words, prepared.budget)
    if cells:
        return Asked(words, cells)
    if number is not None:
        close = _closest(number.group(1), prepared)
        advice = f"文件里没有印出“{words}”。" + (f"最接近的是 {close}。" if close else "")
        return Asked(words, advice=advice)
    alike = [id for id in known if abs(len(id) - len(words)) <= ALIKE]
    names = [*prepared.budget.figures, *islice(alike, MOST)]
    return Asked(words, advice=f"没有“{words}”这个数。{nearest(words, names)}")


def _printed(place: Place, text: str) -> Iterable[Figure]:
    return (run.figure for run in place.runs if isinstance(run, Mention) and run.text == text)


def _prints(place: Place, text: str) -> bool:
    return any(True for _ in _printed(place, text))


def _closest(text: str, prepared: Prepared) -> str:
    """The printed number that lies nearest; of two the one printed first."""
    wanted = Decimal(text.replace(",", ""))
    printed = dict.fromkeys(
        mention.text for mention in prepared.report.mentions() if _NUMBER.fullmatch(mention.text)
    )
    return min(printed, key=lambda said: abs(Decimal(said.replace(",", "")) - wanted), default="")
