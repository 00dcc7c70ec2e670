"""Small made-up entries for the engines' tests."""

from __future__ import annotations

from collections.abc import Iterator

from search.called import Presenter
from search.engine import Entry
from search.entries import presenter_key


def entry(
    item: str, *, title: str = "", text: str = "", date: str | None = "2024-01-01", who: tuple[str, str | None, str | None] | None = None
) -> Entry:
    """An entry of the meeting before the slash in its id."""
    minutes, _, number = item.partition("/")
    return Entry(
        item=item,
        minutes=minutes,
        number=int(number),
        date=date,
        body="Rådet",
        title=title,
        text=text,
        presenters=" ".join(w for w in who if w) if who else "",
        who=(who,) if who else (),
        pages=((0, 1),),
        keys={"body": ("rådet",), **({"presenter": (presenter_key(*who),)} if who else {})},
    )


ENTRIES = (
    entry("a-2023/1", title="Föregående möte", text="Anteckningarna godkändes.", date="2023-03-01"),
    entry(
        "a-2023/2",
        title="Rapport från polisen",
        text="Oroligt i Holmsund.\n\nBilbränder har minskat.",
        date="2023-03-01",
        who=("Ada Ek", "Polisen", None),
    ),
    entry("b-2024/1", title="Holmsund", text="Belysning vid gång- och cykelvägen.", date="2024-05-02", who=("Bo Dal", None, "kommunpolis")),
    entry("b-2024/2", title="Rune Brandt", text="Rune Brandt berättade om våld i nära relation, SLK-2023-00068.", date="2024-05-02"),
    entry("c/1", title="Odaterat", text="Barn ska skyddas från att hamna i\nkriminalitet. Får är inte far.", date=None),
)

PRESENTERS: tuple[Presenter, ...] = (
    ("Ada Ek", "Polisen", None, "ada ek"),
    ("Bo Dal-Öl", None, "Kommunpolis", "bo dal öl"),
    ("Cia Fors", "Polismyndigheten", "chef", "cia fors"),
    ("Dan Polisson", None, None, "dan polisson"),
    ("Eva Ek", "Region Västerbotten", None, "eva ek"),
)


MENTIONED = {
    "PERSON": ("bo dal öl", "rune brandt"),
    "ORG": (
        "got event",
        "kulturnämnden/umeå",
        "lund kommun",
        "kommunstyrelsen/umeå",
        "kommunstyrelsen/luleå",
        "socialnamnden/göteborg/centrum",
        "ekbackens idrottsförening",
        "polisen",
    ),
    "LOC": ("holmsund", "norra holmsund", "lund", "qvarnmyra"),
}


class Names:
    """What an archive would tell of its names."""

    def body_names(self) -> tuple[str, ...]:
        return ("UmeBrå", "Trygghetsrådet")

    def municipalities(self) -> tuple[str, ...]:
        return ("Umeå kommun",)

    def distinct_presenters(self) -> Iterator[Presenter]:
        return iter(PRESENTERS)

    def people_meant(self, name: str) -> tuple[str, ...]:
        return ("bo dal öl",) if name == "Bosse Dal" else (name.casefold(),)

    def mentioned(self, label: str) -> tuple[str, ...]:
        return MENTIONED[label]

    def spellings(self, organisation: str) -> tuple[str, ...]:
        return ("LPO Hisingen",) if organisation == "polisen" else ()

    def attended(self) -> tuple[tuple[str, str | None, str | None, str], ...]:
        return (("Gro Hed", "Tullverket", None, "gro hed"),)
