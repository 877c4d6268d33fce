"""Diagnostics for people."""

from __future__ import annotations

from collections.abc import Iterable

import click

from generator.model.diagnostic import Diagnostic, Severity

_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """One mistake a line, in a form that editors can follow, then what to do."""
    for problem in diagnostics:
        click.echo(
            f"{problem.span}: {_WORDS[problem.severity]} {problem.code}：{problem.message}",
            err=True,
        )
        for place in problem.related:
            click.echo(f"    另见 {place}", err=True)
        if problem.advice:
            click.echo(f"    {problem.advice}", err=True)


def count(diagnostics: Iterable[Diagnostic]) -> str:
    """How many errors and warnings."""
    found = list(diagnostics)
    errors = sum(d.severity is Severity.ERROR for d in found)
    warnings = sum(d.severity is Severity.WARNING for d in found)
    return f"{errors} 个错误，{warnings} 个警告"
