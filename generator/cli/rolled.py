"""What is told of a file that was made from last year's: what to fill in, review and decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator.authoring.new_year.codes import Fate, Moved
from generator.authoring.new_year.rollover import Rollover
from generator.authoring.new_year.texts import Unmarked, Why
from generator.model.spec import Waiver
from generator.read.files import shown

_FATES = {
    Fate.RENAMED: "换了编码的科目",
    Fate.MET: "该换编码而换不了的科目（那里已有同样的编码，请合并）",
    Fate.GONE: "新目录里没有的科目（请改成现在的编码，或在“科目名称”里写出）",
}
# Ranges of lines that are listed of one kind.
_MOST = 20


def print_rolled(last: Path, made: Rollover) -> None:
    """The new file, what is asked for in it, and the next steps."""
    click.echo(f"已新建 {shown(made.target)}：{made.year} 年度，上年的文件是 {shown(last)}。")
    click.echo(_pack(made))
    for line in (*_open(made), *_codes(made), *_by_hand(made)):
        click.echo(line)
    file = shown(made.target)
    click.echo("\n下一步：")
    click.echo(f"  gongkai todo {file}            看还有什么要填、要核、要定")
    click.echo(f"  gongkai build --draft {file}   随时看看草稿")


def _pack(made: Rollover) -> str:
    if made.pack.name != made.was:
        return f"模板由 {made.was} 换成 {made.pack.name}。"
    return f"模板仍是 {made.was}：没有 {made.year} 年的模板。"


def _open(made: Rollover) -> Iterator[str]:
    yield f"\n待填：{made.asked} 个数，上年的数注在旁边。"
    reviews = made.reviews.marked
    yield f"待核：{len(reviews)} 处文字，开头有【待核】；看过以后改好，删去这四个字。"
    for why in Why:
        places = [made.plan.line(review.at) for review in reviews if review.why is why]
        if places:
            yield f"  {why.value} {len(places)} 处：{_lines(places)}"
    decisions = made.decisions.open
    yield f"待确认：{len(decisions)} 个项目，“状态”写 延续、结束 或 新增。"
    for decision in decisions:
        hint = f"（{'；'.join(decision.hints)}）" if decision.hints else ""
        yield f"  第 {made.plan.line(decision.at)} 行 {decision.name}{hint}"
    if made.decisions.ended:
        yield f"上年已经结束的项目，照旧留在文件里：{'、'.join(made.decisions.ended)}。"


def _codes(made: Rollover) -> Iterator[str]:
    for fate, title in _FATES.items():
        places = [moved for moved in made.moved if moved.fate is fate]
        if places:
            yield f"\n{title}："
            yield from (f"  {_code(moved, made)}" for moved in places)


def _code(moved: Moved, made: Rollover) -> str:
    now = f" → {moved.now}" if moved.now else ""
    return f"第 {made.plan.line(moved.at)} 行 {moved.code}{now}"


def _by_hand(made: Rollover) -> Iterator[str]:
    """What could not be marked in the file."""
    told = [
        *_included(made.reviews.included),
        *(f"名称里有上年的年份：{item.path}" for item in made.reviews.named),
    ]
    if made.phrases:
        listed = "、".join(f"“{phrase}”" for phrase in made.phrases)
        told.append(f"“文中数字”里有上年的年份：{listed}")
    told += (f"上年的豁免 {_waiver(waiver, made.year)}" for waiver in made.waivers)
    if made.dated:
        told.append(f"注释里还写着 {made.year - 1}：{_lines(made.dated)}")
    if told:
        yield "\n还请看一看（文件里没有标记）："
        yield from (f"  {line}" for line in told)


def _waiver(waiver: Waiver, year: int) -> str:
    until = f"，截止 {waiver.until}" if waiver.until else ""
    past = waiver.until is not None and waiver.until.value < str(year)
    return f"{waiver.code}（{waiver.person}{until}{'，到新的一年已过期' if past else ''}）"


def _included(items: Sequence[Unmarked]) -> Iterator[str]:
    for item in items:
        why = f"，{item.why.value}" if item.why is not None else ""
        yield f"文字在另外的文件里，两年共用：{item.path} ← {item.span.file}{why}"


def _lines(places: Sequence[int]) -> str:
    """Lines, those in a row as a range."""
    ranges: list[tuple[int, int]] = []
    for line in sorted(set(places)):
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], line)
        else:
            ranges.append((line, line))
    said = [f"{a}" if a == b else f"{a}–{b}" for a, b in ranges]
    more = "等" if len(said) > _MOST else ""
    return f"第 {'、'.join(said[:_MOST])} 行{more}"
