"""“文中数字”里的词语没有用到

查什么：“文中数字”里的每个词语都应含有数字，并且在文字里一字不差地出现。
为什么：词语写错一个字就不起作用；文字改了而词语没有删，会让人以为那个数核对过。
出错的例子：“文中数字”里写了“48小时内”，文字里没有。
怎么改：改得与文字里一样，或者删去这一条。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Subject
from generator.checks.digits import Exemptions, has_number, numbers
from generator.model.diagnostic import Diagnostic, warning
from generator.model.pending import UNFILLED
from generator.model.values import Text

CODE = "N303"
TITLE = "“文中数字”里的词语没有用到"
RESTS_ON: tuple[str, ...] = ()


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each phrase without a number, and each that stands in no text."""
    spec, pack = subject.budget.spec, subject.budget.pack
    if not spec.phrases:
        return
    exempt = Exemptions(spec.phrases, pack)
    used: set[Text] = set()
    # A phrase may be meant for a text that nobody has written yet.
    waiting = any(prose.text.value == UNFILLED for prose in subject.prose)
    for prose in subject.prose:
        for number in numbers(prose.typed, pack):
            used.update(exempt.phrases(prose.typed, number))
    for phrase in dict.fromkeys(spec.phrases):
        if phrase in used or waiting or phrase.value == UNFILLED:
            continue
        what = "在文字里没有出现" if has_number(phrase.value, pack) else "里没有数字"
        message = f"“文中数字”的“{phrase}”{what}。"
        advice = "请改得与文字里一字不差，或删去这一条。"
        yield warning(CODE, phrase.span, message, advice, about=phrase.value)
