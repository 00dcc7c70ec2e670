"""Draws §-protocols: front pages, contents lists, running heads, references and the subheads the law asks for."""

from __future__ import annotations

from typing import Literal

from data.samples.meeting import Item, Meeting, Member, Roll
from data.samples.protocol import ProtocolWording
from data.samples.sheet import Look, Producer, Running
from tests.variants import words
from tests.variants.draw import Draw

Front = Literal["classic", "stacked", "list"]

HEADINGS: dict[Front, tuple[str, str, str, str]] = {
    "classic": ("Ledamöter", "Tjänstgörande ersättare", "Ersättare", "Tjänstepersoner"),
    "stacked": ("Beslutande ledamöter", "Tjänstgörande ersättare", "Ej tjänstgörande ersättare", "Övriga närvarande"),
    "list": ("Ledamöter", "Tjänstgörande ersättare", "Övriga ersättare", "Tjänstemän"),
}
ROLES = ("Ledamot", "Tjänstgörande ersättare", "Ersättare", "Tjänsteperson")
REFERENCES = (
    "{n}/{yy}",
    "KS-{year}/{n:05}",
    "SLK-{year}-{n:05}",
    "BN {year}-{n:06}",
    "{year}-{n:05}",
    "KS {year}/{n:03}",
    "KFN-{n:04}/{year}",
)


def _reference(draw: Draw, form: str, year: int) -> str:
    return form.format(n=draw.count(1, 2999), yy=f"{year % 100:02}", year=year - draw.one((0, 0, 0, 1)))


def _range(draw: Draw, first: int, last: int) -> str:
    """A presence range within the meeting, as printed."""
    low = draw.count(first, last)
    high = draw.count(low, last)
    if low == high:
        return f"§ {low}"
    return draw.one(("§§ {}-{}", "§§ {}–{}")).format(low, high)


def _paragraph_with_name(draw: Draw, voters: list[Member]) -> str:
    who = draw.one(voters)
    return draw.one(
        (
            f"{who.name} ({who.party}) yrkar bifall till förvaltningens förslag.",
            f"{who.name} ({who.party}) yrkar att ärendet ska återremitteras.",
            f"{who.name} ({who.party}) deltar inte i beslutet.",
        )
    )


def _under(draw: Draw, subhead: str, voters: list[Member], body: str, year: int) -> list[str]:
    """The paragraphs under a subhead."""
    match subhead:
        case "Beslutsunderlag" | "Handlingar":
            papers = (
                f"Tjänsteskrivelse, {year}-02-12",
                f"Förvaltningens tjänsteutlåtande den 6 december {year}",
                f"Yttrande från S den 8 januari {year}",
                f"Protokollsutdrag från kommunfullmäktige den 7 december {year}, § 92",
            )
            return draw.some(papers, 1, 3)
        case "Yrkanden":
            return [_paragraph_with_name(draw, voters) for _ in range(draw.count(1, 3))]
        case "Reservation":
            names = " och ".join(f"{m.name} ({m.party})" for m in draw.some(voters, 1, 2))
            return [f"{names} reserverar sig mot beslutet{draw.one(('', ' till förmån för eget yrkande'))}."]
        case "Propositionsordning" | "Beslutsgång":
            return [
                f"Ordföranden ställer proposition på förslagen och finner att {body[0].lower() + body[1:]} bifaller förvaltningens förslag."
            ]
        case "Omröstning":
            ayes = ", ".join(f"{m.name} ({m.party})" for m in voters[::2])
            noes = ", ".join(f"{m.name} ({m.party})" for m in voters[1::2])
            return [
                "Omröstning begärs och verkställs.",
                f"Ja: {ayes}.",
                f"Nej: {noes}.",
                f"Resultat: {len(voters[::2])} ja och {len(voters[1::2])} nej.",
            ]
        case "Jäv":
            who = draw.one(voters)
            return [f"{who.name} ({who.party}) anmäler jäv och deltar inte i handläggningen av ärendet."]
        case "Beslutet skickas till":
            return draw.some(("Stadsdirektören", "Ekonomienheten", "Sökanden", "Förvaltningen för kultur och fritid"), 1, 3)
        case _:
            return draw.text(1, 3).split("\n\n")


