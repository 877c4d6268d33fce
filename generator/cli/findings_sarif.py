"""Findings as SARIF 2.1.0, the format that editors and code hosts read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.checks.codes import Page, page
from generator.checks.waivers import Waived
from generator.cli.findings import Findings, reason
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.pack import Pack
from generator.model.source import Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def dump(collected: Iterable[Findings]) -> str:
    """One log with a run for each spec in the order given."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(f) for f in collected]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _run(findings: Findings) -> dict[str, Any]:
    problems = [*findings.found, *(item.finding for item in findings.waived)]
    codes = sorted({problem.code for problem in problems} | set(findings.examination.not_run))
    rules = {code: index for index, code in enumerate(codes)}
    driver = {
        "name": "gongkai",
        "version": __version__,
        "rules": [_rule(code, findings.pack) for code in codes],
    }
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {
                        "level": "note",
                        "message": {"text": f"{code} 没有进行，{reason(because)}。"},
                        "associatedRule": {"id": code, "index": rules[code]},
                    }
                    for code, because in findings.examination.not_run.items()
                ],
            }
        ],
        "results": [
            *(_result(problem, rules) for problem in findings.found),
            *(_suppressed(item, rules) for item in findings.waived),
        ],
    }


def _rule(code: str, pack: Pack | None) -> dict[str, Any]:
    found = page(code, pack) or Page(code, code, ())
    rule: dict[str, Any] = {"id": code, "shortDescription": {"text": found.title}}
    if found.paragraphs:
        rule["help"] = {"text": "\n\n".join(found.paragraphs)}
    return rule


def _result(problem: Diagnostic, rules: Mapping[str, int]) -> dict[str, Any]:
    text = f"{problem.message}{problem.advice}"
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rules[problem.code],
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
        "locations": [_location(problem.span)],
    }
    if problem.related:
        result["relatedLocations"] = [_location(span) for span in problem.related]
    return result


def _suppressed(item: Waived, rules: Mapping[str, int]) -> dict[str, Any]:
    words = f"{item.waiver.reason}（{item.waiver.person}）"
    suppression = {
        "kind": "external",
        "status": "accepted",
        "justification": words,
        "location": _location(item.waiver.code.span),
    }
    return {**_result(item.finding, rules), "suppressions": [suppression]}


def _location(span: Span) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(span.file)}}
    if span.line:
        place["region"] = {"startLine": span.line, "startColumn": span.column}
    return {"physicalLocation": place}


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(file)
