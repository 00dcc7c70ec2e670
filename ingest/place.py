"""Where things stand on the page as a reader sees it."""

from __future__ import annotations

from data.model import Box


class Place:
    """From pdfium's coordinates (origin bottom left, before rotation) to ours.

    A page whose text lies on its side is read, and its boxes are given, turned so that the text stands upright.
    """

    def __init__(self, cropbox: tuple[float, float, float, float], turn: int) -> None:
        self.left, self.bottom, self.right, self.top = cropbox
        self.turn = turn
        across, along = self.right - self.left, self.top - self.bottom
        self.width, self.height = (along, across) if turn in (90, 270) else (across, along)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box given by its left, bottom, right and top."""
        if self.turn == 90:
            return (y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left)
        if self.turn == 180:
            return (self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom)
        if self.turn == 270:
            return (self.top - y1, self.right - x1, self.top - y0, self.right - x0)
        return (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
