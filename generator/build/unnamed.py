"""Projects and units that have no name yet, told apart: everything else knows them by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from generator.model.pending import UNFILLED, UNFILLED_SHOWN
from generator.model.spec import Member, Project, Spec
from generator.model.values import Text

T = TypeVar("T", Project, Member)


def told_apart(spec: Spec) -> Spec:
    """The spec with a name as a draft prints it wherever one is still to be written."""
    return replace(spec, projects=_named(spec.projects), members=_named(spec.members))


def _named(items: Iterable[T]) -> tuple[T, ...]:
    named: list[T] = []
    number = 0
    for item in items:
        if item.name.value == UNFILLED:
            number += 1
            words = UNFILLED_SHOWN if number == 1 else f"{UNFILLED_SHOWN}（{number}）"
            item = replace(item, name=Text(words, item.name.span, item.name.raw))
        named.append(item)
    return tuple(named)
