"""Findings as JSON for programs; keys are stable."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.checks.waivers import Waived
from generator.cli.findings import Findings
from generator.cli.printing import counted
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.source import Span


def dump(collected: Iterable[Findings]) -> str:
    """One object: `specs`, a list with an object for each spec in the order given."""
    content = {"specs": [_spec(findings) for findings in collected]}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _spec(findings: Findings) -> dict[str, Any]:
    totals = counted(findings.found)
    return {
        "file": findings.spec,
        "errors": totals[Severity.ERROR],
        "warnings": totals[Severity.WARNING],
        "findings": [_finding(problem) for problem in findings.found],
        "waived": [_waived(item) for item in findings.waived],
        "passed": list(findings.examination.passed),
        "not_run": [
            {"code": code, "because": because}
            for code, because in findings.examination.not_run.items()
        ],
    }


def _finding(problem: Diagnostic) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "advice": problem.advice,
        "about": problem.about,
        **_place(problem.span),
        "related": [_place(span) for span in problem.related],
    }


def _waived(item: Waived) -> dict[str, Any]:
    waiver = item.waiver
    return {
        **_finding(item.finding),
        "waiver": {
            "reason": waiver.reason.value,
            "person": waiver.person.value,
            "until": waiver.until.value if waiver.until else None,
            **_place(waiver.code.span),
        },
    }


def _place(span: Span) -> dict[str, Any]:
    """Line and column count from 1; 0 means the file as a whole."""
    return {"file": span.file, "line": span.line, "column": span.column}
