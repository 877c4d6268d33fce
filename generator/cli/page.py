"""The manual page of a code."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from generator import pipeline
from generator.checks.codes import Page, codes, page
from generator.model.pack import Pack
from generator.read.record import nearest


def print_page(code: str, specs: Iterable[Path]) -> int:
    """Print what a code means; a pack's own codes are found through a spec that uses it."""
    code = code.upper()
    found: Page | None = page(code)
    packs: list[Pack] = []
    if found is None:
        examined = (pipeline.examine(spec).value for spec in specs)
        packs = [prepared.budget.pack for prepared in examined if prepared is not None]
        found = next((p for p in (page(code, pack) for pack in packs) if p is not None), None)
    if found is None:
        advice = nearest(code, codes(*packs))
        if not packs:
            advice += "模板自己的代号，请在后面写上用这个模板的文件。"
        click.echo(f"没有“{code}”这个代号。{advice}", err=True)
        return 1
    click.echo(f"{found.code} {found.title}")
    for paragraph in found.paragraphs:
        click.echo(f"\n{paragraph}")
    return 0
