"""A document explained in a process of its own, within limits: what cannot be read is one line, as for an ingest."""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.commands import Run
from tests.papers import YEARS, paper, write


def huge() -> bytes:
    """A sound document on a page so large that a picture of it takes more than a gigabyte."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(14400, 14400))
    canvas.drawString(70, 14000, "Anteckningar")
    canvas.save()
    return out.getvalue()


def test_what_cannot_be_read_is_one_line(arende: Run, tmp_path: Path) -> None:
    folder = write(tmp_path, text=b"no PDF", locked=paper(["Hemligt"], password="nyckel"))
    for name, word in [("text.pdf", "no PDF"), ("locked.pdf", "password")]:
        done = arende("explain", folder / name)
        assert done.returncode == 10
        (line,) = done.stderr.splitlines()
        assert line.startswith(f"arende: {name}: ")
        assert word in line
    assert not (tmp_path / "explained").exists()


def test_limits_hold(arende: Run, tmp_path: Path) -> None:
    folder = write(tmp_path, huge=huge())
    done = arende("explain", folder / "huge.pdf", "--memory", "512")
    assert done.returncode == 10
    (line,) = done.stderr.splitlines()
    assert line.startswith("arende: huge.pdf: reading took too much memory")


def test_pictures_that_cannot_be_written_are_told(arende: Run, tmp_path: Path) -> None:
    folder = write(tmp_path, maj=YEARS["maj"])
    (tmp_path / "pictures" / "maj-p1.png").mkdir(parents=True)
    done = arende("explain", folder / "maj.pdf", "--pictures", tmp_path / "pictures")
    assert done.returncode == 2
    assert "cannot write pictures" in done.stderr
    assert "Traceback" not in done.stderr
