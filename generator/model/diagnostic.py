"""What is wrong with a user's files, as a value: collected, carried, printed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from generator.model.source import Span

T_co = TypeVar("T_co", covariant=True)


class Severity(StrEnum):
    """How bad it is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake at one place.

    `code` is stable (letter and three digits), `message` a Chinese sentence with the
    numbers, `advice` says what to do, `related` names other places that take part. `about`
    names what it is about (a figure's id, a project's name): waivers are told apart by it.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    advice: str = ""
    related: tuple[Span, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """What a stage made, and what it found on the way."""

    value: T_co
    diagnostics: tuple[Diagnostic, ...] = ()


def failed(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def error(
    code: str, span: Span, message: str, advice: str = "", *related: Span, about: str = ""
) -> Diagnostic:
    """An error at a place."""
    return Diagnostic(code, Severity.ERROR, message, span, advice, related, about)


def warning(
    code: str, span: Span, message: str, advice: str = "", *related: Span, about: str = ""
) -> Diagnostic:
    """A warning at a place."""
    return Diagnostic(code, Severity.WARNING, message, span, advice, related, about)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each once, sorted by file, line and column."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span.file, d.span.line, d.span.column, d.code)))
