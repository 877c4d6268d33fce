"""docs/checks.md from the docstrings: `python -m generator.checks.manual docs/checks.md`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.checks.check import LEDGER, PRIOR, PRIOR_READ, SPEC
from generator.checks.codes import HEADINGS, Page, page
from generator.checks.registry import CHECKS

INTRODUCTION = """\
# 核对

`gongkai check` 和 `gongkai build` 逐项做下面的核对。在命令行里看其中一项：
`gongkai check --explain 代号`。
模板还可以规定自己的核对，代号由模板定，在命令后面写上用这个模板的文件就能看到说明。

本页由程序里的说明生成，请不要直接修改：`python -m generator.checks.manual docs/checks.md`。
"""


def manual() -> str:
    """The page of every check, in the order in which they are run."""
    pages = (page(check.CODE) for check in CHECKS)
    contents = [f"- [{p.code} {p.title}](#{p.code.lower()})" for p in pages if p is not None]
    sections = ("\n".join(_section(check.CODE, check.RESTS_ON)) for check in CHECKS)
    return "\n".join((INTRODUCTION, *contents, "", *sections))


def _section(code: str, rests_on: tuple[str, ...]) -> Iterator[str]:
    found = page(code) or Page(code, code, ())
    yield f'<a id="{code.lower()}"></a>'
    yield f"\n## {code} {found.title}\n"
    for paragraph in found.paragraphs:
        heading = next((h for h in HEADINGS if paragraph.startswith(h)), "")
        text = _plain(paragraph.removeprefix(heading))
        yield f"**{heading}**{text}\n" if heading else f"{text}\n"
    if rests_on:
        known = {
            LEDGER: "金额和编码都读得懂",
            SPEC: "整个文件都读得懂",
            PRIOR_READ: "上年文件读得懂",
            PRIOR: "上年文件读得懂，年度和部门也对",
        }
        named = "、".join(known.get(code, f"{code} 没有错误") for code in rests_on)
        yield f"**进行的条件：**{named}。\n"


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return re.sub(r"([*<\\])", r"\\\1", text)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(manual(), encoding="utf-8", newline="\n")
