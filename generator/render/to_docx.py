"""The door to Word."""

from __future__ import annotations

from generator.model.diagnostic import Outcome
from generator.render.docx.document import render as render_docx
from generator.render.job import Job


def render(job: Job) -> Outcome[bytes | None]:
    """The docx; its contents show the page numbers of the job's layout."""
    return render_docx(
        job.report,
        job.word.content,
        job.word.span,
        job.narration,
        job.layout.pages,
        job.dress.content,
    )
