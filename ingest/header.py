"""The head of the minutes: who met, what the paper is called, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from data.organisations import looks_like_organisation
from data.people import first_names
from ingest.dates import find_dates, find_times, first_date
from ingest.names import is_name
from ingest.page import Line

_TITLE = re.compile(
    r"^(?:(?:utdrag\s+ur|digitalt|justerat|konstituerande)\s+)?(?:[\w-]*(?:anteckningar|protokoll(?:sutdrag|sbilaga)?|mötesnoteringar|dagordning)|delprotokoll|föredragningslista|noteringar)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"^(?:(?P<label>(?:mötes|sammanträdes)?(?:tid(?:punkt)?|datum|dag)(?:\s+och\s+(?:tid|plats))?|när|tid\s*[&/]\s*plats)\s*:|(?P<form>plats\s+och\s+(?:sammanträdes)?tid(?:\s+för\s+sammanträdet?)?)\s*:?|(?P<day>sammanträdesdatum|mötesdatum)\b)",
    re.IGNORECASE,
)
_APPROVAL = re.compile(r"\bjuster(?:ing|as|at|are)", re.IGNORECASE)
_WHERE = re.compile(r"^(?:(?:mötes|sammanträdes)?plats|lokal|var|sammanträdesrum|sammanträdeslokal)\s*:\s*", re.IGNORECASE)
_LABEL = re.compile(r"^[A-ZÅÄÖ][\wåäö&/ ]{1,40}:\s*")
_FORM = re.compile(r"^(?:fysiskt|digitalt|hybrid)?\s*(?:möte|hybridmöte|distansmöte|sammanträde|nätmöte)\s*[,:–-]\s*", re.IGNORECASE)
_EXTRACT = re.compile(
    r"\bomedelbar\s+juster(?:ing|ad)|\bdelprotokoll\b|\bprotokollsutdrag\b|\butdrag\s+ur\b|\bomedelbart\s+justera", re.IGNORECASE
)
_MEETING = (
    r"(?:ordinarie\s+|extra\s+|konstituerande\s+|föreningens\s+)*"
    r"(?:(?:års|styrelse|stor|medlems|bolags|förenings|råds|samråds|höst|vår|upp?starts)?(?:möte[t]?|sammanträde[t]?|stämma[n]?)|sammankomst)"
)
_OF_MEETING = re.compile(
    rf"^(?:fört\s+vid\s+|från\s+|för\s+|vid\s+|av\s+|ur\s+)?(?:{_MEETING}\s*)(?:i\s+|med\s+|för\s+|hos\s+|av\s+)?(?P<body>.*)$",
    re.IGNORECASE,
)
_KOMMUN = re.compile(r"\b(?P<name>[A-ZÅÄÖ][\wåäöé-]+(?:\s[A-ZÅÄÖ][\wåäö-]+)?)\s+(?P<kind>kommun|KOMMUN|stad|Stad|STAD)\b")
_NOISE = re.compile(r"^(?:sida|sid)\b|^\d+\s*[(/]?\s*\d*\)?$|^www\.|@|^(?:datum|tid|plats|nr|diarienummer|dnr)\b\s*:?$", re.IGNORECASE)


class Header(Struct, frozen=True, kw_only=True):
    """What the head tells; None where it does not."""

    body: str | None = None
    municipality: str | None = None
    title: str | None = None
    date: str | None = None
    start: str | None = None
    end: str | None = None
    venue: str | None = None
    extract: bool = False


def read_header(lines: Sequence[Line], furniture: Iterable[str] = ()) -> Header:
    """The head from the lines above the attendance or the first item; `furniture` are running heads and feet."""
    texts = [text for text in (line.text.strip() for line in lines) if text]
    running = [text for text in furniture if text]
    header = _when_and_where(texts, running)
    body, title = _who_and_what(texts, running, header)
    place = _KOMMUN.search("\n".join(texts + running))
    extract = any(_EXTRACT.search(text) for text in texts + running)
    return structs.replace(header, body=body, title=title, municipality=_municipality(place), extract=extract)


def tells_when_or_where(text: str) -> bool:
    """Whether a line is labelled as the meeting's time, date or place."""
    return bool(_WHEN.match(text.strip()) or _WHERE.match(text.strip()))


def _municipality(match: re.Match[str] | None) -> str | None:
    if not match:
        return None
    name = match["name"].title() if match["name"].isupper() else match["name"]
    return f"{name} {match['kind'].casefold() if match['kind'].isupper() else match['kind']}"


def _when_and_where(texts: list[str], running: list[str]) -> Header:
    """Date and times from a labelled line first, then from any; the venue from its label or the line's rest."""
    texts = [text for text in texts if not _APPROVAL.search(text)]
    labelled = [text for text in texts if _WHEN.match(text)]
    stamped = [text for text in running if _WHEN.match(text) or re.match(r"sammanträdesdatum", text, re.IGNORECASE)]
    dates = [d for text in (*labelled, *stamped, *texts, *running) if (d := _dated(text))]
    date = dates[0] if dates else None
    if date is None:
        date = _parted_date([*texts, *running])
    start = end = None
    for text in (*labelled, *(t for t in texts if t not in labelled)):
        start, end = find_times(text)
        if start:
            break
    return Header(date=date, start=start, end=end, venue=_venue(texts))


