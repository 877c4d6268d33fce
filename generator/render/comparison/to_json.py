"""A comparison for programs: lists of changes, all empty where nothing differs.

The largest changes come first; sentences stand in reading order.
Money is in the unit each change names, without thousands and with a sign only below zero;
counts are as written, shares and percentages in percent.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from generator.model.comparison import ComparedRecord, ComparedText, Comparison, Difference
from generator.model.number import Measure


def render(comparison: Comparison) -> bytes:
    """The lists as UTF-8, keys and order always the same."""
    unit = comparison.unit
    cells = [(table.id, cell) for table in comparison.tables for cell in table.cells]
    cells.sort(key=lambda item: _rank(item[1]))
    lists = {
        "figures": [_number(figure, unit) for figure in sorted(comparison.differing, key=_rank)],
        "cells": [{"table": table, **_number(cell, unit)} for table, cell in cells],
        "projects": _records(comparison.projects, unit),
        "indicators": _records(comparison.indicators, unit),
        "assets": _records(comparison.assets, unit),
        "procurement": _records(comparison.procurement, unit),
        "units": _records(comparison.units, unit),
        "sentences": [_text(sentence) for sentence in comparison.sentences],
    }
    return (json.dumps(lists, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _records(records: Iterable[ComparedRecord], unit: str) -> list[dict[str, Any]]:
    return [
        {
            "id": record.id,
            "code": record.code,
            "name": record.name,
            "side": record.side.value,
            "numbers": [_number(number, unit) for number in sorted(record.numbers, key=_rank)],
            "texts": [_text(text) for text in record.texts],
        }
        for record in sorted(records, key=_rank)
    ]


def _rank(item: Difference | ComparedRecord) -> tuple[Decimal, str]:
    """The largest change first, equal ones by id; what is no money comes last."""
    return -item.size, item.id


def _number(difference: Difference, unit: str) -> dict[str, Any]:
    measure = next(f.measure for f in (difference.new, difference.old) if f is not None)
    units = {Measure.MONEY: unit, Measure.SHARE: "%", Measure.COUNT: ""}
    shown = difference.shown
    return {
        "id": difference.id,
        "code": difference.code,
        "name": difference.name,
        "column": difference.column,
        "unit": units[measure],
        "old": _bare(shown.old),
        "new": _bare(shown.new),
        "change": _bare(shown.change),
        "percent": _bare(shown.share),
        "due": difference.due,
        "reason": difference.reason,
    }


def _bare(text: str) -> str | None:
    """A printed number as programs read it; None where there is none."""
    return text.replace(",", "").removeprefix("+").removesuffix("%") or None


def _text(text: ComparedText) -> dict[str, Any]:
    return {
        "label": text.label,
        "old": text.old,
        "new": text.new,
        "pieces": [{"edit": piece.edit.value, "text": piece.text} for piece in text.pieces],
    }