def _decision(draw: Draw, body: str) -> list[str]:
    kind = draw.random.random()
    if kind < 0.5:
        return [
            draw.one(
                (
                    f"{body} godkänner informationen.",
                    "Ärendet bordläggs till nästa sammanträde.",
                    f"{body} noterar informationen till protokollet.",
                )
            )
        ]
    if kind < 0.75:
        return [f"{body} beslutar att", *(f"{i}. {draw.sentence()}" for i in range(1, draw.count(3, 4)))]
    return [f"{body} föreslår kommunfullmäktige besluta:", draw.sentence(), *(f">{c}. {draw.sentence()}" for c in "ab"[: draw.count(0, 2)])]


def _text(draw: Draw, voters: list[Member], body: str, decided: str, year: int) -> str:
    if draw.chance(0.1):
        return draw.paragraph(1, 2)
    order = [words.SUBHEADS.index(head) for head in draw.some(words.SUBHEADS, 1, 5)]
    parts = [(words.SUBHEADS[place], _under(draw, words.SUBHEADS[place], voters, body, year)) for place in sorted(order)]
    parts.insert(0 if draw.chance(0.85) else len(parts), (decided, _decision(draw, body)))
    return "\n\n".join(text for head, under in parts for text in (f"## {head}", *under))


def _members(draw: Draw, count: int) -> list[Member]:
    roles = {0: "ordförande", 1: draw.one(("vice ordförande", "1:e vice ordförande"))} if draw.chance(0.7) else {}
    return [Member(draw.name(), draw.one(words.PARTIES), roles.get(place)) for place in range(count)]


def _serving(draw: Draw, first: int, last: int) -> list[Member]:
    """Substitutes who serve; now and then one person for two members in turn."""
    serving: list[Member] = []
    for _ in range(draw.count(0, 4)):
        party = draw.one(words.PARTIES)
        told = draw.chance(0.75)
        name, replaced = draw.name(), draw.name() if told else None
        if told and last - first > 2 and draw.chance(0.15):
            middle = draw.count(first + 1, last - 1)
            for low, high in ((first, middle - 1), (middle, last)):
                serving.append(Member(name, party, None, replaced, party, f"§§ {low}–{high}" if low < high else f"§ {low}"))
                replaced = draw.name()
            continue
        part = _range(draw, first, last) if draw.chance(0.2) else None
        serving.append(Member(name, party, None, replaced, party if told else None, part))
    return serving


def _officials(draw: Draw, secretary: str, first: int, last: int) -> list[Member]:
    told = [
        Member(draw.name(), None, draw.one(words.OFFICES), part=_range(draw, first, last) if draw.chance(0.3) else None)
        for _ in range(draw.count(1, 6))
    ]
    return [*told, Member(secretary, None, draw.one(("nämndsekreterare", "sekreterare")))]


def _rolls(draw: Draw, front: Front, secretary: str, first: int, last: int) -> tuple[Roll, ...]:
    members = _members(draw, draw.count(4, 13))
    if draw.chance(0.2):
        late = members[-1]
        note = draw.one(("deltar ej § {} på grund av jäv", "deltar ej § {} p.g.a. jäv")).format(draw.count(first, last))
        members[-1] = Member(late.name, late.party, late.role, note=note)
    elif draw.chance(0.3):
        late = members[-1]
        members[-1] = Member(late.name, late.party, late.role, part=_range(draw, first, last))
    idle = [
        Member(draw.name(), draw.one(words.PARTIES), part=_range(draw, first, last) if draw.chance(0.2) else None)
        for _ in range(draw.count(0, 5))
    ]
    empty = front == "classic" and draw.chance(0.5)  # a heading with nobody under it
    lists = (members, _serving(draw, first, last), idle, _officials(draw, secretary, first, last))
    rolls = [Roll(heading, role, tuple(who)) for heading, role, who in zip(HEADINGS[front], ROLES, lists, strict=True) if who or empty]
    if front != "list" and draw.chance(0.2):
        rolls.append(
            Roll("Frånvarande", "Ledamot", tuple(Member(draw.name(), draw.one(words.PARTIES)) for _ in range(draw.count(1, 3))), "absent")
        )
    return tuple(rolls)


