"""The words of the three outputs, so that they say the same thing the same way."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.comparison import Comparison, Side

SUMMARY = "汇总"
MOVERS = "变动来源"
PROJECTS = "项目"
INDICATORS = "绩效指标"
ASSETS = "国有资产"
PROCUREMENT = "政府采购"
UNITS = "所属单位"
TEXT = "文字"
NOTES = "说明"

CODE = "编码"
NAME = "名称"
COLUMN = "栏目"
ITEM = "内容"
STANDING = "变化"
CHANGE = "增减"
SHARE = "增减%"
DUE = "需说明原因"
REASON = "原因"
HEADING = "标题"
UNIT = "计量单位"
# Stands before a change that needs a reason.
FLAG = "※"
NOTHING = "两边没有任何差异。"

# What has become of a row or a record; a project does not vanish, it ends.
SIDES: Mapping[Side, str] = {Side.BOTH: "变化", Side.NEW: "新增", Side.OLD: "取消"}
PROJECT_SIDES: Mapping[Side, str] = {**SIDES, Side.OLD: "结束"}


def title(comparison: Comparison) -> str:
    """What is compared with what."""
    return f"{comparison.department} {sides(comparison)}"


def sides(comparison: Comparison) -> str:
    """The two sides, the new one first."""
    return f"{comparison.new_label}与{comparison.old_label}对比"


def unit_note(comparison: Comparison) -> str:
    """In what unit all money stands."""
    return f"金额单位：{comparison.unit}"


def column_name(label: str) -> str:
    """A column's label on one line."""
    return "".join(label.split("\n")) or "数"
