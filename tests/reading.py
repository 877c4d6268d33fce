"""Outputs read with libraries that did not write them."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from pypdf import PdfReader

from tests.conftest import needs
from tests.published import cells_of, clean

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx_body(path: Path) -> ElementTree.Element:
    """The body of a Word file, by the standard library."""
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    body = root.find(f"{W}body")
    assert body is not None
    return body


def words(element: ElementTree.Element) -> str:
    """The text of an element."""
    return "".join(
        (part.text or "") if part.tag == f"{W}t" else "\t" if part.tag == f"{W}tab" else ""
        for part in element.iter()
        if part.tag in (f"{W}t", f"{W}tab")
    )


def docx_rows(path: Path) -> set[tuple[str, ...]]:
    """The rows of every table, cleaned as the published ones are."""
    return {
        cells_of([clean(words(cell)) for cell in row.iter(f"{W}tc")])
        for row in docx_body(path).iter(f"{W}tr")
    }


def docx_paragraphs(path: Path) -> list[str]:
    """The paragraphs that stand in no table, cleaned."""
    found = []
    for child in docx_body(path):
        for paragraph in (
            [child] if child.tag == f"{W}p" else child.findall(f".//{W}sdtContent/{W}p")
        ):
            text = clean(words(paragraph))
            if text:
                found.append(text)
    return found


def docx_texts(path: Path) -> list[str]:
    """Every paragraph, cleaned, in tables too."""
    return [t for t in (clean(words(p)) for p in docx_body(path).iter(f"{W}p")) if t]


def pdf_text(path: Path) -> str:
    """The text of a PDF without white space."""
    reader = PdfReader(path)
    return clean("".join(page.extract_text() for page in reader.pages))


def pdftotext(path: Path) -> str:
    """The text of a PDF as poppler lays it out."""
    command = [needs("pdftotext"), "-layout", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
