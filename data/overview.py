"""What the archive holds, seen as a whole: topics by year, people over all meetings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from data.archive import Archive
from data.people import Decision, Registry, turned
from data.people import key as name_key
from data.places import Place, place_of
from data.taxonomy import tree, with_broader


class Person(Struct, frozen=True, kw_only=True):
    """One person over all meetings. `name` is how most minutes write that of the one who stayed, `number` which of several of that
    name this is, `presented` and `mentioned` are items; extracts of a meeting are no more meetings."""

    key: str
    name: str
    number: int | None = None
    attended: int = 0
    missed: int = 0
    presented: int = 0
    mentioned: int = 0

    @property
    def told_apart(self) -> str:
        """The name, with what tells it from others of that name: it is asked for so."""
        return f"{self.name} #{self.number}" if self.number else self.name


class Office(Struct, frozen=True, kw_only=True):
    """What a person was: `kind` is role, organisation or party, `first` and `last` are dates of meetings."""

    kind: str
    name: str
    first: str
    last: str


class Mentioned(Struct, frozen=True, kw_only=True):
    """A place that texts mention in so many items, so many times, in meetings from `first` to `last`; its municipality and
    degrees where the lists of places tell them and most mentions mean it."""

    key: str
    name: str
    municipality: str | None
    latitude: float | None
    longitude: float | None
    items: int
    times: int
    first: str | None
    last: str | None


class Unknown(Struct, frozen=True, kw_only=True):
    """An organisation of presenters that the registry does not know, as written."""

    name: str
    presented: int


def topic_counts(archive: Archive) -> Mapping[str, Mapping[str, int]]:
    """Items by topic and year as --topic finds them, narrower topics with their broader ones; topics without items too."""
    rows = archive.rows(
        "SELECT coalesce(substr(m.date, 1, 4), '?'), group_concat(t.topic, '|')"
        " FROM topics t JOIN meetings m USING (document) GROUP BY t.document, t.item ORDER BY 1"
    )
    out: dict[str, dict[str, int]] = {subject.id: {} for _, subject in tree()}
    for year, told in rows:
        for topic in {broader for one in told.split("|") for broader in with_broader(one)}:
            counts = out.setdefault(topic, {})
            counts[year] = counts.get(year, 0) + 1
    return out


_PLACES = """
WITH said AS (SELECT coalesce(key, text) AS place, text, document || '/' || item AS item, m.municipality AS of, m.date AS date
                FROM mentions JOIN meetings m USING (document) WHERE label = 'LOC'),
     names AS (SELECT place, text, row_number() OVER (PARTITION BY place ORDER BY count(*) DESC, text) AS n FROM said GROUP BY 1, 2)
SELECT said.place, names.text, group_concat(coalesce(said.of, ''), '|'), count(DISTINCT said.item), count(*),
       coalesce(min(date), ''), coalesce(max(date), '')
  FROM said JOIN names ON names.place = said.place AND n = 1 GROUP BY 1 ORDER BY 4 DESC, 5 DESC, 1
"""


def places(archive: Archive) -> list[Mentioned]:
    """The places that texts mention, those in most items first."""
    out = []
    for key, name, among, items, times, first, last in archive.rows(_PLACES):
        found = _meant(key, Counter(among.split("|"))) or Place(name=name)
        out.append(
            Mentioned(
                key=key,
                name=" ".join(name.split()),
                municipality=found.municipality,
                latitude=found.latitude,
                longitude=found.longitude,
                items=items,
                times=times,
                first=first or None,
                last=last or None,
            )
        )
    return out


def _meant(key: str, among: Mapping[str, int]) -> Place | None:
    """The place that most mentions of a key mean, by how many are in minutes of each municipality ("" where unknown); None where most
    may mean another, or two places are meant as often."""
    told: Counter[Place | None] = Counter()
    for municipality, times in among.items():
        told[place_of(key, municipality or None)] += times
    most = max(told.values())
    found = [place for place, times in told.items() if times == most and place]
    return found[0] if len(found) == 1 else None


def unknown_organisations(archive: Archive) -> list[Unknown]:
    """Organisations of presenters that the registry does not know, those that present most first."""
    rows = archive.rows(
        "SELECT organisation, count(*) FROM presenters WHERE organisation IS NOT NULL AND organisation_key IS NULL"
        " GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return [Unknown(name=name, presented=count) for name, count in rows]


_SAID = """
SELECT person, name, document, status, NULL AS item FROM attendance WHERE person IS NOT NULL {also}
UNION ALL SELECT person, name, document, 'presented', item FROM presenters WHERE person IS NOT NULL {also}
UNION ALL SELECT key, text, document, 'mentioned', item FROM mentions WHERE label = 'PERSON' AND key IS NOT NULL {key}
"""
_PEOPLE = f"""
WITH said AS ({_SAID}),
     placed AS (SELECT said.*, coalesce(m.extract_of, m.id) AS meeting FROM said JOIN meetings m USING (document)),
     names AS (SELECT person, name, -count(*) AS seldom FROM said GROUP BY person, name),
     written AS (SELECT person, json_group_array(json_array(seldom, name)) AS names FROM names GROUP BY person),
     present AS (SELECT person, meeting FROM placed WHERE status = 'present' GROUP BY 1, 2)
