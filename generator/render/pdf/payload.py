"""A report as the JSON text that gongkai.typ draws."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.model.pending import DRAFT
from generator.model.report import (
    Block,
    Heading,
    Orientation,
    Paragraph,
    Report,
    Table,
    Title,
    plain,
)
from generator.render.pdf.rows import drawn_table


def payload(report: Report) -> str:
    """The report as JSON; gongkai.typ says what each key means."""
    tree = {
        "title": report.title,
        "department": report.department,
        "year": report.year,
        "watermark": DRAFT if report.draft else "",
        "contents-title": report.contents_title,
        "contents": [
            {"label": group.label, "entries": [entry.anchor for entry in group.entries]}
            for group in report.contents
        ],
        "parts": _parts(report),
    }
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def _parts(report: Report) -> list[dict[str, Any]]:
    depth = _depths(report.blocks())
    return [
        {
            "landscape": part.orientation is Orientation.LANDSCAPE,
            "blocks": [_drawn(block, depth) for block in part.blocks],
        }
        for part in report.parts
    ]


def _depths(blocks: Iterable[Block]) -> dict[str, int]:
    """How deep each heading stands in the bookmarks, by anchor.

    PDF/UA forbids a heading two levels below the one before it, so a skipped level closes up.
    """
    depths: dict[str, int] = {}
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            depths[block.anchor] = len(above)
    return depths


def _drawn(block: Block, depth: dict[str, int]) -> dict[str, Any]:
    match block:
        case Heading():
            return {
                "kind": "heading",
                "text": plain(block.runs),
                "level": block.level,
                "depth": depth[block.anchor],
                "anchor": block.anchor,
            }
        case Title():
            return {"kind": "title", "text": plain(block.runs)}
        case Paragraph():
            return {"kind": "paragraph", "lead": plain(block.lead), "text": plain(block.runs)}
        case Table():
            return {"kind": "table"} | drawn_table(block)
