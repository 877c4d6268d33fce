"""Whether two specs can be compared at all, and what their sides are called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.model.diagnostic import Diagnostic, error
from generator.model.spec import Spec
from generator.model.values import Text
from generator.read.pack import family


def unfit(old: Spec, new: Spec) -> Iterator[Diagnostic]:
    """Why these two cannot stand side by side."""
    if old.department.code.value != new.department.code.value:
        names = (f"“{s.department.name}”（{s.department.code}）" for s in (old, new))
        message = f"两份文件不是同一个部门：{'和'.join(names)}。"
        place = new.department.code.span
        yield error("C801", place, message, "请检查文件选得对不对。", old.department.code.span)
    if family(old.pack.value) != family(new.pack.value):
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


def own_prior(new: Spec, prior: Text) -> Diagnostic:
    """Its own file as the one of the year before."""
    message = "“上年”写的是这份文件自己，没有可以对比的。"
    advice = f"请写 {new.year_number - 1} 年度的文件。" if new.year_number else "请写上年的文件。"
    return error("C805", prior.span, message, advice)


def labels(old: Spec, new: Spec, files: tuple[Path, Path]) -> tuple[str, str]:
    """The years; two versions of one year by their files."""
    if old.year_number != new.year_number:
        return f"{old.year}年", f"{new.year}年"
    for names in (
        tuple(file.name for file in files),
        tuple("/".join(file.absolute().parts[-2:]) for file in files),
        tuple(f"{file.name}（{word}）" for file, word in zip(files, ("旧", "新"), strict=True)),
    ):
        names = tuple(map(_plain, names))
        if names[0] != names[1]:
            break
    return names[0], names[1]


def _plain(name: str) -> str:
    """The name of a file as it can be printed: no hidden characters, no halves of them."""
    return "".join(c if c.isprintable() else "□" for c in name)
