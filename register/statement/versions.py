"""What a page says about other versions, and about itself when it is old, new or withdrawn."""

from datetime import date

from django.urls import reverse
from django.utils import formats

from ..choices import Section
from ..dossier.issues import Around, Issue
from ..marking import own
from ..wording import date_words, sentence
from .about import contact_rows, last_blocks
from .address_form import Say
from .facts import Facts
from .page import Block, Line, Lines, Link, Prose, Row, Rows
from .page import Section as PageSection


def span(first: date, last: date) -> str:
    """Two days, without saying a year or month twice."""
    form = "j F Y" if first.year != last.year else "j F" if first.month != last.month else "j"
    say = Say()
    return say("{first} tot en met {last}", first=formats.date_format(first, form), last=date_words(last))


def period(issue: Issue) -> str:
    """When a version counts, in words."""
    say, start = Say(), date_words(issue.valid_from)
    if issue.is_skipped:
        return say("vervallen voor de eerste dag, {start}", start=start)
    if issue.is_announced:
        return say("vanaf {start}, nog niet van kracht", start=start)
    if issue.until is None:
        return say("vanaf {start}", start=start) if issue.is_withdrawal else say("{start} tot heden", start=start)
    return start if issue.until <= issue.valid_from else span(issue.valid_from, issue.until)


def difference(provider: str, issue: Issue, text: str) -> Link:
    """To what changed with a version."""
    return Link(text, reverse("difference", args=[provider, issue.previous, issue.number]))


def notes(say: Say, around: Around) -> Lines:
    """What stands above the page when this is not simply the version that counts."""
    lines: list[Line] = []
    if not around.is_current:
        to_current = say("Naar de huidige versie") if around.is_active else say("Naar de laatste versie")
        lines.append((_which(say, around.this), " ", Link(to_current, reverse("statement", args=[around.provider]))))
    if around.ended:
        lines.append((_ended(say, around.ended),))
    if around.is_current and around.announced:
        lines.append(_announcement(say, around.provider, around.announced))
    return tuple(lines)


def _ended(say: Say, issue: Issue) -> str:
    since = say("Deze aanbieder is sinds {start} niet meer actief in dit register.", start=date_words(issue.valid_from))
    return f"{since} {sentence(own(issue.note))}"


def withdrawal(say: Say, issue: Issue) -> str:
    """What a version does that withdraws the provider, for who compares it with another."""
    if issue.is_skipped:
        return say("Versie {number} is een intrekking die nooit is ingegaan.", number=issue.number)
    since = say(
        "Met versie {number} is deze aanbieder vanaf {start} niet meer actief in dit register.",
        number=issue.number, start=date_words(issue.valid_from),
    )  # fmt: skip
    return f"{since} {sentence(own(issue.note))}"


def _which(say: Say, issue: Issue) -> str:
    start = date_words(issue.valid_from)
    if issue.is_withdrawal:
        return say("Dit is versie {number}: de intrekking vanaf {start}.", number=issue.number, start=start)
    if issue.is_skipped:
        return say("Dit is versie {number}, vervallen voor de eerste dag: {start}.", number=issue.number, start=start)
    if issue.is_announced:
        return say("Dit is versie {number}, die geldt vanaf {start}.", number=issue.number, start=start)
    if issue.until is None or issue.until <= issue.valid_from:
        return say("Dit is versie {number}, geldig op {start}.", number=issue.number, start=start)
    return say(
        "Dit is versie {number}, geldig van {span}.", number=issue.number, span=span(issue.valid_from, issue.until)
    )


def _announcement(say: Say, provider: str, issue: Issue) -> Line:
    start = date_words(issue.valid_from)
    if issue.is_withdrawal:
        return (say("Vanaf {start} is deze aanbieder niet meer actief in dit register.", start=start),)
    text = say("Vanaf {start} geldt versie {number}.", start=start, number=issue.number)
    if issue.previous is None:
        return (text,)
    return (text, " ", difference(provider, issue, say("Bekijk wat er verandert")))


def recent_change(say: Say, around: Around) -> Line:
    """What the officer said about a change of the last sixty days."""
    issue = around.this
    if not (around.is_recent and around.is_current and issue.previous):
        return ()
    told = {"start": date_words(issue.valid_from), "note": sentence(own(issue.note))}
    if issue.is_cancellation:
        return (say("Op {start} is een aangekondigde wijziging ingetrokken: {note}", **told),)
    text = say("Gewijzigd op {start}: {note}", **told)
    return (text, " ", difference(around.provider, issue, say("Bekijk het verschil")))


def versions(facts: Facts, around: Around | None) -> PageSection | None:
    """The last section: contact, the last versions, and how the statement changes."""
    say = facts.say
    contact, heading = contact_rows(facts), last_heading(facts)
    latest = _latest(say, around) if around else ()
    blocks: tuple[Block, ...] = (*((contact,) if contact.rows else ()), *latest, *last_blocks(facts))
    return PageSection(Section.VERSIONS.value, heading, heading, blocks) if blocks else None


def last_heading(facts: Facts) -> str:
    """The heading of that section."""
    return facts.say("Contact en wijzigingen")


def _latest(say: Say, around: Around) -> tuple[Block, ...]:
    rows = tuple(Row(f"{say('Versie')} {issue.number}", _lines(say, around, issue)) for issue in around.latest)
    everything = Link(say("Alle versies van deze verklaring"), reverse("versions", args=[around.provider]))
    return Rows(rows), Prose(((everything,),))


def _lines(say: Say, around: Around, issue: Issue) -> Lines:
    note: Line = (sentence(own(issue.note)),)
    lines: list[Line] = [(period(issue),), (say("Afgeschermd"), ": ", *note) if issue.shielded_on else note]
    if issue.previous:
        text = say("Vergelijk versie {number} met versie {previous}", number=issue.number, previous=issue.previous)
        lines.append((difference(around.provider, issue, text),))
    return tuple(lines)