SELECT p.person, w.names,
       count(DISTINCT CASE WHEN status = 'present' THEN p.meeting END),
       count(DISTINCT CASE WHEN status = 'absent' AND present.person IS NULL THEN p.meeting END),
       count(DISTINCT CASE WHEN status = 'presented' THEN document || '/' || item END),
       count(DISTINCT CASE WHEN status = 'mentioned' THEN document || '/' || item END)
  FROM placed p JOIN written w ON w.person = p.person
  LEFT JOIN present ON present.person = p.person AND present.meeting = p.meeting
 GROUP BY p.person ORDER BY count(*) DESC, p.person
"""


def people(archive: Archive) -> list[Person]:
    """Everyone who attended, presented or is mentioned, those who occur most first."""
    registry = Registry.of(archive.decisions())
    return [_person(row, registry) for row in archive.rows(_PEOPLE.format(also="", key=""))]


def person(archive: Archive, key: str) -> Person | None:
    """One person's counts."""
    rows = archive.rows(_PEOPLE.format(also="AND person = ?1", key="AND key = ?1"), key)
    return _person(rows[0], Registry.of(archive.decisions())) if rows else None


def _person(row: tuple[str, str, int, int, int, int], registry: Registry) -> Person:
    """A row of `_PEOPLE`: key, names with how often they are written, and the counts."""
    key, names, attended, missed, presented, mentioned = row
    written, kept = [one for _, one in sorted(json.loads(names))], key.partition(" #")[0]
    name = next((one for one in sorted(written, key=str.isupper) if name_key(one) == kept), written[0])
    number = registry.number(key) if len(registry.meant(name)) > 1 else None  # somebody merged may have another's name alone
    return Person(key=key, name=name, number=number, attended=attended, missed=missed, presented=presented, mentioned=mentioned)


def parted(archive: Archive, key: str, decision: Decision) -> tuple[int, int]:
    """In how many of the meetings that the person attended, presented at or is mentioned in a decision is about, and in how many not."""
    said = _SAID.format(also="AND person = ?1", key="AND key = ?1")
    ids = [name for (name,) in archive.rows(f"SELECT DISTINCT m.id FROM ({said}) JOIN meetings m USING (document)", key)]
    covered = [decision.covers(minutes) for minutes in archive.minutes(ids=ids)]
    return sum(covered), len(covered) - sum(covered)


def called(archive: Archive, name: str) -> list[Person]:
    """The people whom a name may mean: those it is a name of, the one it means most often first; where it is nobody's, or a single
    word, then all others who have its words."""
    whole = [one for key in archive.people_meant(name) if (one := person(archive, key))]
    if whole and len(name.split()) > 1:
        return whole
    words = set(name_key(turned(name)).split())
    keys = {one.key for one in whole}
    return [*whole, *(one for one in people(archive) if one.key not in keys and words and words <= set(one.key.partition(" #")[0].split()))]


def offices(archive: Archive, key: str) -> list[Office]:
    """The person's roles, organisations and parties with the dates of the first and last meeting that tell of each."""
    sql = """
    WITH told AS (
      SELECT document, 'role' AS kind, role AS name FROM attendance WHERE person = ?1
      UNION ALL SELECT document, 'role', role FROM presenters WHERE person = ?1
      UNION ALL SELECT document, 'organisation', organisation FROM attendance WHERE person = ?1
      UNION ALL SELECT document, 'organisation', organisation FROM presenters WHERE person = ?1
      UNION ALL SELECT document, 'party', party FROM attendance WHERE person = ?1)
    SELECT kind, min(told.name), coalesce(min(date), ''), coalesce(max(date), '') FROM told JOIN meetings USING (document)
     WHERE told.name IS NOT NULL GROUP BY kind, lower(told.name) ORDER BY kind, 3, 2
    """
    return [Office(kind=kind, name=name, first=first, last=last) for kind, name, first, last in archive.rows(sql, key)]


def meetings_of(archive: Archive, key: str) -> list[tuple[str, str, str, str]]:
    """The meetings a person was called to or came to, each once: (id, date, body, status), newest first.

    Who was there for a part was there; an extract's attendance counts for its meeting.
    """
    sql = """
    SELECT coalesce(m.extract_of, m.id), coalesce(m.date, ''), coalesce(m.body, ''),
           CASE min(CASE a.status WHEN 'present' THEN 1 WHEN 'absent' THEN 2 ELSE 3 END)
             WHEN 1 THEN 'present' WHEN 2 THEN 'absent' ELSE 'unknown' END
      FROM attendance a JOIN meetings m USING (document) WHERE a.person = ? GROUP BY 1, 2, 3 ORDER BY 2 DESC, 1
    """
    return [tuple(row) for row in archive.rows(sql, key)]


def items_of(archive: Archive, key: str) -> list[tuple[str, str, str, str]]:
    """The items a person presented or is tagged in: (id, date, title, presented or mentioned), newest first."""
    sql = """
    SELECT m.id || '/' || i.number, coalesce(m.date, ''), coalesce(i.title, ''), w.how
      FROM (SELECT document, item, 'presented' AS how FROM presenters WHERE person = ?1
            UNION SELECT document, item, 'mentioned' FROM mentions WHERE label = 'PERSON' AND key = ?1) w
      JOIN items i ON i.document = w.document AND i.number = w.item JOIN meetings m ON m.document = w.document
     ORDER BY 2 DESC, 1, 4 DESC
    """
    return [tuple(row) for row in archive.rows(sql, key)]
