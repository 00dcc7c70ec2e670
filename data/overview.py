"""What the archive holds, seen as a whole: topics by year, people over all meetings."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from data.archive import Archive
from data.topics import taxonomy


class Person(Struct, frozen=True, kw_only=True):
    """One person over all meetings, by the key that hyphens, spaces and case leave alone."""

    key: str
    name: str
    attended: int = 0
    missed: int = 0
    presented: int = 0
    mentioned: int = 0


def topic_counts(archive: Archive) -> Mapping[str, Mapping[str, int]]:
    """Items by topic and year, in the taxonomy's order; topics without items too."""
    rows = archive.rows(
        "SELECT t.topic, coalesce(substr(m.date, 1, 4), '?'), count(*)"
        " FROM topics t JOIN meetings m USING (document) GROUP BY 1, 2 ORDER BY 2"
    )
    out: dict[str, dict[str, int]] = {one: {} for one in taxonomy()}
    for topic, year, count in rows:
        out.setdefault(topic, {})[year] = count
    return out


_PEOPLE = """
SELECT person, name, sum(attended), sum(missed), sum(presented), sum(mentioned) FROM (
  SELECT person, name, status = 'present' AS attended, status = 'absent' AS missed, 0 AS presented, 0 AS mentioned
    FROM attendance WHERE person IS NOT NULL
  UNION ALL SELECT person, name, 0, 0, 1, 0 FROM presenters WHERE person IS NOT NULL
  UNION ALL SELECT key, text, 0, 0, 0, 1 FROM mentions WHERE label = 'PERSON' AND key IS NOT NULL
) {where} GROUP BY person ORDER BY count(*) DESC, person
"""


def people(archive: Archive) -> list[Person]:
    """Everyone who attended, presented or is mentioned, those who occur most first."""
    return [_person(row) for row in archive.rows(_PEOPLE.format(where=""))]


def person(archive: Archive, key: str) -> Person | None:
    """One person's counts."""
    rows = archive.rows(_PEOPLE.format(where="WHERE person = ?"), key)
    return _person(rows[0]) if rows else None


def _person(row: tuple[str, str, int, int, int, int]) -> Person:
    key, name, attended, missed, presented, mentioned = row
    return Person(key=key, name=name, attended=attended, missed=missed, presented=presented, mentioned=mentioned)


def meetings_of(archive: Archive, key: str) -> list[tuple[str, str, str, str]]:
    """The meetings a person was called to or came to: (id, date, body, status), newest first."""
    sql = (
        "SELECT m.id, coalesce(m.date, ''), coalesce(m.body, ''), a.status FROM attendance a JOIN meetings m USING (document)"
        " WHERE a.person = ? ORDER BY 2 DESC, 1"
    )
    return [tuple(row) for row in archive.rows(sql, key)]


def items_of(archive: Archive, key: str) -> list[tuple[str, str, str, str]]:
    """The items a person presented or is mentioned in: (id, date, title, presented or mentioned), newest first."""
    sql = """
    SELECT m.id || '/' || i.number, coalesce(m.date, ''), coalesce(i.title, ''), w.how
      FROM (SELECT document, item, 'presented' AS how FROM presenters WHERE person = ?1
            UNION SELECT document, item, 'mentioned' FROM mentions WHERE label = 'PERSON' AND key = ?1) w
      JOIN items i ON i.document = w.document AND i.number = w.item JOIN meetings m ON m.document = w.document
     ORDER BY 2 DESC, 1, 4 DESC
    """
    return [tuple(row) for row in archive.rows(sql, key)]
