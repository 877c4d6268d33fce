"""Names of codes, and Chinese numerals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.pack import Pack
from generator.model.spec import Spec

_DIGITS = "零一二三四五六七八九"
_PLACES = ("千", "百", "十", "")


@dataclass(frozen=True, slots=True)
class CodeNames:
    """The name of every code: the spec's own word first, then the year's catalogs."""

    own: Mapping[str, str]
    pack: Pack

    def of(self, code: str) -> str:
        """The name; "" for a code that nobody names."""
        catalogs = (self.pack.function.names, self.pack.economic.names)
        return self.own.get(code) or next((c[code] for c in catalogs if code in c), "")


def code_names(spec: Spec, pack: Pack) -> CodeNames:
    """The names that hold for a spec."""
    return CodeNames({entry.name.value: entry.value.value for entry in spec.names}, pack)


def numeral(number: int) -> str:
    """1 to 9999 as 一 to 九千九百九十九; a larger one in digits."""
    if not 0 < number < 10_000:
        return str(number)
    said, gap = "", False
    for digit, place in zip(f"{number:04}", _PLACES, strict=True):
        if digit == "0":
            gap = bool(said)
            continue
        said += "零" * gap + _DIGITS[int(digit)] + place
        gap = False
    # 十二, and yet 一百一十二.
    return said[1:] if said.startswith("一十") else said
