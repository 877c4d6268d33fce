"""A sheet of a workbook as values: words, numbers with their formats, columns and rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.model.number import Measure, Unit, in_unit

_NUMBER = re.compile(r"([+−-]?)([0-9][0-9,]*)((?:\.[0-9]+)?)(%?)")
# The most room contents take before they are wrapped, in Latin letters.
_WIDEST = 34


class Alignment(StrEnum):
    """Where words stand in a column."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Text:
    """Words, never taken for anything else."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the format that shows it."""

    value: Decimal
    format: str

    @staticmethod
    def exact(value: Decimal, measure: Measure, unit: Unit, shown: str) -> Number:
        """A figure's value in the unit of the page, shown with the decimals of its text."""
        value = in_unit(value, unit) if measure is Measure.MONEY else value
        return Number(value, _format(shown, measure))

    @staticmethod
    def printed(shown: str, measure: Measure, signed: bool) -> Number | Text:
        """The number of a printed text, so that the page and the workbook agree."""
        found = _NUMBER.fullmatch(shown)
        if found is None:
            return Text(shown)
        sign, whole, fraction, percent = found.groups()
        value = Decimal(whole.replace(",", "") + fraction)
        value = value.scaleb(-2) if percent else value
        plain = _format(shown, measure)
        form = f"+{plain};-{plain};{plain}" if signed else plain
        return Number(-value if sign and sign in "-−" else value, form)


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the most room its contents may take before they are wrapped.

    `alignment` is that of its label and, but to the right, of its words: numbers stand there
    by themselves.
    """

    label: str
    most: int = _WIDEST
    alignment: Alignment = Alignment.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from the left; `strong` marks totals, `faint` what does not differ."""

    cells: tuple[Text | Number, ...]
    strong: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: the header row and all others."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def _format(shown: str, measure: Measure) -> str:
    decimals = len(shown.rstrip("%").partition(".")[2])
    digits = "0." + "0" * decimals if decimals else "0"
    if measure is Measure.SHARE or shown.endswith("%"):
        return f"{digits}%"
    return f"#,##{digits}" if measure is Measure.MONEY else digits