def _dated(text: str) -> str | None:
    return first_date(text)


def _parted_date(texts: list[str]) -> str | None:
    """A day without a year, and the only year the head names elsewhere: "Årsmöte 2026 … den 7 mars"."""
    years = {int(y) for text in texts for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}
    if len(years) != 1:
        return None
    return next((d for text in texts if (d := first_date(text, years.copy().pop()))), None)


def _venue(texts: list[str]) -> str | None:
    """What "Plats:" says; else what the line after the time says, or the time's own line after it."""
    for text in texts:
        match = _WHERE.match(text)
        if match and text[match.end() :].strip():
            return text[match.end() :].strip(" .")
    for n, text in enumerate(texts):
        form = _WHEN.match(text)
        if form and form["day"]:
            continue
        if form and form["form"] and not find_times(text)[0] and (place := text[form.end() :].strip(" :.")):
            return place
        if form or (find_dates(text) and find_times(text)[0]):
            rest = _after_time(text)
            if rest:
                return rest
            following = texts[n + 1] if n + 1 < len(texts) else ""
            if (
                following
                and not _LABEL.match(following)
                and not _WHEN.match(following)
                and not first_date(following)
                and len(following) < 80
                and not _TITLE.match(following)
            ):
                return _FORM.sub("", following).strip(" .") or None
            break
    return next((_FORM.sub("", text).strip(" .") for text in texts if _FORM.match(text)), None)


def _after_time(text: str) -> str | None:
    """The place in "Kungsbackarummet, Storgatan 37, klockan 09:01-11:24" or "lördagen den 7 mars, kl 11:30 i klubblokalen"."""
    match = re.search(r"(?:[.:]\d\d|\d)\s*,?\s+(?:i|på|vid|hos)\s+(?P<place>[^\d]{3,60})$", text)
    if match and find_times(text)[0]:
        return match["place"].strip(" .,")
    match = re.match(
        r"^(?:[^:]*plats[^:]*:|plats\s+och\s+\w*tid(?:\s+för\s+sammanträdet?)?)\s*(?P<place>[A-ZÅÄÖ].*?),?\s+(?:kl\b|klockan|\d{4}-|(?:mån|tis|ons|tors|fre|lör|sön)dag)",
        text,
        re.IGNORECASE,
    )
    return match["place"].strip(" .,") if match else None


def _who_and_what(texts: list[str], running: list[str], header: Header) -> tuple[str | None, str | None]:
    """The body and the paper's name: a line that looks like an organisation, else the first of the head."""
    title = next((t for t in texts if _TITLE.match(t)), None) or next((t for t in running if _TITLE.match(t)), None)
    candidates = [c for t in (*texts, *running) if (c := _candidate(t, header))]
    body = next((c for c in candidates if _is_body(c)), None)
    if body is None and title:
        body = _body_in_title(title)
    if body is None:
        body = next((c for c in candidates[:3] if not _KOMMUN.fullmatch(c)), None)
    return body, _plain_title(title)


def _candidate(text: str, header: Header) -> str | None:
    text = re.sub(r"(?:,|\s[-–])\s*(?:protokoll|(?:minnes)?anteckningar)\b.*$", "", text, flags=re.IGNORECASE).strip()
    if (
        not 2 < len(text) <= 80
        or _TITLE.match(text)
        or _NOISE.search(text)
        or _LABEL.match(text)
        or _WHEN.match(text)
        or text == header.venue
        or names_people(text)
    ):
        return None
    if (first_date(text) and len(text) < 24) or find_times(text)[0] or _FORM.match(text):
        return None
    return re.sub(r"\s+(?:19|20)\d\d(?:-\d\d-\d\d)?$", "", text).strip(" .,") or None


def names_people(text: str) -> bool:
    """Whether a line begins with a person's name, told by the first name: it is of a list and no body's."""
    words = text.split(",")[0].split()
    whole = any(is_name(" ".join(words[:n])) for n in (2, 3) if n <= len(words))
    return whole and words[0].casefold() in first_names()


def _is_body(text: str) -> bool:
    return len(text.split()) <= 8 and looks_like_organisation(text) and not _KOMMUN.fullmatch(text) and not text.endswith(".")


def _body_in_title(title: str) -> str | None:
    """The body in "Protokoll för årsmöte Österlen Budo 2026"."""
    rest = _TITLE.sub("", title, count=1).strip(" ,:–-")
    match = _OF_MEETING.match(rest)
    named = (match["body"] if match else rest).strip(" ,:–-")
    named = re.sub(r"\s*(?:19|20)\d\d(?:-\d\d-\d\d)?\s*$", "", named).strip(" ,.")
    named = re.sub(r"^(?:för|från|vid|i)\s+", "", named, flags=re.IGNORECASE)
    return named if len(named) > 2 and any(c.isupper() for c in named) and not first_date(named) else None


def _plain_title(title: str | None) -> str | None:
    if title is None:
        return None
    match = _TITLE.match(title)
    return match[0] if match and re.match(r"\s*(?:\(|nr\b|\d|[–-])", title[match.end() :]) else title
