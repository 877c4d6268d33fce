"""The vocabulary of the Word file: which named style each piece of the document wears.

Styles are found by name: Word and WPS give the ids anew when they save, names stay. Names in
English are built in (Word shows them translated); the others belong to the template.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.model.report import CellStyle
from generator.render.docx.markup import VAL, find, parsed, tag


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


def read_styles(part: bytes) -> Styles:
    """The styles of a file by name; `part` is its styles.xml."""
    ids: dict[str, str] = {}
    for style in parsed(part).iter(tag("style")):
        name = find(style, ("name",))
        if name is not None:
            ids.setdefault(name.get(VAL, "").lower(), style.get(tag("styleId"), ""))
    return Styles(ids)
