"""The dice: names, dates, texts and looks, all from one seed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import TypeVar

from data.samples.meeting import Presenter
from data.samples.sheet import Look, Producer, Running
from tests.variants import words

T = TypeVar("T")

# The size a font is readable at: wide ones are set smaller.
FONTS: dict[Producer, tuple[tuple[str, float, float], ...]] = {
    "typst": (("Libertinus Serif", 10.5, 12), ("New Computer Modern", 10, 11.5), ("DejaVu Sans", 8.5, 10), ("Nimbus Sans", 9.5, 11)),
    "reportlab": (("Helvetica", 9, 11), ("Times-Roman", 10, 12), ("Bitstream Vera Sans", 8.5, 10)),
    "weasyprint": (("DejaVu Sans", 8.5, 10), ("DejaVu Serif", 9, 10.5), ("Nimbus Sans", 9.5, 11), ("Nimbus Roman", 10.5, 12)),
}
COLOURS = ("#1f3864", "#2e74b5", "#5b0f00", "#006633")
FILLS = ("#d9e2f3", "#e7e6e6", "#fff2cc", "#e2efd9", "#bfbfbf")


class Draw:
    """One variant's dice. Names are never drawn twice."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.used: set[str] = set()

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, things: Sequence[T]) -> T:
        return self.random.choice(things)

    def some(self, things: Sequence[T], least: int, most: int) -> list[T]:
        return self.random.sample(things, min(len(things), self.random.randint(least, most)))

    def count(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def name(self) -> str:
        while True:
            name = f"{self.one(words.FIRST)} {self.one(words.LAST)}"
            if name not in self.used:
                self.used.add(name)
                return name

    def names(self, least: int, most: int) -> list[str]:
        return [self.name() for _ in range(self.count(least, most))]

    def day(self) -> dt.date:
        """A weekday of 2013 to 2025, not in July."""
        while True:
            day = dt.date(2013, 1, 7) + dt.timedelta(days=self.count(0, 4600))
            if day.weekday() < 5 and day.month != 7:
                return day

    def hours(self) -> tuple[str, str]:
        start = self.count(8 * 4, 18 * 4) * 15
        end = start + self.count(3, 12) * 15
        return f"{start // 60:02}:{start % 60:02}", f"{end // 60:02}:{end % 60:02}"

    def sentence(self) -> str:
        return self.one(words.SENTENCES).format(place=self.one(words.PLACES), n=self.count(4, 96))

    def paragraph(self, least: int = 1, most: int = 5) -> str:
        return " ".join(self.sentence() for _ in range(self.count(least, most)))

    def text(self, least: int, most: int) -> str:
        return "\n\n".join(self.paragraph() for _ in range(self.count(least, most)))

    def emphasised(self, text: str) -> str:
        """The text with a word underlined or a sentence struck out, as happens."""
        paragraphs = text.split("\n\n")
        place = self.count(0, len(paragraphs) - 1)
        if self.chance(0.5):
            first, *rest = paragraphs[place].split(" ")
            paragraphs[place] = " ".join([f"__{first}__", *rest])
        else:
            paragraphs[place] += f" ~~{self.sentence()}~~"
        return "\n\n".join(paragraphs)

    def presenter(self, name: str) -> Presenter:
        kind = self.random.random()
        if kind < 0.4:
            return Presenter(name)
        if kind < 0.75:
            return Presenter(name, organisation=self.one(words.ORGANISATIONS))
        if kind < 0.92:
            return Presenter(name, role=self.one(words.ROLES))
        return Presenter(name, organisation=self.one(words.ORGANISATIONS), role=self.one(words.ROLES[2:]))

    def look(self, producer: Producer) -> Look:
        font, small, large = self.one(FONTS[producer])
        return Look(
            producer=producer,
            font=font,
            size=round(self.random.uniform(small, large) * 2) / 2,
            justify=self.chance(0.35),
            hyphenate=producer != "reportlab" and self.chance(0.4),
            gap=self.one((0.0, 2.0, 4.0, 6.0, 8.0)),
            side=float(self.count(48, 76)),
            top=float(self.count(48, 76)),
            strokes=self.one(("lines", "rects")),
            colour=self.one(COLOURS) if self.chance(0.2) else None,
        )

    def page_number(self) -> Running | None:
        """A foot with a page number, perhaps with words beside it; or none."""
        if self.chance(0.3):
            return None
        number = self.one(
            ("Sida {page} ({pages})", "{page} ({pages})", "{page}/{pages}", "{page}", "Sida {page} av {pages}", "{page}({pages})")
        )
        beside = self.one(((), (), ("Minnesanteckningar",), ("www.example.org", "info@example.org")))
        where = self.one(("centre", "right", "right"))
        if where == "centre":
            return Running(left=beside, centre=(number,), rule=self.chance(0.2))
        return Running(left=beside, right=(number,), rule=self.chance(0.2))
