"""What an ordinary editor should take for a value of each declared type.

Editors read YAML as numbers, words, lists and mappings; the reader is stricter, for it sees the
characters. A shape accepts all that the reader accepts, and refuses what is most often mistyped.
Conditions say it, not types: a type makes editors offer null, true and false, and only where a
condition fails can the message be ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from generator.model.key import Key
from generator.model.ledger import Fund
from generator.model.number import Unit
from generator.model.pending import UNFILLED
from generator.model.spec import Standing
from generator.read.values import CARRIED, INCLUDE, WHOLE

Shape = Mapping[str, Any]

_ALL = ("array", "boolean", "null", "number", "object", "string")
_DIGITS = "(0|[1-9][0-9]{0,14})"
_MEANINGS: Mapping[StrEnum, str] = {
    Standing.UNDECIDED: "还没有决定是延续、结束还是新增；决定以前不能正式生成",
    Standing.CONTINUED: "上年就有的项目，本年继续",
    Standing.ENDED: "上年的项目，本年没有了：留在文件里，不再公开",
    Standing.NEW: "本年新增的项目",
    Unit.YUAN: "本文件全部金额以元为单位",
    Unit.TEN_THOUSAND_YUAN: "本文件全部金额以万元为单位",
}


def only(said: str, *types: str, **conditions: Any) -> Shape:
    """Values of some types that meet some conditions; `said` of any other.

    A key that is left blank counts as not written, so that null is always taken.
    """
    wrong = [t for t in _ALL if t not in (*types, "null")]
    shape: dict[str, Any] = {"if": {"not": {"type": wrong}}}
    if conditions:
        # No value that comes here is a list, so that the refusal holds for all.
        shape["then"] = {"if": conditions, "else": {"type": "array", "errorMessage": said}}
    return {**shape, "else": {"type": types[0], "errorMessage": said}}


def described(meaning: str, shape: Shape, needed: bool = False) -> Shape:
    """A value with its meaning; one that is `needed` may not be left blank."""
    blank = {"type": "string", "errorMessage": "这里还没有填。"}
    filled = {"if": {"not": {"type": "null"}}, "else": blank} if needed else {}
    return {"description": meaning, "anyOf": [shape], **filled}


def text() -> Shape:
    """Any scalar, or a file beside the spec."""
    said = f"这里应当是文字，或写“{INCLUDE}: 文件名”。"
    meaning = "放在旁边的文字文件（UTF-8）的名字"
    file = described(meaning, only("这里写文件名。", "string", "number"), needed=True)
    return {
        **only(said, "string", "boolean", "number", "object"),
        "properties": {INCLUDE: file},
        "required": [INCLUDE],
        "additionalProperties": False,
    }


def amount(key: Key) -> Shape:
    """Money in the unit of the file."""
    return _number(_decimals(key), _money(key))


def quantity(key: Key) -> Shape:
    """A count."""
    return _number(_decimals(key), f"数量只写数字，不小于 0，最多 {key.decimals} 位小数")


def percent() -> Shape:
    """40 or 40%."""
    pattern = f"{_DIGITS}(\\.[0-9]{{1,4}})?\\s*[%％]?"
    return _number(pattern, "百分比写 40% 或 40，不超过 100%", maximum=100)


def portion(key: Key) -> Shape:
    """A part of an amount, or the word for all of it."""
    shape = _number(f"{WHOLE}|{_decimals(key)}", f"写金额，或写“{WHOLE}”")
    return {**shape, "examples": [WHOLE]}


def funding(key: Key) -> Shape:
    """An amount, or amounts by fund."""
    one = amount(key)
    named = {f.value: f"其中“{f.value}”安排的金额" for f in Fund}
    funds = {name: described(said, one, needed=True) for name, said in named.items()}
    said = f"其中{CARRIED}的金额：一个数是{Fund.GENERAL.value}，其他资金分开写"
    carried = described(said, _by_fund(key, funds), needed=True)
    return _by_fund(key, {**funds, CARRIED: carried})


def code(names: Mapping[str, str], length: int) -> Shape:
    """A code of some length; those with a name are offered."""
    known = ({"const": int(c), "description": name} for c, name in names.items() if c[0] != "0")
    limits = {"minimum": 10 ** max(length - 1, 0), "maximum": 10**length - 1}
    pattern = _whole(f"{UNFILLED}|[0-9]{{{length}}}")
    said = f"编码是 {length} 位数字，写到最末一级。"
    return {"anyOf": [only(said, "number", "string", pattern=pattern, **limits), *known]}


def choice(hint: type[StrEnum]) -> Shape:
    """One of the words of a list, with what each means."""
    words = list(hint)
    meanings = [_MEANINGS.get(word, f"“{word.value}”") for word in words]
    # Blank is taken, and yet not offered.
    blank = {"not": {"type": [t for t in _ALL if t != "null"]}}
    return {"anyOf": [{"enum": [w.value for w in words], "enumDescriptions": meanings}, blank]}


def year() -> Shape:
    """Four digits."""
    pattern = _whole("(19|20)[0-9]{2}")
    said = "年度是四位数字，如 2024。"
    return only(said, "number", "string", minimum=1900, maximum=2099, pattern=pattern)


def day() -> Shape:
    """A date."""
    said = "日期写成 2024-12-31 的样子。"
    return only(said, "string", pattern=_whole("[0-9]{4}-[0-9]{2}-[0-9]{2}"))


def list_of(item: Shape) -> Shape:
    """A list, or its only item without a dash."""
    return {"items": item, "if": {"not": {"type": "array"}}, "then": item}


def mapping(
    properties: Mapping[str, Shape], required: Iterable[str] = (), others: Shape | None = None
) -> Shape:
    """Keys with a shape each; `others` is that of any other key."""
    needed = list(required)
    return {
        **only("这里应当分行写“键: 值”。", "object"),
        "properties": dict(properties),
        **({"required": needed} if needed else {}),
        "additionalProperties": False if others is None else others,
    }


def _by_fund(key: Key, funds: Mapping[str, Shape]) -> Shape:
    amount = _number(_decimals(key), _money(key), "object")
    return {**amount, "properties": dict(funds), "additionalProperties": False}


def _number(pattern: str, said: str, *also: str, **limits: int) -> Shape:
    pattern = _whole(f"{UNFILLED}|{pattern}")
    said = f"{said}；还没有定的写“{UNFILLED}”。"
    return only(said, "number", "string", *also, minimum=0, pattern=pattern, **limits)


def _money(key: Key) -> str:
    return f"金额只写数字，不小于 0，最多 {key.decimals} 位小数，不带单位和逗号"


def _decimals(key: Key) -> str:
    return f"{_DIGITS}(\\.[0-9]{{1,{key.decimals}}})?"


def _whole(pattern: str) -> str:
    return f"^\\s*({pattern})\\s*$"
