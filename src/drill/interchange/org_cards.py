"""Cards in Org: the headings of org-drill and of org-fc."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from drill.interchange.package import ForeignSchedule
from drill.interchange.text_cards import TextCard
from drill.interchange.text_settings import OrgSettings, with_variables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HEADING: Final = re.compile(
    r"(\*{1,20})[ \t]+(.{0,1000}?)[ \t]*(:[\w@#%:]{1,300}:)?[ \t]*$"
)
_PROPERTY: Final = re.compile(r"[ \t]*:([\w-]{1,60}):[ \t]*(.{0,500})$")
_STAMP: Final = re.compile(r"[<\[](\d{4})-(\d\d)-(\d\d)")
_DRILL_GAP: Final = re.compile(r"\[(?!\[)([^\[\]\n]{1,500}?)\](?!\()")
_FC_GAP: Final = re.compile(
    r"\{\{([^{}\n]{1,500})\}(?:\{([^{}\n]{0,200})\})?(?:@(\d{1,4}))?\}"
)
_LINK: Final = re.compile(r"\[\[([^\]\[\n]{1,500})\](?:\[([^\]\[\n]{1,500})\])?\]")
_SOURCE: Final = re.compile(
    r"[ \t]*#\+begin_(src|example|quote)[ \t]*(\S{0,40}).*", re.IGNORECASE
)
_END: Final = re.compile(r"[ \t]*#\+end_(src|example|quote).*", re.IGNORECASE)
_MARKS: Final = (
    (re.compile(r"(?<![\w*])\*([^\s*](?:[^*\n]{0,300}[^\s*])?)\*(?![\w*])"), r"**\1**"),
    (re.compile(r"(?<![\w/:])/([^\s/](?:[^/\n]{0,300}[^\s/])?)/(?![\w/])"), r"*\1*"),
    (
        re.compile(r"(?<![\w=])[=~]([^\s=~](?:[^=~\n]{0,300}[^\s=~])?)[=~](?![\w=])"),
        r"`\1`",
    ),
)
CLOZES: Final = frozenset(
    {"hide1cloze", "hide2cloze", "show1cloze", "show2cloze", "cloze"}
)
TWO_SIDED: Final = frozenset({"twosided", "multisided", "double", "vocab"})


@dataclass(slots=True)
class _Entry:
    """A heading with what stands under it."""

    line: int
    depth: int
    title: str
    tags: tuple[str, ...]
    body: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    scheduled: str = ""
    below: list[_Entry] = field(default_factory=list)


def org_cards(text: str, settings: OrgSettings | None = None) -> Iterator[TextCard]:
    """The cards of headings that are tagged `drill` or `fc`.

    Args:
        text: an Org file; its own local variables go before the settings.
        settings: of its folder, where other signs may be chosen.
    """
    chosen = _local(text, settings or OrgSettings())
    for entry in _walk(_entries(text)):
        if {chosen.tag, "fc"} & set(entry.tags):
            found = _card(entry, chosen)
            if found is not None:
                yield found


def _local(text: str, settings: OrgSettings) -> OrgSettings:
    """What the first line of a text and its list of local variables change."""
    place = text.rfind("Local Variables:", max(0, len(text) - 3_000))
    list_ = text[place:] if place >= 0 else ""
    first = text.split("\n", 1)[0][:1_000]
    if "-*-" not in first:
        first = ""
    return with_variables(f"{first}\n{list_}", settings)


def looks_like_org(text: str, settings: OrgSettings | None = None) -> bool:
    """Whether a text has a heading of org-drill's or org-fc's."""
    tags = {_local(text, settings or OrgSettings()).tag, "fc"}
    return any(
        found[3] and tags & set(found[3].strip(":").split(":"))
        for line in text.split("\n")
        if line.startswith("*") and (found := _HEADING.match(line))
    )


def title_of(text: str) -> str:
    """What `#+TITLE:` says; empty if it says nothing."""
    for line in text.split("\n", 50)[:50]:
        if line.casefold().startswith("#+title:"):
            return " ".join(line[8:].split())[:200]
    return ""


def _entries(text: str) -> list[_Entry]:
    top: list[_Entry] = []
    stack: list[_Entry] = []
    drawer = ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _HEADING.match(line)
        if found:
            drawer = ""
            tags = tuple((found[3] or "").strip(":").split(":")) if found[3] else ()
            entry = _Entry(number, len(found[1]), found[2].strip(), tags)
            while stack and stack[-1].depth >= entry.depth:
                stack.pop()
            (stack[-1].below if stack else top).append(entry)
            stack.append(entry)
        elif stack:
            drawer = _taken(stack[-1], line, drawer)
    return top


def _taken(entry: _Entry, line: str, drawer: str) -> str:
    """Put a line where it belongs; the drawer that is open now."""
    word = line.strip().upper()
    if drawer:
        if word == ":END:":
            return ""
        found = _PROPERTY.match(line)
        if found:
            entry.properties[found[1].upper()] = found[2].strip()
        elif drawer == ":REVIEW_DATA:":
            entry.properties.setdefault("REVIEW_DATA", "")
            entry.properties["REVIEW_DATA"] += f"{line}\n"
        return drawer
    if word in {":PROPERTIES:", ":REVIEW_DATA:", ":LOGBOOK:"} and not _text(entry.body):
        return word
    if word.startswith(("SCHEDULED:", "DEADLINE:", "CLOSED:")):
        entry.scheduled = line
    else:
        entry.body.append(line)
    return ""


def _walk(entries: list[_Entry]) -> Iterator[_Entry]:
    waiting = list(reversed(entries))
    while waiting:
        entry = waiting.pop()
        yield entry
        waiting += reversed(entry.below)


def _card(entry: _Entry, settings: OrgSettings) -> TextCard | None:
    kind = entry.properties.get("DRILL_CARD_TYPE") or entry.properties.get(
        "FC_TYPE", ""
    )
    body = _text(entry.body)
    signs = {settings.tag, "fc", ""}
    tags = tuple(tag for tag in entry.tags if tag not in signs)
    more = {
        "tags": tags,
        "id": entry.properties.get("ID", ""),
        "schedules": _schedules(entry),
    }
    is_fc = "fc" in entry.tags
    gaps = _gaps(body, settings, is_fc=is_fc)
    if kind.casefold() in CLOZES or (not is_fc and gaps != body and not kind):
        if gaps == body:
            return None
        text = f"{entry.title}\n\n{gaps}" if entry.title not in {"", "Item"} else gaps
        return TextCard(entry.line, body, gaps=text, **more)  # type: ignore[arg-type]
    sides = [each for each in entry.below if _text(each.body) or each.below]
    if is_fc:
        front = entry.title
        back = _text(sides[0].body) if sides else body
        if sides and body:
            front = f"{front}\n\n{body}"
    else:
        front = body or entry.title
        back = _text(sides[0].body) if sides else ""
        if kind.casefold() in TWO_SIDED and len(sides) > 1:
            front, back = _text(sides[0].body), _text(sides[1].body)
    if not back and not front:
        return None
    both = kind.casefold() in TWO_SIDED
    return TextCard(entry.line, front, back, both, **more)  # type: ignore[arg-type]


def _gaps(text: str, settings: OrgSettings, *, is_fc: bool) -> str:
    number = 0

    def gap(found: re.Match[str]) -> str:
        nonlocal number
        if is_fc:
            place = int(found[3]) + 1 if found[3] else number + 1
            number = max(number, place)
            answer, hint = found[1], found[2] or ""
        else:
            number += 1
            answer, _, hint = found[1].partition(settings.before_hint)
            place = number
        said = f"{answer.strip()}::{hint.strip()}" if hint.strip() else answer.strip()
        return f"{{{{c{place}::{said}}}}}"

    drill = _DRILL_GAP if settings.is_first else _chosen(settings)
    return (_FC_GAP if is_fc else drill).sub(gap, text)


def _chosen(settings: OrgSettings) -> re.Pattern[str]:
    """A gap between other signs."""
    opening, closing = re.escape(settings.opening), re.escape(settings.closing)
    return re.compile(f"{opening}([^\n]{{1,500}}?){closing}")


def _text(lines: list[str]) -> str:
    """Org's markup as Markdown, as far as both have it."""
    made: list[str] = []
    is_code = False
    for line in lines:
        begins, ends = _SOURCE.match(line), _END.match(line)
        if begins and not is_code:
            is_code = begins[1].casefold() != "quote"
            made.append(f"```{begins[2]}" if is_code else "")
        elif ends:
            made.append("```" if is_code else "")
            is_code = False
        elif is_code:
            made.append(line)
        else:
            text = _LINK.sub(lambda found: _linked(found[1], found[2]), line)
            for pattern, replacement in _MARKS:
                text = pattern.sub(replacement, text)
            made.append(text.rstrip())
    if is_code:
        made.append("```")
    return "\n".join(made).strip("\n").strip()


