"""How far a spec has come, in a line."""

from __future__ import annotations

from collections import Counter

from generator.model.pending import Lack, Progress

_FULL, _EMPTY = "█", "░"
BAR = 10


def summary(progress: Progress) -> str:
    """What has been filled in and what is still to be looked at or decided."""
    total = sum(count for _, count in progress.values)
    filled = total - progress.open_values
    counts = Counter(item.lack for item in progress.pending)
    said = [f"已填 {filled}/{total} 处"]
    if counts[Lack.REVIEW]:
        said.append(f"待核 {counts[Lack.REVIEW]} 处")
    if counts[Lack.UNDECIDED]:
        said.append(f"待确认 {counts[Lack.UNDECIDED]} 个项目")
    return "；".join(said)


def bar(progress: Progress) -> str:
    """Ten signs, full for what has been filled in; all of them only when nothing is open."""
    total = sum(count for _, count in progress.values) or 1
    settled = total - progress.open_values
    full = BAR * settled // total
    if progress.pending:
        full = min(full, BAR - 1)
    return _FULL * full + _EMPTY * (BAR - full)
