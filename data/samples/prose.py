"""Composes a running account without table, numbers or headings: its text is all there is to find."""

from __future__ import annotations

from msgspec import Struct

from data.samples.meeting import Meeting, WhenForm, printed_when
from data.samples.sheet import Look, Sheet, line


class ProseWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the account tells when and who."""

    when: WhenForm = "plain"
    recorded: str = "Vid pennan:"


def compose(meeting: Meeting, look: Look, wording: ProseWording) -> Sheet:
    """The account as a sheet."""
    blocks = [
        line(meeting.title, scale=1.3, bold=True, align="left"),
        line(meeting.body, align="left"),
        *(line(text, align="left") for text in printed_when(wording.when, meeting)),
        line(f"Plats: {meeting.venue}", align="left", after=12.0),
        *(line(part) for item in meeting.items for part in item.paragraphs()),
        line(wording.recorded, align="left", before=14, keep=True),
        line(meeting.secretary, align="left"),
    ]
    return Sheet(title=f"{meeting.title} {meeting.date}", look=look, blocks=tuple(blocks))
