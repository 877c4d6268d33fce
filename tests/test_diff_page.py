"""The html page of a comparison: as it is written, its chart, and what a browser shows of it."""

from __future__ import annotations

import json
import re
import struct
import subprocess
import unicodedata
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from html import escape, unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement
from pypdf import PdfReader

from generator.compare.movers import MOST_MOVERS
from generator.model.comparison import (
    Comparison,
    Mover,
    Side,
)
from generator.render.comparison import to_html
from generator.render.comparison.chart import NARROW, WIDE, Room, chart
from generator.render.comparison.waterfall import Kind, steps
from generator.render.measure import width, wrapped
from tests.comparisons import (
    EMPTY,
    FULL,
    HOSTILE,
    LONG,
    MOVERS,
    SPENDING,
    UNBROKEN,
    difference,
    largest_first,
    named,
    second_year,
)
from tests.conftest import needs


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return second_year(tmp_path_factory.mktemp("project"))


def page(comparison: Comparison) -> HtmlElement:
    return lxml.html.document_fromstring(to_html.render(comparison).decode("utf-8"))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def squeezed(said: str) -> str:
    """The letters alone: a PDF has others of the same look, and lines of its own."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", said))


class Balanced(HTMLParser):
    """Every element that is opened is closed, in order."""

    VOID = frozenset({"meta", "link", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"rect", "line", "path"}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    "comparison",
    [FULL, EMPTY, named(HOSTILE), named(LONG), replace(FULL, movers=()), replace(FULL, figures=())],
    ids=["full", "empty", "hostile", "long", "no movers", "no figures"],
)
def test_the_page_is_well_formed_and_loads_nothing(comparison: Comparison) -> None:
    content = to_html.render(comparison).decode("utf-8")
    parser = Balanced()
    parser.feed(content)
    assert parser.open == []
    assert {link for link in parser.links if not link.startswith("#")} == {"data:,"}
    assert "<script" not in content
    assert "url(" not in content and "@import" not in content
    made = page(comparison)
    assert made.get("lang") == "zh-CN"
    ids = [element.get("id") for element in made.iter() if element.get("id")]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert {link[1:] for link in parser.links if link.startswith("#")} <= set(ids)


def test_the_figures_that_matter_come_first() -> None:
    cards = page(FULL).findall(".//article[@class]")
    cards = [card for card in cards if "card" in card.get("class", "").split()]
    shown = [words(card) for card in cards]
    assert shown[0].startswith("支出总计 2955.36 2024年 2748.11 +207.25 +7.54%")
    assert [card.findtext("h3") for card in cards] == [
        "支出总计",
        "项目支出",
        "公务用车运维费",
        "政府采购预算",
    ]
    # A reason that is given is told instead of asked for.
    assert shown[1].endswith("+17.24% 原因：新增智慧园区平台建设、减少年鉴印刷经费")
    assert shown[2].endswith("-33.33% ※ 需说明原因")


def test_large_changes_fill_the_cards_without_repeating_numbers() -> None:
    plain = tuple(replace(figure, due=False) for figure in FULL.figures)
    made = page(replace(FULL, figures=plain, total=plain[1]))
    heads = [card.findtext("h3") for card in made.findall(".//div[@class='cards']/article")]
    # 收入总计 has the numbers of the total.
    assert heads == ["支出总计", "项目支出", "基本支出", "人员经费"]


def test_rows_and_columns_without_a_difference_are_folded_away() -> None:
    section = page(FULL).find(".//section[@id='table-1']")
    assert section is not None
    shown, folded = section.findall(".//tbody")
    assert "住房公积金" not in words(shown)
    assert "住房公积金" in words(folded)
    assert folded.getparent().getparent().getparent().tag == "details"
    heads = [words(head) for head in section.findall(".//th[@colspan='4']")[:3]]
    assert heads == ["合计", "基本支出", "项目支出"]
    assert "没有差异的栏目：经营支出、上解上级支出、对附属单位补助支出" in words(section)


def test_many_columns_are_split_so_that_each_part_fits() -> None:
    columns = tuple(f"栏{n}" for n in range(7))
    cells = tuple(difference("办公费", "1.00", "2.00", id=f"x/{n}") for n in range(7))
    wide = replace(SPENDING, columns=columns, rows=(replace(SPENDING.rows[0], cells=cells),))
    section = page(replace(FULL, tables=(wide,))).find(".//section[@id='table-1']")
    assert section is not None
    counts = [len(t.findall(".//th[@colspan='4']")) for t in section.findall(".//table")]
    assert counts == [2, 2, 3]


def test_a_row_on_one_side_says_so() -> None:
    section = words(page(FULL).find(".//section[@id='table-1']"))
    assert "其他优抚支出 取消 合计 2.60 -2.60" in section
    assert "军队移交政府的离退休人员安置 新增 合计 2.60 +2.60" in section


def test_the_redline_is_made_of_deletions_and_insertions() -> None:
    section = page(FULL).find(".//section[@id='text']")
    assert section is not None
    first = section.find(".//p/span[@class='redline']")
    assert first is not None
    gone = [element.text_content() for element in first.iter("del")]
    come = [element.text_content() for element in first.iter("ins")]
    assert gone == ["2024", "2748.11", "110.53"]
    assert come[:2] == ["2025", "2955.36"]
    for element in list(first.iter("del")):
        element.drop_tree()
    assert first.text_content() == FULL.sentences[0].new


def test_consecutive_sentences_share_their_heading() -> None:
    section = page(FULL).find(".//section[@id='text']")
    assert section is not None
    assert [words(head) for head in section.iter("h3")] == [
        "二、部门预算安排的总体情况 / 收入说明",
        "六、“三公”经费",
    ]


# The chart


def test_the_chart_goes_from_total_to_total_largest_first() -> None:
    made = steps(FULL)
    assert made[0].text == "2748.11" and made[-1].text == "2955.36"
    assert [step.kind for step in made[1:-1]] == [Kind.MOVER] * MOST_MOVERS + [Kind.REST]
    sizes = [abs(step.after - step.before) for step in made[1:-2]]
    assert sizes == sorted(sizes, reverse=True)
    assert made[-2].name == "其余 5 项"
    assert made[-2].text == "+3.59"


def test_without_known_totals_there_is_no_chart_but_the_list() -> None:
    total = FULL.total
    assert total is not None and total.new is not None
    unknown = replace(total, new=replace(total.new, known=False))
    for missing in (None, unknown, replace(total, old=None)):
        made = page(replace(FULL, total=missing))
        assert FULL.notes[0] in words(made.find(".//header"))
        assert made.find(".//svg") is None
        assert MOVERS[-1].name in words(made.find(".//section[@id='movers']"))


amounts = st.integers(-(10**9), 10**9).map(lambda cents: Decimal(cents).scaleb(-2))


def moved(start: Decimal, changes: list[Decimal]) -> Comparison:
    """A total that such changes have moved."""
    movers = []
    for place, change in enumerate(changes):
        old, new = (str(-change), None) if change < 0 else (None, str(change))
        name = f"项目{place}"
        movers.append(Mover(name, "", name, difference(name, old, new)))
    total = difference("支出总计", str(start), str(start + sum(changes)))
    listed, rest = largest_first(movers)
    return replace(FULL, movers=listed, rest=rest, total=total)


@given(amounts, st.lists(amounts, min_size=1, max_size=30))
def test_the_steps_lead_from_the_old_total_to_the_new_one(
    start: Decimal, changes: list[Decimal]
) -> None:
    made = steps(moved(start, changes))
    for left, right in pairwise(made[:-1]):
        assert right.before == left.after
    assert made[-2].after == made[-1].after
    assert len(made) <= MOST_MOVERS + 3


@given(amounts, st.lists(amounts, min_size=1, max_size=30), st.sampled_from([WIDE, NARROW]))
def test_every_bar_stands_in_its_room(start: Decimal, changes: list[Decimal], room: Room) -> None:
    drawn = chart(steps(moved(start, changes)), room)
    for bar in drawn.bars:
        assert all(type(n) is int for n in (bar.x, bar.y, bar.width, bar.text_y))
        assert room.left <= bar.x and bar.x + bar.width <= room.right + 2
        assert bar.y >= 0 and bar.y + room.bar <= drawn.height
        assert bar.width >= 2


@given(st.text(min_size=1), st.integers(4, 40), st.integers(1, 3))
def test_a_wrapped_name_fits_or_says_that_it_was_cut(name: str, room: int, most: int) -> None:
    lines = wrapped(name, room, most)
    assert 1 <= len(lines) <= most
    joined = "".join(lines)
    assert joined == name or (lines[-1].endswith("…") and width(lines[-1]) <= room)


# The page in a browser

SEEN = """<script>
onload = () => {
  const seen = [...document.querySelectorAll("iframe")].map(frame => {
    const page = frame.contentDocument, root = page.documentElement;
    const boxes = [...page.querySelectorAll("svg")].map(s => s.getBoundingClientRect());
    return {
      text: page.body.innerText,
      wide: root.scrollWidth, room: root.clientWidth,
      drawn: boxes.filter(b => b.width > 0).map(b => [Math.round(b.width), Math.round(b.height)]),
      outside: [...page.querySelectorAll("body *")].filter(e =>
        !e.closest(".scroll") && e.getBoundingClientRect().right > root.clientWidth + 1).length,
      cut: [...page.querySelectorAll(".scroll")].filter(
        box => box.scrollWidth > box.clientWidth + 1).length,
      heads: [...(page.querySelector("#table-1 thead")?.querySelectorAll("th") ?? [])].filter(
        head => head.getBoundingClientRect().width > 0).map(head => head.textContent),
      heading: frame.contentWindow.getComputedStyle(page.querySelector("h1")).fontSize,
      requests: frame.contentWindow.performance.getEntriesByType("resource").length,
    };
  });
  document.body.textContent = JSON.stringify(seen);
}
</script>"""


def browser(tmp_path: Path, *arguments: str) -> str:
    """What headless Chromium says; it keeps nothing and asks the network for nothing."""
    command = [
        needs("chromium"),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={tmp_path / 'browser'}",
        *arguments,
    ]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return done.stdout.decode("utf-8")


def looked_at(content: bytes, tmp_path: Path, widths: tuple[int, ...]) -> list[dict[str, Any]]:
    """What a browser makes of a page in windows of some widths."""
    frames = "".join(
        f'<iframe style="width:{w}px;height:2000px;border:0" srcdoc="{escape(page)}"></iframe>'
        for page in [content.decode("utf-8")]
        for w in widths
    )
    outer = tmp_path / "outer.html"
    outer.write_text(f"<!DOCTYPE html><body>{frames}</body>{SEEN}", encoding="utf-8")
    said = browser(tmp_path, "--window-size=1400,1000", "--dump-dom", outer.as_uri())
    found = re.search("<body>(.*)</body>", said, re.DOTALL)
    assert found is not None
    seen: list[dict[str, Any]] = json.loads(unescape(found[1]))
    return seen


@pytest.mark.parametrize("case", ["real", "full", "long", "unbroken"])
def test_a_browser_shows_the_page_on_desk_and_telephone(
    case: str, real: Comparison, tmp_path: Path
) -> None:
    comparison = {"real": real, "full": FULL, "long": named(LONG), "unbroken": named(UNBROKEN)}
    content = to_html.render(comparison[case])
    desk, telephone = looked_at(content, tmp_path, (1280, 390))
    for seen in (desk, telephone):
        assert seen["wide"] <= seen["room"]
        assert seen["outside"] == 0
        assert seen["requests"] == 0
        assert comparison[case].department in seen["text"]
        for figure in comparison[case].differing:
            assert figure.name in seen["text"]
            assert figure.shown.new in seen["text"]
    # On a telephone nothing has to be pushed aside to see the numbers of a row.
    assert telephone["cut"] == 0
    if case == "full":
        assert telephone["heads"] == ["2024年", "2025年", "增减", "%"]
        assert len(desk["heads"]) == 2 + 3 + 12
    # One chart each, and the styles are admitted by the page's own policy.
    ((drawn, height),) = desk["drawn"]
    assert drawn > 900 and height > 150
    ((drawn, height),) = telephone["drawn"]
    assert 300 < drawn <= 390 and height > 150
    assert (desk["heading"], telephone["heading"]) == ("28px", "22px")


def test_a_browser_shows_that_nothing_differs(tmp_path: Path) -> None:
    (seen,) = looked_at(to_html.render(EMPTY), tmp_path, (1280,))
    assert "两边没有任何差异。" in seen["text"]
    assert seen["drawn"] == []


def test_a_browser_takes_a_picture_and_prints(real: Comparison, tmp_path: Path) -> None:
    file, picture, printed = (tmp_path / name for name in ("page.html", "page.png", "page.pdf"))
    file.write_bytes(to_html.render(real))
    browser(
        tmp_path,
        "--window-size=1280,900",
        "--hide-scrollbars",
        f"--screenshot={picture}",
        file.as_uri(),
    )
    content = picture.read_bytes()
    assert struct.unpack(">II", content[16:24]) == (1280, 900)
    # An empty picture of this size takes a tenth of this.
    assert len(content) > 40_000
    browser(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={printed}", file.as_uri())
    pages = PdfReader(printed).pages
    sides = {(round(p.mediabox.width), round(p.mediabox.height)) for p in pages}
    # A4 standing, and lying for the wide tables.
    assert all(abs(min(pair) - 595) <= 1 and abs(max(pair) - 842) <= 1 for pair in sides)
    assert {w > h for w, h in sides} == {True, False}
    read = squeezed("".join(p.extract_text() for p in pages))
    for project in real.projects:
        # What is folded on the screen is open on paper.
        for line in project.texts:
            for said in (line.old if project.side is Side.OLD else line.new,):
                assert said is None or squeezed(said)[:6] in read
