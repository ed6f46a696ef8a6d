"""The page starts fast because paper is only thought of when someone asks for it."""

from __future__ import annotations

import subprocess
import sys


def test_word_and_pdf_are_loaded_late() -> None:
    code = "import sys, companion.brief; print(sorted({'docx', 'fpdf', 'fontTools', 'lxml', 'PIL'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
