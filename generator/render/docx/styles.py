"""The vocabulary of the Word file: which named style each piece of the document wears.

Styles are found by name: Word and WPS give the ids anew when they save, names stay. Names in
English are built in (Word shows them translated); the others belong to the template.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum

from lxml.etree import _Element

from generator.model.report import CellStyle
from generator.render.docx.markup import VAL, find, parsed, serialized, tag


class Role(StrEnum):
    """What a piece is; the value is the name of its style in the Word file."""

    BODY = "正文段落"
    LEAD = "段首强调"
    TITLE = "Title"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    TABLE_TITLE_1 = "表题 1"
    TABLE_TITLE_2 = "表题 2"
    TABLE_TITLE_3 = "表题 3"
    CONTENTS_TITLE = "TOC Heading"
    CONTENTS_GROUP = "目录分组"
    CONTENTS_ENTRY = "toc 1"
    TABLE = "公开表"
    CAPTION = "表前行"
    NOTE = "表注"
    HEAD = "表头"
    TEXT = "表内文字"
    CENTER = "表内居中"
    CODE = "表内编码"
    AMOUNT = "表内金额"
    STRONG = "表内加粗"
    SPACER = "间隔"


_STYLE, _ID = tag("style"), tag("styleId")
HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3)
TABLE_TITLES = (Role.TABLE_TITLE_1, Role.TABLE_TITLE_2, Role.TABLE_TITLE_3)
CELLS: Mapping[CellStyle, Role] = {
    CellStyle.HEAD: Role.HEAD,
    CellStyle.TEXT: Role.TEXT,
    CellStyle.CENTER: Role.CENTER,
    CellStyle.CODE: Role.CODE,
    CellStyle.AMOUNT: Role.AMOUNT,
}


@dataclass(frozen=True, slots=True)
class Styles:
    """The ids of the styles in one Word file; "" where the file has no such style."""

    ids: Mapping[str, str]

    def __getitem__(self, role: Role) -> str:
        return self.ids.get(role.lower(), "")

    def missing(self) -> tuple[Role, ...]:
        """The roles without a style."""
        return tuple(role for role in Role if not self[role])


def completed(part: bytes, source: bytes) -> bytes:
    """A file's styles.xml with the styles it lacks taken from another file's.

    A style of its own is never touched: who made the file decides how it looks.
    """
    root, other = parsed(part), parsed(source)
    own = {_name(style): style.get(_ID, "") for style in root.iter(_STYLE)}
    theirs = {style.get(_ID, ""): style for style in other.iter(_STYLE)}
    by_name = {_name(style): style for style in theirs.values()}
    for role in Role:
        if role.lower() not in own and role.lower() in by_name:
            _take(by_name[role.lower()], root, own, theirs)
    return serialized(root)


def _take(
    style: _Element,
    root: _Element,
    own: dict[str, str],
    theirs: Mapping[str, _Element],
) -> str:
    """Bring a style and those it rests on; returns its id in the file."""
    name, old = _name(style), style.get(_ID, "")
    if name in own:
        return own[name]
    new = old if old not in own.values() else f"{old}Gongkai"
    own[name] = new
    taken = deepcopy(style)
    taken.set(_ID, new)
    if tag("default") in taken.attrib:
        del taken.attrib[tag("default")]
    for kind in ("basedOn", "next", "link"):
        link = find(taken, (kind,))
        if link is not None and link.get(VAL, "") in theirs:
            link.set(VAL, _take(theirs[link.get(VAL, "")], root, own, theirs))
    root.append(taken)
    return new


def _name(style: _Element) -> str:
    name = find(style, ("name",))
    return "" if name is None else name.get(VAL, "").lower()


def read_styles(part: bytes) -> Styles:
    """The styles of a file by name; `part` is its styles.xml."""
    ids: dict[str, str] = {}
    for style in parsed(part).iter(_STYLE):
        ids.setdefault(_name(style), style.get(_ID, ""))
    return Styles(ids)
