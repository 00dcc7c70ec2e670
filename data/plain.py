"""Text from documents made safe to show: no control character of a PDF or a file name ever reaches a terminal."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str | None) -> str:
    """The text with control characters, direction marks and half characters shown as \ufffd."""
    return _CONTROL.sub("\ufffd", text or "")


def clean_json(text: str) -> str:
    """JSON with the control characters that JSON itself allows written as escapes: the same value, safe to show."""
    return re.sub(r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]", lambda m: f"\\u{ord(m[0]):04x}", text)
