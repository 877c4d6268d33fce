"""Whether two specs can be compared at all, and what their sides are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.model.diagnostic import Diagnostic, error
from generator.model.spec import Spec

# A pack is named after the jurisdiction and the year: hebei-2024.
_YEAR = re.compile(r"-[0-9]{4}$")


def unfit(old: Spec, new: Spec) -> Iterator[Diagnostic]:
    """Why these two cannot stand side by side."""
    if old.department.code.value != new.department.code.value:
        names = (f"“{s.department.name}”（{s.department.code}）" for s in (old, new))
        message = f"两份文件不是同一个部门：{'和'.join(names)}。"
        place = new.department.code.span
        yield error("C801", place, message, "请检查文件选得对不对。", old.department.code.span)
    if family(old) != family(new):
        message = f"两份文件用的不是同一种模板：“{old.pack}”和“{new.pack}”，各表对不上。"
        advice = "只能对比同一地区各年度的模板。"
        yield error("C802", new.pack.span, message, advice, old.pack.span)
    if old.year_number > new.year_number:
        message = f"前一份是{old.year}年，后一份是{new.year}年，是不是写反了？"
        advice = "先写旧的，再写新的。"
        yield error("C803", old.year.span, message, advice, new.year.span)


def no_prior(new: Spec) -> Diagnostic:
    """Nothing to compare a spec with."""
    message = "没有写和哪一份文件对比，这份文件也没有写“上年”。"
    return error("C804", new.span, message, "请写 gongkai diff 旧文件 新文件，或在文件里写“上年”。")


def family(spec: Spec) -> str:
    """The name of the pack without its year."""
    return _YEAR.sub("", spec.pack.value)


def labels(old: Spec, new: Spec, files: tuple[Path, Path]) -> tuple[str, str]:
    """The years; two versions of one year by their files."""
    if old.year_number != new.year_number:
        return f"{old.year}年", f"{new.year}年"
    for names in (
        tuple(file.name for file in files),
        tuple("/".join(file.absolute().parts[-2:]) for file in files),
        tuple(f"{file.name}（{word}）" for file, word in zip(files, ("旧", "新"), strict=True)),
    ):
        if names[0] != names[1]:
            break
    return names[0], names[1]
