"""What was found in one spec, and how it is said to people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from generator.checks.check import LEDGER, PRIOR, PRIOR_READ, SPEC
from generator.checks.registry import Examination, none_ran
from generator.checks.waivers import Waived
from generator.cli.printing import Sources, count, counted, print_quoted, print_waived
from generator.model.diagnostic import Diagnostic, Outcome, Severity
from generator.model.pack import Pack
from generator.pipeline import Prepared

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
# Nobody counts more codes than this.
_LONG = 5


@dataclass(frozen=True, slots=True)
class Findings:
    """Of one spec: what counts, what is waived, which checks passed and which could not run.

    `pack` is None when the spec could not be understood.
    """

    spec: str
    found: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...]
    examination: Examination
    pack: Pack | None


def findings(spec: str, examined: Outcome[Prepared | None]) -> Findings:
    """The findings of an examined spec."""
    prepared = examined.value
    if prepared is None:
        return Findings(spec, examined.diagnostics, (), none_ran(), None)
    pack = prepared.budget.pack
    return Findings(spec, examined.diagnostics, prepared.waived, prepared.examination, pack)


def print_findings(findings: Findings) -> None:
    """Findings by file and severity with the lines they point at, then how the checks went."""
    sources = Sources()
    for file, found in _by_file(findings):
        totals = counted(found)
        said = "，".join(
            f"{word} {totals[severity]}"
            for severity, word in zip(SEVERITIES, ("错误", "警告", "提示"), strict=True)
            if totals[severity]
        )
        click.echo(f"── {file}（{said}）", err=True)
        for severity in SEVERITIES:
            for problem in found:
                if problem.severity is severity:
                    print_quoted(problem, sources)
        click.echo(err=True)
    print_waived(findings.waived)
    click.echo(f"{findings.spec}：{_checks(findings.examination)}；{_closing(findings)}。")
    for line in _not_run(findings.examination):
        click.echo(line)


def _by_file(findings: Findings) -> Iterator[tuple[str, list[Diagnostic]]]:
    """The spec's own file first."""
    files: dict[str, list[Diagnostic]] = {findings.spec: []}
    for problem in findings.found:
        files.setdefault(problem.span.file, []).append(problem)
    return ((file, found) for file, found in files.items() if found)


def _checks(examination: Examination) -> str:
    passed, not_run = len(examination.passed), len(examination.not_run)
    total = passed + not_run + examination.failed
    if not_run == total:
        (because,) = set(examination.not_run.values())
        return f"{total} 项核对都没有进行（{reason(because)}）"
    parts = [
        f"{word} {number} 项"
        for word, number in (
            ("通过", passed),
            ("有问题", examination.failed),
            ("没有进行", not_run),
        )
        if number
    ]
    if passed == total:
        return f"核对 {total} 项，全部通过"
    return f"核对 {total} 项，{'，'.join(parts)}"


def _closing(findings: Findings) -> str:
    said = count(findings.found) if findings.found else "没有发现问题"
    return f"{said}，已豁免 {len(findings.waived)} 项" if findings.waived else said


def _not_run(examination: Examination) -> Iterator[str]:
    """The checks that did not run, by reason; nothing where that is said of all of them."""
    if not examination.passed and not examination.failed:
        return
    by_reason: dict[str, list[str]] = {}
    for code, because in examination.not_run.items():
        by_reason.setdefault(because, []).append(code)
    for because, codes in by_reason.items():
        number = f" {len(codes)} 项" if len(codes) > _LONG else ""
        yield f"  没有进行{number}：{'、'.join(codes)}（{reason(because)}）"


def reason(because: str) -> str:
    """Why a check could not run."""
    if because == SPEC:
        return "因为文件没有全部读懂"
    if because == LEDGER:
        return "因为有金额或编码没有读懂，或还没有填"
    if because == PRIOR_READ:
        return "因为上年文件没有读懂"
    if because == PRIOR:
        return "因为上年文件不对，或没有读懂"
    return f"因为 {because} 有错误，或者没有进行"
