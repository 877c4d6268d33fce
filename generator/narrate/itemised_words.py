"""A reason given item by item as one sentence, in the words of the pack."""

from __future__ import annotations

from collections.abc import Callable

from generator.build.itemised import Itemised, Part
from generator.build.reason_items import ItemKind
from generator.model.pack import ReasonWords
from generator.model.pending import UNFILLED_SHOWN
from generator.model.values import Text
from generator.narrate.marks import Number
from generator.narrate.narration import Narration
from generator.narrate.prose import literal

# A text of the spec as it is printed, and what it is of its item.
_Own = Callable[[Text, str], str]


def itemised_words(itemised: Itemised, owner: str, narration: Narration) -> str:
    """The items that make a change, in their order; every amount is marked."""
    words = narration.pack.rule.reason_words
    if words is None:
        return ""

    def remembered(number: int) -> _Own:
        return lambda text, what: narration.text(text, f"{owner}/{number}/{what}")

    said = [
        _said(part, words, narration, remembered(number))
        for number, part in enumerate(itemised.parts, 1)
        if not part.nothing
    ]
    return words.between.value.join(said)


def item_words(part: Part, narration: Narration) -> str:
    """One item alone, marked; "" where there is nothing to say of it."""
    words = narration.pack.rule.reason_words
    if words is None or part.nothing:
        return ""
    return _said(part, words, narration, lambda text, _: narration.words(text))


def _said(part: Part, words: ReasonWords, narration: Narration, said: _Own) -> str:
    def own(text: Text | None, what: str) -> str:
        return literal(said(text, what)) if text is not None else ""

    directions = narration.pack.rule.directions
    direction = (directions.down if part.falls else directions.up).value
    names = {
        "名称": part.name,
        "数额": Number(part.size),
        "方向": direction if part.size.known else UNFILLED_SHOWN,
        "文字": own(part.item.words, "文字"),
    }
    if part.kind is ItemKind.REST:
        names["名称"] = own(part.item.rest, "其余")
    rule = {
        ItemKind.NEW: words.new,
        ItemKind.ENDED: words.ended,
        ItemKind.CHANGED: words.changed,
        ItemKind.REST: words.rest,
    }[part.kind]
    return narration.render(rule.value, rule.span, names)