def _linked(target: str, words: str | None) -> str:
    if target.startswith(("http:", "https:")):
        return f"[{words or target}](<{target}>)"
    return words or target.removeprefix("file:")


def _schedules(entry: _Entry) -> tuple[ForeignSchedule | None, ...]:
    known = entry.properties
    if "REVIEW_DATA" in known:
        return tuple(_of_table(known["REVIEW_DATA"]))
    found = _STAMP.search(entry.scheduled)
    interval = _number(known, "DRILL_LAST_INTERVAL")
    if found is None or interval is None:
        return ()
    due_ms = _instant_ms(*map(int, found.groups()))
    if due_ms is None:
        return ()
    return (
        ForeignSchedule(
            max(1, round(min(interval, 36_500))),
            due_ms,
            sm2_factor=_number(known, "DRILL_EASE"),
            repetitions=round(min(_number(known, "DRILL_TOTAL_REPEATS") or 0, 1e6)),
            lapses=round(min(_number(known, "DRILL_FAILURE_COUNT") or 0, 1e6)),
        ),
    )


def _of_table(table: str) -> Iterator[ForeignSchedule | None]:
    """org-fc's rows: position, ease, box, interval, due."""
    for row in table.split("\n"):
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        if len(cells) != 5 or cells[0] in {"position", ""} or cells[0].startswith("-"):  # noqa: PLR2004 - columns
            continue
        try:
            interval, factor = float(cells[3]), float(cells[1])
            due = datetime.fromisoformat(cells[4])
            due = due if due.tzinfo else due.replace(tzinfo=UTC)
            due_ms = int(due.timestamp() * 1000)
        except (ValueError, OverflowError):
            yield None
            continue
        is_known = 1 <= interval <= 36_500  # noqa: PLR2004 - a hundred years
        yield (
            ForeignSchedule(round(interval), due_ms, sm2_factor=factor)
            if is_known
            else None
        )


def _number(known: Mapping[str, str], name: str) -> float | None:
    try:
        value = float(known.get(name, ""))
    except ValueError:
        return None
    return value if 0 <= value < 1e9 else None  # noqa: PLR2004 - not a number, or no sense


def _instant_ms(year: int, month: int, day: int) -> int | None:
    try:
        at = datetime(year, month, day, tzinfo=UTC) + timedelta(hours=12)
    except (ValueError, OverflowError):
        return None
    return int(at.timestamp()) * 1000
