"""The door to PDF."""

from __future__ import annotations

from generator.model.diagnostic import Outcome
from generator.render.job import Job


def render(job: Job) -> Outcome[bytes | None]:
    """The PDF of the job's layout."""
    return job.layout.pdf()
