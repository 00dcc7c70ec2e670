"""Small made-up entries for the engines' tests."""

from __future__ import annotations

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
