"""A redline in one line of a terminal."""

from __future__ import annotations

from collections.abc import Iterable

import click

from generator.cli.columns import ELLIPSIS
from generator.model.comparison import Edit, Piece

# Signs of kept text shown on either side of an edit.
AROUND = 14


def redlined(pieces: Iterable[Piece], coloured: bool, whole: bool = False) -> str:
    """What goes struck out and what comes, in colour or in brackets; kept text is abridged."""
    listed = list(pieces)
    said = []
    for place, piece in enumerate(listed):
        text = piece.text.replace("\n", " ")
        if piece.edit is Edit.SAME:
            first, last = place == 0, place == len(listed) - 1
            said.append(text if whole else _abridged(text, first, last))
        elif piece.edit is Edit.OLD:
            said.append(_struck(text) if coloured else f"[-{text}-]")
        else:
            said.append(click.style(text, fg="green") if coloured else f"{{+{text}+}}")
    return "".join(said)


def _struck(text: str) -> str:
    return click.style(text, fg="red", strikethrough=True)


def _abridged(text: str, first: bool, last: bool) -> str:
    """The stretch of kept text that stands next to an edit."""
    front, behind = (0 if first else AROUND), (0 if last else AROUND)
    if len(text) <= front + behind + len(ELLIPSIS):
        return text
    return text[:front] + ELLIPSIS + text[len(text) - behind :]
