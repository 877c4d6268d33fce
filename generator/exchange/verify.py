"""The order of the steps from the bytes of a file to what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.exchange.difference import Difference
from generator.exchange.expected import Expected, Kind, expected
from generator.exchange.front import compare_front, front_length, names, other_year
from generator.exchange.opening import Format, recognised
from generator.exchange.telling import Teller, foreign, notes
from generator.exchange.tokens import normal
from generator.exchange.whole import Summary, summarised
from generator.exchange.word import read_word
from generator.model.diagnostic import Diagnostic, Outcome
from generator.model.report import Report
from generator.model.source import Span
from generator.narrate.sentence import Sentence

# Of the numbers of a document, this share still stands in one that was only edited.
_EDITED = Fraction(3, 5)
# Of a document that is another one, nearly nothing is found.
_NOTHING = Fraction(1, 20)


@dataclass(frozen=True, slots=True)
class Verified:
    """How many paragraphs, rows and numbers were compared, and with what kind of file."""

    units: int
    numbers: int
    format: Format


def verify(
    report: Report, sentences: Sequence[Sentence], data: bytes, place: Span
) -> Outcome[Verified | None]:
    """Compare a Word or PDF file, by its bytes, with a report; `place` is how it is named.

    Each difference is an error V611 to V615; V605 says once that it is another document. What
    cannot be read is refused with V601 to V604, and the value is None.
    """
    format = recognised(data, place)
    if format.value is None:
        return Outcome(None, format.diagnostics)
    should = expected(report)
    read = _word if format.value is Format.WORD else _pdf
    compared = read(should, data, place)
    if compared.value is None:
        return Outcome(None, compared.diagnostics)
    text, front, summary = compared.value
    found = _foreign(report, text, summary, place)
    if not found:
        teller = Teller(place, sentences)
        told = (teller.told(d) for d in (*front, *summary.differences))
        found = (*told, *notes(summary, place))
    value = Verified(summary.units, summary.numbers, format.value)
    return Outcome(value, (*found, *compared.diagnostics))


Compared = tuple[str, tuple[Difference, ...], Summary]


def _word(should: Expected, data: bytes, place: Span) -> Outcome[Compared | None]:
    from generator.exchange.pieces import compare_pieces
    from generator.exchange.telling import word_notes

    read = read_word(data, place)
    if read.value is None:
        return Outcome(None, read.diagnostics)
    pieces = read.value.pieces
    lines = [piece.text for piece in pieces]
    start = front_length(should.units, lines)
    front = tuple(compare_front(should.report, lines[:start]))
    found = tuple(compare_pieces(should.units, pieces[start:]))
    text = "".join("".join(piece.key[1:]) for piece in pieces)
    return Outcome((text, front, summarised(should, found)), word_notes(read.value, place))


def _pdf(should: Expected, data: bytes, place: Span) -> Outcome[Compared | None]:
    # Its library takes a quarter of a second to import.
    from generator.exchange.pages import compare_pages
    from generator.exchange.pdf import read_pdf
    from generator.exchange.running import without_page_marks

    read = read_pdf(data, place)
    if read.value is None:
        return Outcome(None, read.diagnostics)
    headers = (unit for unit in should.units if unit.kind is Kind.HEADER)
    kept = frozenset("".join(unit.key[1:]) for unit in headers)
    lines = tuple(without_page_marks(read.value, kept))
    texts = [line.text for line in lines]
    start = front_length(should.units, texts)
    front = tuple(compare_front(should.report, texts[:start]))
    found = tuple(compare_pages(should.units, lines[start:]))
    text = "".join(map(normal, texts))
    return Outcome((text, front, summarised(should, found)))


def _foreign(report: Report, text: str, summary: Summary, place: Span) -> tuple[Diagnostic, ...]:
    """V605 when the file is another document: said once instead of a thousand differences."""
    year = other_year(report, text)
    if year and summary.intact < _EDITED:
        return (foreign(place, f"这是 {year} 年的文件，YAML 文件是 {report.year} 年的"),)
    if not names(report, text) and summary.intact < _EDITED:
        return (foreign(place, f"文件里没有“{report.department}”，像是别的部门的文件"),)
    if summary.present < _NOTHING:
        return (foreign(place, "文件里几乎没有这份公开文件的内容"),)
    return ()
