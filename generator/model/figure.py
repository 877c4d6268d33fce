"""A number that can say where it comes from; after reading there is no other kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.model.number import (
    ZERO,
    Format,
    Measure,
    displayed,
    in_yuan,
    product,
    quotient,
    total,
)
from generator.model.source import Span


@dataclass(frozen=True, slots=True)
class Written:
    """Typed by a person at a place."""

    span: Span


@dataclass(frozen=True, slots=True)
class Derived:
    """Computed by one of the verbs below from other figures, as a rule of the pack says."""

    verb: str
    inputs: tuple[Figure, ...]
    rule: Span


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A number with a name and an origin.

    `id` is made of names and codes, never of positions. `value` is in 元 for money, in the
    unit its name tells for counts, a fraction of 1 for shares. `known` is False where it rests
    on a number that is still to be filled in: its value then says nothing.
    """

    id: str
    value: Decimal
    origin: Written | Derived
    measure: Measure = Measure.MONEY
    known: bool = True

    def origin_place(self) -> Span:
        """Where it is written, or where the rule that makes it is."""
        return self.origin.span if isinstance(self.origin, Written) else self.origin.rule

    def leaves(self) -> Iterator[Figure]:
        """The written figures this one rests on, each once."""
        seen: set[Figure] = set()
        stack = [self]
        while stack:
            figure = stack.pop()
            if figure in seen:
                continue
            seen.add(figure)
            if isinstance(figure.origin, Derived):
                stack.extend(reversed(figure.origin.inputs))
            else:
                yield figure


def written(
    id: str, value: Decimal, span: Span, measure: Measure = Measure.MONEY, known: bool = True
) -> Figure:
    """A figure typed at a place."""
    return Figure(id, value, Written(span), measure, known)


def copied(id: str, source: Figure, rule: Span) -> Figure:
    """The same number under another name."""
    return _derived(id, source.value, Derived("copy", (source,), rule), source.measure)


def summed(
    id: str, parts: Iterable[Figure], rule: Span, measure: Measure = Measure.MONEY
) -> Figure:
    """The sum; of nothing it is zero."""
    inputs = tuple(parts)
    value = total(f.value for f in inputs)
    measure = inputs[0].measure if inputs else measure
    return _derived(id, value, Derived("sum", inputs, rule), measure)


def subtracted(id: str, left: Figure, right: Figure, rule: Span) -> Figure:
    """Left less right."""
    value = total((left.value, -right.value))
    return _derived(id, value, Derived("subtract", (left, right), rule), left.measure)


def magnitude(id: str, source: Figure, rule: Span) -> Figure:
    """The number without its sign."""
    origin = Derived("magnitude", (source,), rule)
    return _derived(id, abs(source.value), origin, source.measure)


def multiplied(id: str, left: Figure, right: Figure, rule: Span, measure: Measure) -> Figure:
    """Left times right, as quantity times price."""
    value = product(left.value, right.value)
    return _derived(id, value, Derived("multiply", (left, right), rule), measure)


def divided(id: str, left: Figure, right: Figure, rule: Span) -> Figure:
    """Left by right, as amount by quantity; by zero it is zero."""
    value = quotient(left.value, right.value) if right.value else ZERO
    return _derived(id, value, Derived("divide", (left, right), rule), left.measure)


def share_of(id: str, part: Figure, whole: Figure, rule: Span) -> Figure:
    """Part by whole as a fraction of 1; the caller makes sure that the whole is not zero."""
    value = quotient(part.value, whole.value) if whole.value else ZERO
    return _derived(id, value, Derived("share", (part, whole), rule), Measure.SHARE)


def rounded_as(id: str, source: Figure, fmt: Format, rule: Span) -> Figure:
    """The number a reader of the printed text sees: money in 元, a share as a fraction of 1."""
    value = displayed(source.value, source.measure, fmt)
    if source.measure is Measure.MONEY:
        value = in_yuan(value, fmt.unit)
    elif source.measure is Measure.SHARE:
        value = value.scaleb(-2)
    return _derived(id, value, Derived("rounded", (source,), rule), source.measure)


def is_zero(figure: Figure | None) -> bool:
    """Whether there is nothing to show: blank or zero; what is not known yet is neither."""
    return figure is None or (figure.known and figure.value == ZERO)


def _derived(id: str, value: Decimal, origin: Derived, measure: Measure) -> Figure:
    return Figure(id, value, origin, measure, all(f.known for f in origin.inputs))
