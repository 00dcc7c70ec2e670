"""How well items are tagged: labelled entities and topics against what the tagger says, the open part and the sealed ones."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from bench.label import LABELS
from bench.quality import folders, read
from data.model import Attendee, Item, Minutes, Presenter, Source
from data.taxonomy import taxonomy
from ingest.tagging.tag import tag

Span = tuple[int, int, str]
PARTS = ("open", "second", "third", "kept", "fresh", "last")
"""Three open parts, that rules are tuned by, and three sealed ones, each made when those before had been scored."""
TOPIC_PARTS = (*PARTS, "fourth", "fifth", "final")
"""Topics have two open parts and a sealed one more."""
SEALED = ("kept", "fresh", "last", "final")
FOLDERS = ("samples", "styles", "goteborg")
"""Whole minutes; the other labelled items are of the made-up texts beside the labels, and of a few others."""
UMEBRA = ("umebra", "umebra_blind")
"""The labels of UmeBrå's text: the first, and those of readers who had seen neither these nor the tagger."""
_MARK = re.compile(r"\[\[(.+?)\|([A-Z]+)\]\]")


class Marked(Struct, frozen=True):
    """A text as tagged, and the spans that a person marked in it."""

    name: str
    item: Item
    wanted: frozenset[Span]

    @property
    def said(self) -> frozenset[Span]:
        """The spans that the tagger says."""
        return frozenset((e.start, e.end, e.label) for e in self.item.entities)


def made_up(half: str) -> Iterator[Marked]:
    """The items of labels/entities_HALF.txt: minutes with their entities marked [[words|LABEL]]."""
    path = LABELS / f"entities_{half}.txt"
    text = path.read_text("utf-8") if path.exists() else ""
    for document in re.split(r"^#doc ", text, flags=re.MULTILINE)[1:]:
        head, *items = re.split(r"^#item ", document, flags=re.MULTILINE)
        about, _, rest = head.partition("\n")
        body, municipality, date = (part.strip() for part in about.split("|"))
        present = [name.strip() for name in rest.partition("#present ")[2].split(";") if name.strip()]
        drafts = [_item(number, item) for number, item in enumerate(items, 1)]
        minutes = Minutes(
            id=f"{half}-{date}",
            body=body,
            municipality=municipality,
            date=date,
            layout="made-up",
            attendance=tuple(Attendee(name=name, status="present") for name in present),
            items=tuple(item for item, _ in drafts),
            source=Source(file=f"{half}.txt", sha256="", pages=1, text_layer="native"),
        )
        for item, (_, wanted) in zip(tag(minutes).items, drafts, strict=True):
            yield Marked(f"{body} {date}/{item.number}", item, wanted)


def _item(number: int, source: str) -> tuple[Item, frozenset[Span]]:
    head, _, marked = source.partition("\n")
    title, name, organisation = ([part.strip() for part in head.split("|")] + ["", ""])[:3]
    text, wanted, last = "", set(), 0
    marked = marked.strip()
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        wanted.add((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        last = match.end()
    presenters = (Presenter(name=name, organisation=organisation or None),) if name else ()
    return Item(id=str(number), number=number, title=title, text=text + marked[last:], presenters=presenters), frozenset(wanted)


def umebra(which: str) -> Iterator[Marked]:
    """The items of labels/entities_WHICH.json, one of UMEBRA, where the test corpus is, with the text of the gold record."""
    labels = json.loads((LABELS / f"entities_{which}.json").read_text("utf-8"))
    for name, folder in folders():
        for stem, items in labels.items() if name == "umebra" else ():
            path = folder / f"{stem}-libreoffice.pdf"
            texts = [item["text"] for item in json.loads(path.with_suffix(".gold.json").read_text("utf-8"))["items"]]
            record = read(path)
            told = [structs.replace(item, text=text) for item, text in zip(record.items, texts, strict=True)]
            for item in tag(structs.replace(record, items=tuple(told))).items:
                yield Marked(item.id, item, frozenset((start, end, label) for start, end, label in items[str(item.number)]))


def entity_figures(marked: list[Marked]) -> dict[str, float]:
    """F for each label and for all of them; a span counts when both ends and the label are right. Nothing without texts."""
    if not marked:
        return {}
    right, said, there = (Counter[str]() for _ in range(3))
    for one in marked:
        right.update(label for *_, label in one.said & one.wanted)
        said.update(label for *_, label in one.said)
        there.update(label for *_, label in one.wanted)
    for tally in (right, said, there):
        tally["all"] = tally.total()
    return {label: 2 * right[label] / (said[label] + there[label]) for label in sorted(there, key=lambda a: (a != "all", a))}


def topic_labels(half: str) -> Mapping[str, frozenset[str]]:
    """folder/file#item → its topics, of one part of labels/topics.txt."""
    part = (LABELS / "topics.txt").read_text("utf-8").partition(f"[{half}]\n")[2].partition("\n[")[0]
    rows = (line.partition(": ") for line in part.splitlines() if line)
    return {name: frozenset(() if topics == "-" else topics.split(", ")) for name, _, topics in rows}


def topics_said() -> Mapping[str, tuple[Item, frozenset[str]]]:
    """folder/file#item → the item and the most specific topics that the tagger gives it, for the labelled files that are here. Made-up
    minutes are made-up/PART, their items numbered through."""
    stems = {name.partition("#")[0] for half in TOPIC_PARTS for name in topic_labels(half)}
    out = {}
    for half in PARTS:
        for n, marked in enumerate(made_up(half) if f"made-up/{half}" in stems else (), 1):
            out[f"made-up/{half}#{n:02}"] = (marked.item, _topics(marked.item))
    for folder, place in folders():
        for path in sorted(place.glob("*.pdf")):
            if (stem := f"{folder}/{path.stem}") in stems:
                for item in tag(read(path)).items:
                    out[f"{stem}#{_printed(item)}"] = (item, _topics(item))
    return out


def _topics(item: Item) -> frozenset[str]:
    return most_specific(topic.id for topic in item.topics)


def _printed(item: Item) -> str:
    """The paragraph's own number where it has one, as the labels name items of §-protocols, or the item's place in the record."""
    return "".join(filter(str.isdigit, item.label)) if item.label and item.label.startswith("§") else str(item.number)


def most_specific(topics: Iterator[str]) -> frozenset[str]:
    """The topics without those that are above another of them."""
    found = set(topics)
    above = set()
    for topic in found:
        upper = taxonomy()[topic].broader
        while upper:
            above.add(upper)
            upper = taxonomy()[upper].broader
    return frozenset(found - above)


def topic_figures(said: Mapping[str, tuple[Item, frozenset[str]]], *parts: str, folders: Sequence[str] = ()) -> dict[str, float]:
    """Micro precision and recall over the labelled items of these parts, of all folders or of these; nothing where a file of theirs is
    absent."""
    labelled = {name: topics for part in parts for name, topics in topic_labels(part).items()}
    wanted = {name: topics for name, topics in labelled.items() if not folders or name.partition("/")[0] in folders}
    if not wanted.keys() <= said.keys():
        return {}
    right = sum(len(said[name][1] & topics) for name, topics in wanted.items())
    all_said = sum(len(said[name][1]) for name in wanted)
    there = sum(len(topics) for topics in wanted.values())
    return {"precision": right / max(all_said, 1), "recall": right / max(there, 1), "items": float(len(wanted))}
