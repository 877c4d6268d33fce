"""Which font family plays which role on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typst
from pylopdf_fonts_zh_cn import serif_path

from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.source import Span

LAST_RESORT = "Noto Serif SC"
"""Packaged, and has the rare characters of names that free fonts lack."""


@dataclass(frozen=True, slots=True)
class FontRole:
    """A use of type the pack names (body, heading, ...) and its families, the best first."""

    role: str
    families: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Typeface:
    """The fonts Typst may draw with, and the family chosen for each role."""

    fonts: typst.Fonts
    families: dict[str, str]

    def stacks(self) -> dict[str, list[str]]:
        """For each role its family, then the one that fills the gaps."""
        return {
            role: list(dict.fromkeys((family, LAST_RESORT)))
            for role, family in self.families.items()
        }


def typeface(roles: Sequence[FontRole], *, system_fonts: bool) -> Outcome[Typeface]:
    """Choose the first family there is for each role; D601 for a role that has none.

    Without `system_fonts` only the packaged fonts count, the same on every machine.
    """
    fonts = typst.Fonts(
        include_system_fonts=system_fonts,
        include_embedded_fonts=False,
        font_paths=[Path(serif_path()).parent],
    )
    names = {family.casefold(): family for family in fonts.families()}
    families: dict[str, str] = {}
    found: list[Diagnostic] = []
    for role in roles:
        known = (names[f.casefold()] for f in role.families if f.casefold() in names)
        family = next(known, None)
        if family is None:
            found.append(_missing(role))
        else:
            families[role.role] = family
    return Outcome(Typeface(fonts, families), tuple(found))


def _missing(role: FontRole) -> Diagnostic:
    wanted = "、".join(role.families)
    return error(
        "D601",
        role.span,
        f"缺少字体：“{role.role}”要用的字体（{wanted}）本机一种也没有，无法排 PDF。",
        f"请安装其中一种字体（TTF、OTF 或 TTC 文件），或在这里的字体清单末尾加上“{LAST_RESORT}”，"
        "它随程序一起提供。",
    )