def _furniture(draw: Draw, meeting: Meeting, municipality: str, front: Front) -> tuple[Running, Running | None, bool]:
    """Head, foot, and whether the front page has a heading of its own."""
    number = draw.one(("{page} ({pages})", "Sida {page} ({pages})", "{page}({pages})", "{page}/{pages}"))
    heading = front != "list" and draw.chance(0.4)
    first = 2 if heading and draw.chance(0.3) else 1
    day = f"{meeting.date}"
    heads = (
        Running(left=(municipality.upper(), meeting.body), centre=("SAMMANTRÄDESPROTOKOLL", day), right=(number,), first_page=first),
        Running(
            left=(meeting.body,),
            right=(f"Protokoll (nr {draw.count(1, 14)})", f"Sammanträdesdatum: {day}"),
            rule=draw.chance(0.5),
            first_page=first,
        ),
        Running(left=(municipality, "Sammanträdesprotokoll"), right=(meeting.body, day), first_page=first),
    )
    head = draw.one(heads)
    signs = Running(left=("Justerandes signatur",), right=("Utdragsbestyrkande",), rule=True)
    if head.right == (number,):
        return head, draw.one((None, signs, Running(left=("Expedierat/bestyrkt",)))), heading
    return head, Running(left=(f"{municipality} {meeting.body}, protokoll",), right=(number,), rule=draw.chance(0.3)), heading


def _items(draw: Draw, first: int, count: int, voters: list[Member], body: str, year: int) -> list[Item]:
    form = draw.one(REFERENCES)
    decided = f"{body}s beslut" if draw.chance(0.25) and not body.endswith("s") else "Beslut"
    titles = [title.format(year=year, later=year + 3) for title in draw.some(words.BOARD_MATTERS, count, count)]
    return [
        Item(
            title,
            _text(draw, voters, body, decided, year),
            label=f"§ {first + place}",
            reference=_reference(draw, form, year) if draw.chance(0.93) else None,
        )
        for place, title in enumerate(titles)
    ]


def draw_protocol(draw: Draw, producer: Producer) -> tuple[Meeting, Look, ProtocolWording]:
    """A meeting in a §-protocol, and how it is set and worded."""
    front: Front = draw.one(("classic", "classic", "stacked", "list"))
    day, (start, end) = draw.day(), draw.hours()
    body, municipality, secretary = draw.one(words.BOARDS), draw.one(words.MUNICIPALITIES), draw.name()
    first, count = draw.count(1, 260), draw.count(4, 12)
    rolls = _rolls(draw, front, secretary, first, first + count - 1)
    voters = [member for roll in rolls[:2] if roll.role != "Tjänsteperson" for member in roll.members if member.party]
    chair, approver = voters[0], draw.one(voters[1:])
    meeting = Meeting(
        body=body,
        title="Protokoll",
        date=day,
        start=start,
        end=end,
        venue=draw.one(words.VENUES),
        secretary=secretary,
        chair=f"{chair.name} ({chair.party})",
        approvers=(f"{approver.name} ({approver.party})",),
        rolls=rolls,
        items=tuple(_items(draw, first, count, voters, body, day.year)),
    )
    head, foot, heading = _furniture(draw, meeting, municipality, front)
    together = draw.chance(0.2)
    reference, at = draw.one(
        (
            ("{}", "same"),
            ("Dnr {}", "right"),
            ("Ärendenummer {}", "same"),
            ("Dnr {}", "same"),
            ("Diarienr {}", "right"),
            ("Dnr: {}", "below"),
        )
    )
    wording = ProtocolWording(
        front=front,
        front_borders=draw.one(("rows", "grid", "none")),
        front_heading=heading,
        contents=draw.chance(0.4),
        mark=draw.one(("§ {}", "§ {}", "§{}")),
        reference="Dnr {}" if together else reference,
        reference_at=at,  # type: ignore[arg-type]  # drawn from the literals above
        title_on_label_line=together,
        subhead=draw.one(("bold", "bold", "underlined")),
        each_on_new_page=draw.chance(0.25),
        signatures=draw.chance(0.3),
        approved=draw.one(("Digital justering", f"Digital justering, {day.replace(day=28)}", "Kommunhuset")),
        approvers=draw.one(("Justerare", "Protokolljusterare")),
        head=head,
        foot=foot,
    )
    return meeting, draw.look(producer), wording
