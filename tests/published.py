"""The published document of 2024 as rows and paragraphs, freed of conversion damage."""

from __future__ import annotations

import re
from pathlib import Path

REFERENCE = Path(__file__).parent / "reference" / "published-2024.txt"
SPECS = Path(__file__).parent.parent / "specs" / "qinhuangdao-etdz-office"

_HALF = str.maketrans({"(": "（", ")": "）", ";": "；", ",": "，", "≥": "≥", "％": "%", "：": "："})
_CONTENTS = re.compile(r"\.{3,}")
_LATEX = re.compile(r"\$\\(geq|leq) ([0-9]+)\\%\$|\$\\(geq|leq) ([0-9]+)\$")
_SIGNS = {"geq": "≥", "leq": "≤"}


def clean(text: str) -> str:
    """Words without what the conversion to text did: spaces, markup, half-width punctuation."""
    text = _LATEX.sub(lambda m: _SIGNS[m[1] or m[3]] + (f"{m[2]}%" if m[2] else m[4]), text)
    text = re.sub(r"</?b>|\*\*", "", text)
    text = re.sub(r"^(#+|-) ", "", text)
    return re.sub(r"\s", "", text).translate(_HALF)


def rows() -> list[tuple[str, ...]]:
    """Every row of every published table, see `cells_of`."""
    found = []
    lines = REFERENCE.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines):
        if "\t" not in line or _CONTENTS.search(line):
            continue
        cells = [clean(cell) for cell in line.split("\t")]
        if [cell for cell in cells if cell] == ["缴费支出"]:
            continue  # the second half of a name that a page break cut (S43)
        if cells[:2] == ["12", "2080505"] and "缴费支出" not in cells[2]:
            assert "缴费支出" in lines[number + 6]
            cells[2] += "缴费支出"
        found.append(cells_of(cells))
    return found


def cells_of(cells: list[str]) -> tuple[str, ...]:
    """A numbered row with its blanks, so that columns count; of others the filled cells."""
    if cells[0].isdecimal() and len(cells[0]) < 3:
        return tuple(cells)
    return tuple(cell for cell in cells if cell)


def paragraphs() -> list[str]:
    """Every published line that is not a row of a table or of the contents."""
    lines = REFERENCE.read_text(encoding="utf-8").split("\n")
    whole = "\n".join(lines).replace("的协调\n\n督办", "的协调督办")
    found = []
    for line in whole.split("\n"):
        if "\t" in line or _CONTENTS.search(line):
            continue
        text = clean(line)
        if text:
            found.append(text)
    return found
