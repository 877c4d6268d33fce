"""The words that a pack lets a spec write under a key, each with its meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.model.pack import Catalog, Pack, Rule, TextRule
from generator.model.spec import Basic, Project, Spec
from generator.model.table_rule import Axis

ANY = ""
NONE = "$^"  # matches nothing
# An id of a cell, or of what a figure is made of.
_ID = "^[^/]+/"
_SAME_UNIT = "单位同“单位”"


@dataclass(frozen=True, slots=True)
class Offered:
    """Names with meanings, and the catalogs whose codes are names too.

    `others` is the pattern of further names that are taken: ANY, NONE, or a regular expression.
    """

    names: tuple[tuple[str, str], ...] = ()
    catalogs: tuple[Axis, ...] = ()
    others: str = NONE


def offered(record: type, field: str, pack: Pack) -> Offered | None:
    """What may stand under a field whose keys the author names; None where that is free."""
    make = _DECLARED.get((record, field))
    return None if make is None else make(pack)


def last_level(catalog: Catalog) -> Mapping[str, str]:
    """Names of the codes that amounts are written by."""
    length = code_length(catalog)
    return {code: name for code, name in catalog.names.items() if len(code) == length}


def code_length(catalog: Catalog) -> int:
    """Digits of such a code."""
    return catalog.levels[-1] if catalog.levels else 0


def economics(pack: Pack) -> Offered:
    """The economic codes."""
    return _codes(Axis.ECONOMIC, pack.economic)


def _functions(pack: Pack) -> Offered:
    return _codes(Axis.FUNCTION, pack.function)


def _codes(axis: Axis, catalog: Catalog) -> Offered:
    # No catalog is complete: a code without a name is taken too.
    return Offered(catalogs=(axis,), others=f"^[0-9]{{{code_length(catalog)}}}$")


def _both(pack: Pack) -> Offered:
    return Offered(catalogs=(Axis.FUNCTION, Axis.ECONOMIC), others=ANY)


def _facts(pack: Pack) -> Offered:
    facts = pack.rule.facts
    return Offered(tuple((f.name.value, f"{f.meaning}；{_SAME_UNIT}") for f in facts))


def _assets(pack: Pack) -> Offered:
    rows = pack.rule.assets
    return Offered(tuple((row.name.value, f"国有资产表的一行：{row.label}") for row in rows))


def _texts(pack: Pack) -> Offered:
    return Offered(tuple((rule.name.value, _left_out(rule)) for rule in pack.rule.texts))


def _left_out(rule: TextRule) -> str:
    said = "必须写，没有内容写“无”" if rule.default is None else f"不写就是“{rule.default}”"
    return f"“{rule.name}”的文字；{said}"


def _reasons(pack: Pack) -> Offered:
    names = (name.value for name in pack.rule.reasons)
    return Offered(tuple((name, f"“{name}”比上年增减的原因") for name in names))


def _moments(pack: Pack) -> Offered:
    names = tuple((m.value, f"到{m}为止累计支出的百分比") for m in pack.rule.moments)
    return Offered(names, others=NONE if names else ANY)


def _totals(pack: Pack) -> Offered:
    return Offered(_figures(pack))


def _approved(pack: Pack) -> Offered:
    return Offered(_figures(pack), others=_ID)


def _figures(pack: Pack) -> tuple[tuple[str, str], ...]:
    entries = pack.rule.figures
    return tuple((e.name.value, f"{_made(e.name.value, e.value)}；{_SAME_UNIT}") for e in entries)


def _made(name: str, rule: Rule) -> str:
    if rule.add:
        return f"{name} = {' + '.join(part.value for part in rule.add)}"
    if rule.subtract:
        return f"{name} = {' − '.join(part.value for part in rule.subtract)}"
    return f"{name}的合计"


_DECLARED: Mapping[tuple[type, str], Callable[[Pack], Offered]] = {
    (Basic, "by_function"): _functions,
    (Basic, "by_economic"): economics,
    (Spec, "operating"): _functions,
    (Spec, "remitted"): _functions,
    (Spec, "subsidy"): _functions,
    (Spec, "year_end"): _functions,
    (Spec, "facts"): _facts,
    (Spec, "reasons"): _reasons,
    (Spec, "assets"): _assets,
    (Spec, "texts"): _texts,
    (Spec, "names"): _both,
    (Spec, "approved"): _approved,
    (Spec, "totals"): _totals,
    (Project, "plan"): _moments,
}
