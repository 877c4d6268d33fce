"""The empty Word file of a comparison: its page, its styles, its footer."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from generator.render.docx.markup import NAMESPACE, legal
from generator.render.docx.package import unpacked
from generator.render.docx.styles import Role

GONE = "删去"
PUT_IN = "增加"
LABEL = "文字标签"

# A Word file must say when it was made; the clock is not asked.
_MADE = datetime(1980, 1, 1)
_TEXT, _HEAD, _LATIN = "宋体", "黑体", "Times New Roman"
_INK, _SOFT = RGBColor(0x24, 0x40, 0x5F), RGBColor(0x5C, 0x66, 0x70)
_RED, _BLUE = RGBColor(0xB3, 0x26, 0x1E), RGBColor(0x14, 0x50, 0xA8)
_LEFT, _CENTER, _RIGHT, _BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
_PAGE_NUMBER = (
    f'<w:fldSimple xmlns:w="{NAMESPACE}" w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
)
_TABLE = f"""<w:tblPr xmlns:w="{NAMESPACE}">
<w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="24405F"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="24405F"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="C4CAD0"/>
</w:tblBorders>
<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>
<w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>
</w:tblPr>"""


def blank(title: str, author: str) -> dict[str, bytes]:
    """The parts of the file by name."""
    made = docx.Document()
    core = made.core_properties
    core.title, core.author, core.comments = legal(title)[:255], legal(author)[:255], ""
    core.last_modified_by, core.revision = "", 1
    core.created = core.modified = _MADE
    _page(made.sections[0])
    _styles(made.styles)
    out = BytesIO()
    made.save(out)
    return unpacked(out.getvalue())


def _page(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
    footer = section.footer.paragraphs[0]
    footer.alignment = _CENTER
    footer._p.append(parse_xml(_PAGE_NUMBER))


def _styles(styles: Any) -> None:
    for language in styles.element.iter(qn("w:lang")):
        # Otherwise ， and ： stand in the middle of their squares, as in traditional Chinese.
        language.set(qn("w:eastAsia"), "zh-CN")
    _font(styles["Normal"], _TEXT, 11)
    _paragraph(styles["Title"], _HEAD, 20, before=0, after=4, align=_LEFT, colour=_INK)
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    _paragraph(styles["Heading 1"], _HEAD, 15, before=20, after=8, colour=_INK)
    _paragraph(styles["Heading 2"], _HEAD, 12, before=12, after=4, colour=_INK)
    _paragraph(styles["Heading 3"], _HEAD, 11, before=8, after=2, colour=_INK)
    _paragraph(_new(styles, Role.BODY), _TEXT, 11, after=4, align=_BOTH)
    _paragraph(_new(styles, Role.NOTE), _TEXT, 10, after=6, colour=_SOFT)
    _paragraph(_new(styles, Role.HEAD), _HEAD, 9, align=_CENTER, colour=_INK)
    _paragraph(_new(styles, Role.TEXT), _TEXT, 9)
    _paragraph(_new(styles, Role.CENTER), _TEXT, 9, align=_CENTER)
    _paragraph(_new(styles, Role.CODE), _TEXT, 9)
    _paragraph(_new(styles, Role.AMOUNT), _TEXT, 9, align=_RIGHT)
    _paragraph(_new(styles, Role.SPACER), _TEXT, 6)
    letters = WD_STYLE_TYPE.CHARACTER
    _new(styles, Role.STRONG, letters).font.bold = True
    label = _new(styles, LABEL, letters)
    label.font.color.rgb = _SOFT
    gone, put_in = _new(styles, GONE, letters), _new(styles, PUT_IN, letters)
    gone.font.strike, gone.font.color.rgb = True, _RED
    put_in.font.underline, put_in.font.color.rgb = True, _BLUE
    _new(styles, Role.TABLE, WD_STYLE_TYPE.TABLE).element.append(parse_xml(_TABLE))


def _new(styles: Any, name: str, kind: Any = WD_STYLE_TYPE.PARAGRAPH) -> Any:
    return styles.add_style(str(name), kind)


def _paragraph(
    style: Any,
    family: str,
    points: int,
    *,
    before: int = 0,
    after: int = 0,
    align: Any = _LEFT,
    colour: RGBColor | None = None,
) -> None:
    _font(style, family, points)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = 1.25 if after else 1.0
    layout.alignment = align
    if colour is not None:
        style.font.color.rgb = colour


def _font(style: Any, family: str, points: int) -> None:
    style.font.size, style.font.bold, style.font.name = Pt(points), False, _LATIN
    fonts = style.element.rPr.rFonts
    # A font of the theme would win over a named one.
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), family)
