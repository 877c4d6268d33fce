"""Cover and title of a file: whose document it is, and of which year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.exchange.difference import Change, Difference
from generator.exchange.expected import Unit
from generator.exchange.tokens import normal
from generator.model.report import Report

_YEAR = re.compile(r"(?<![0-9.])(?:19|20)[0-9]{2}(?![0-9.])")


def front_length(units: Sequence[Unit], lines: Sequence[str]) -> int:
    """How many lines stand before the first that the report knows: the cover.

    The cover belongs to the look of a document; a report knows only its title and department.
    """
    known = {"".join(unit.key[1:]) for unit in units[: _known(units)]}
    return next((place for place, line in enumerate(lines) if normal(line) in known), 0)


def compare_front(report: Report, lines: Sequence[str]) -> Iterator[Difference]:
    """Years of the cover that are not the report's, names that are nearly the report's."""
    for line in lines:
        for year in dict.fromkeys(_YEAR.findall(normal(line))):
            if int(year) != report.year and year not in report.title:
                place = f"封面的“{line.strip()}”"
                yield Difference(Change.NUMBER, place, str(report.year), year, None)
    whole = normal("".join(lines))
    for name in (report.title, report.department):
        wanted = normal(name)
        near = next((line for line in lines if _near(wanted, normal(line))), None)
        if wanted not in whole and near is not None and not _other_year(wanted, near, report):
            yield Difference(Change.WORDS, "封面", name, near.strip(), None)


def other_year(report: Report, text: str) -> str:
    """The year that a file names in place of the report's in its title; "" when it is the same."""
    title = normal(report.title)
    year = str(report.year)
    if year not in title:
        return ""
    pattern = "([0-9]{4})".join(map(re.escape, title.split(year, 1)))
    years = Counter(match[1] for match in re.finditer(pattern, text))
    return "" if not years or year in years else years.most_common(1)[0][0]


def names(report: Report, text: str) -> bool:
    """Whether the department is named in a file."""
    return normal(report.department) in text


def _known(units: Sequence[Unit]) -> int:
    """The contents and the first unit behind them."""
    return next((place + 2 for place, unit in enumerate(units[1:]) if unit.group > 0), 1)


def _near(wanted: str, line: str) -> bool:
    """Whether nearly all signs are the same."""
    same = (Counter(wanted) & Counter(line)).total()
    return same >= 0.8 * max(len(wanted), len(line))


def _other_year(wanted: str, line: str, report: Report) -> bool:
    """Whether a line differs by its year alone, which is told as a number."""
    return _YEAR.sub(str(report.year), normal(line)) == wanted
