"""Names of codes, and Chinese numerals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.pack import Pack
from generator.model.spec import Spec

_DIGITS = "零一二三四五六七八九"


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
    """1 to 99 as 一 to 九十九."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return f"{'' if tens == 1 else _DIGITS[tens]}十{'' if ones == 0 else _DIGITS[ones]}"
