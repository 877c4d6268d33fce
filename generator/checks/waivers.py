"""Findings that somebody answers for: listed with reason and person, and no longer counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.checks.registry import Examination
from generator.model.diagnostic import Diagnostic, error, warning
from generator.model.spec import Waiver
from generator.read.record import nearest


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding and the waiver that answers for it."""

    finding: Diagnostic
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is still found, with what is wrong with the waivers; and what was waived."""

    found: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...]


def judge(
    waivers: Sequence[Waiver],
    examination: Examination,
    waivable: Collection[str],
    today: date | None,
) -> Judgement:
    """Apply the waivers of a spec to what its checks found.

    `waivable` are the codes a waiver may name. An end is compared with `today`; None compares
    nothing, for outputs must not depend on the clock.
    """
    judging = _Judging(waivable, today)
    judging.sort(waivers)
    found = [finding for finding in examination.found if not judging.waives(finding)]
    unused = judging.unused(examination)
    return Judgement((*found, *judging.faults, *unused), tuple(judging.waived))


@dataclass
class _Judging:
    waivable: Collection[str]
    today: date | None
    faults: list[Diagnostic] = field(default_factory=list)
    waived: list[Waived] = field(default_factory=list)
    _valid: dict[tuple[str, str], Waiver] = field(default_factory=dict)
    _idle: dict[int, Waiver] = field(default_factory=dict)

    def sort(self, waivers: Sequence[Waiver]) -> None:
        """Keep what may waive; what may not is a fault."""
        for waiver in waivers:
            code, about = waiver.code.value, waiver.about.value if waiver.about else ""
            if code not in self.waivable:
                self.faults.append(_not_waivable(waiver, self.waivable))
            elif self.today is not None and _end(waiver) < self.today:
                message = f"对 {_named(waiver)} 的豁免已于 {waiver.until} 到期，不再起作用。"
                advice = "请改正问题；重新核实后仍要豁免的，改“截止”。"
                self.faults.append(warning("W503", waiver.code.span, message, advice))
            else:
                self._valid.setdefault((code, about), waiver)
                self._idle[id(waiver)] = waiver

    def waives(self, finding: Diagnostic) -> bool:
        """Whether a waiver answers for a finding: first one that names it, then one for all."""
        waiver = self._valid.get((finding.code, finding.about))
        waiver = waiver or self._valid.get((finding.code, ""))
        if waiver is None:
            return False
        self._idle.pop(id(waiver), None)
        self.waived.append(Waived(finding, waiver))
        return True

    def unused(self, examination: Examination) -> Iterator[Diagnostic]:
        """Waivers that met nothing, though their check was run."""
        met = {*examination.passed, *(finding.code for finding in examination.found)}
        for waiver in self._idle.values():
            code = waiver.code.value
            if code not in met and examination.not_run:
                continue
            others = [f.about for f in examination.found if f.code == code and f.about]
            message = f"对 {_named(waiver)} 的豁免没有用到：没有这样的问题。"
            advice = "请删去这一条。"
            if waiver.about and others:
                advice = f"请删去这一条，或改“对象”：{nearest(waiver.about.value, others)}"
            yield warning("W501", waiver.code.span, message, advice)


def _not_waivable(waiver: Waiver, waivable: Collection[str]) -> Diagnostic:
    code = waiver.code.value
    message = f"“{code}”不能豁免：只有核对发现的问题可以豁免。"
    advice = f"可以豁免的代号：{'、'.join(sorted(waivable))}。"
    return error("W502", waiver.code.span, message, advice)


def _end(waiver: Waiver) -> date:
    """The last day of a waiver; one that could not be read has been reported."""
    try:
        return date.fromisoformat(waiver.until.value) if waiver.until else date.max
    except ValueError:
        return date.max


def _named(waiver: Waiver) -> str:
    return f"{waiver.code}（{waiver.about}）" if waiver.about else waiver.code.value
