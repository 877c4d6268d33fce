"""A wrong digit in any amount is reported; `python -m tests.mutation` measures all numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from tests.mutation import AMOUNT, measure, reading_once


def test_every_amount_is_guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_pack", reading_once(pipeline.read_pack))
    made, missed = measure(tmp_path, (AMOUNT,))
    assert made[AMOUNT] > 100
    # Last year's 三公经费 is known as one total only: nothing in the files could contradict it.
    assert {(miss.typed.file, miss.typed.digits) for miss in missed} == {("2023.yaml", "14.29")}
