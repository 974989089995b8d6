"""The register of processing activities of art. 30 AVG: an Edition in, plain view data out."""

from collections import Counter

from providers.choices import TAKEN_OVER

from ..addresses import check_of
from ..choices import FOR_OTHERS, PROCESSING, Role
from ..dossier import Dossier, Edition
from ..dossier.types import Activity
from ..filling import filled
from ..role_names import ONE_PROCESSOR, SEVERAL_PROCESSORS
from ..wording import capital, date_words, enumerated, joined, local_date, local_moment, made_by, small, with_brackets
from .additional import additional, unknown
from .annexes import annexes
from .changes import changes
from .duties import CONTROLLER_ELEMENTS, PROCESSOR_ELEMENTS, duties, rows, states
from .lookup import Lookup, facts_in
from .overview import COLUMNS, overview
from .points import counted, of_activity, summary
from .self_check import self_check_annex
from .shared import shared
from .types import ActivityView, Annex, Element, Field, Part, RegisterView, State, block

TITLE = "Register van verwerkingsactiviteiten"

# Word in addresses to the roles it stands for.
ROLES: dict[str, frozenset[Role | None]] = {
    "verantwoordelijke": frozenset({Role.CONTROLLER, Role.JOINT}),
    "verwerker": frozenset(FOR_OTHERS),
    "onbekend": frozenset({None}),
}

# Key, title, paragraph and word in addresses.
_PARTS = (
    ("A", "Verwerkingen als verantwoordelijke", "art. 30 lid 1 AVG", "verantwoordelijke"),
    ("B", f"Verwerkingen als {ONE_PROCESSOR}", "art. 30 lid 2 AVG", "verwerker"),
    ("C", "Rol nog niet vastgelegd", "art. 30 lid 1 AVG, zolang dat zo is", "onbekend"),
)

_AUTHENTIC = (
    "De vingerafdruk gaat over de inhoud van het register, niet over een bestand. Zij is de SHA-256 van het "
    "onderdeel “dossier” in register.json; dat bestand zit als bijlage in de pdf."
)
_DRAFT = "Concept: de rijen zoals zij op dat moment waren. Niemand heeft dit vastgesteld."
_LATER = "Latere wijzigingen staan niet in dit document."
_OPEN_POINTS = (
    "Ontbreekt: de wet vraagt dit en het is niet of niet helemaal vastgelegd.",
    "Niet vastgelegd: de wet vraagt dit alleen in bepaalde gevallen, of artikel 30 vraagt het niet.",
    "Wij vullen niets in dat niet is vastgelegd.",
)
_SOURCES = "[r53] betekent: regel 53 van het brondocument. De rij Bron noemt het document en de kop boven die regel."
_READINGS = "Onze lezing: de bron zegt dit niet met zoveel woorden. De rij Onze lezing zegt waarom het er toch staat."
INTERNAL = "Alleen in het register"


def article30(edition: Edition, role: str | None = None) -> RegisterView:
    """The register, or the part of one role (a key of ROLES).

    Only the whole register lists what changed since the version before.
    """
    dossier = filled(edition.dossier)
    lookup = Lookup(dossier)
    nowhere, left = _unrecorded(lookup)
    wanted = [part for part in _PARTS if role is None or part[-1] == role]
    parts = tuple(part for row in wanted if (part := _part(*row, lookup, edition, left)).activities)
    more = annexes(lookup, edition.findings, edition.explanation)
    more = (*more, self_check_annex(edition, len(more) + 1))
    changed = changes(edition, number=len(more) + 1) if role is None else None
    return RegisterView(
        provider=dossier.provider.name,
        slug=dossier.provider.slug,
        title=TITLE,
        document_number=edition.document_number,
        version=str(edition.version),
        status="Concept" if edition.is_draft else capital(_status(edition)),
        is_draft=edition.is_draft,
        as_of=local_date(edition.made_at),
        fingerprint=edition.register_fingerprint,
        cover=_cover(edition),
        about=_about(edition),
        shared=shared(lookup, nowhere),
        figures=_figures(edition, parts, changed),
        main_gaps=main_gaps(parts),
        parts=parts,
        annexes=more,
        changes=changed,
    )


def _unrecorded(lookup: Lookup) -> tuple[list[str], dict[str, list[str]]]:
    """What is recorded of no activity at all, which is said once, and what else is not, by number."""
    unknowns = {activity.number: unknown(activity, lookup) for activity in lookup.dossier.activities}
    first, *others = unknowns.values() or [[]]
    nowhere = [word for word in first if others and all(word in words for words in others)]
    return nowhere, {number: [word for word in words if word not in nowhere] for number, words in unknowns.items()}


def with_roles(dossier: Dossier, role: str) -> tuple[Activity, ...]:
    """The activities of one role (a key of ROLES)."""
    return tuple(activity for activity in dossier.activities if activity.role in ROLES[role])


def elements_of(dossier: Dossier, number: str) -> tuple[tuple[Element, State], ...]:
    """What is asked of one activity, and how far it is recorded; empty when there is no such activity."""
    activity = next((item for item in dossier.activities if item.number == number), None)
    found = duties(activity, Lookup(dossier)) if activity else {}
    return tuple(zip(found, states(found), strict=True))


def _part(
    key: str, title: str, law: str, role: str, lookup: Lookup, edition: Edition, left: dict[str, list[str]]
) -> Part:
    elements = PROCESSOR_ELEMENTS if role == "verwerker" else CONTROLLER_ELEMENTS
    found = with_roles(lookup.dossier, role)
    also = f" of sub{ONE_PROCESSOR}" if any(item.role == Role.SUBPROCESSOR for item in found) else ""
    activities = tuple(_activity(item, lookup, edition, left[item.number]) for item in found)
    return Part(key, f"{title}{also}", law, COLUMNS, elements, activities)


def _activity(activity: Activity, lookup: Lookup, edition: Edition, left: list[str]) -> ActivityView:
    found = duties(activity, lookup)
    services = enumerated(_service(key, lookup) for key in activity.services)
    kind = "Dienst" if len(activity.services) == 1 else "Diensten"
    return ActivityView(
        number=activity.number,
        title=activity.title,
        subtitle=joined((INTERNAL if activity.internal else "", f"{kind}: {services}" if services else ""), ". "),
        cells=overview(activity, lookup, found, edition.findings),
        duties=rows(found, activity, lookup),
        additional=additional(activity, lookup, edition.traces.get(activity.number), left),
        states=states(found),
        points=of_activity(edition.findings, activity.number),
    )


def _service(key: str, lookup: Lookup) -> str:
    node = lookup.find("services", key)
    return with_brackets(node.name, node.condition) if node else key


def _line(label: str, *lines: str) -> Field:
    return Field(label, block(lines))


def _cover(edition: Edition) -> tuple[Field, ...]:
    counts = Counter(activity.role for activity in edition.dossier.activities)
    roles = (
        (sum(counts[role] for role in ROLES["verantwoordelijke"]), "als verantwoordelijke"),
        (counts[Role.PROCESSOR], f"als {ONE_PROCESSOR}"),
        (counts[Role.SUBPROCESSOR], f"als sub{ONE_PROCESSOR}"),
        (counts[None], "met een rol die niet is vastgelegd"),
    )
    processing = ", ".join(f"{count} {words}" for count, words in roles if count)
    internal = sum(activity.internal for activity in edition.dossier.activities)
    processing = with_brackets(processing, f"waarvan {internal} {small(INTERNAL)}" if internal else "")
    status = _status(edition) if edition.is_draft else f"{edition.version}, {_status(edition)}"
    return (
        _line("Documentnummer", edition.document_number),
        _line("Versie en status", capital(status)),
        _line("Peildatum", local_date(edition.made_at)),
        _line("Verwerkingen", processing or "geen"),
        *([_line("Fouten en waarschuwingen", summary(edition.findings))] if edition.findings is not None else []),
        _line("Verspreiding", "Vertrouwelijk. Alleen voor de auditor en de toezichthouder."),
    )


def _status(edition: Edition) -> str:
    """Who adopted it; what an installation took over by itself nobody did."""
    if edition.is_draft:
        return f"concept zoals het op {local_date(edition.made_at)} was, niet vastgesteld"
    if edition.maker in (None, "", TAKEN_OVER):
        return "gepubliceerd, nog door niemand vastgesteld"
    return f"vastgesteld op {local_date(edition.made_at)} {made_by(edition.maker)}"


def _about(edition: Edition) -> tuple[Field, ...]:
    is_read = any(fact.reading for fact in facts_in([edition.dossier]))
    since = f", geldig vanaf {date_words(edition.valid_from)}" if edition.valid_from else ""
    # Only the signs that this register uses.
    used = block([_SOURCES if edition.dossier.documents else "", _READINGS if is_read else ""])
    return (
        _line("Opgesteld", joined((local_moment(edition.made_at), made_by(edition.maker)), ", ")),
        _line(
            "Toestand van het register", _DRAFT if edition.is_draft else f"Versie {edition.version}{since}. {_LATER}"
        ),
        _line("Echtheid controleren", _authenticity(edition)),
        _line("Zo leest u de open punten", *_OPEN_POINTS),
        *(Field("Zo leest u de bronnen", (signs,)) for signs in used),
    )


def _authenticity(edition: Edition) -> str:
    number = edition.document_number
    check = f" Controleer documentnummer {number} en de vingerafdruk op {check_of(number)}."
    return _AUTHENTIC if edition.is_draft else _AUTHENTIC + check


def _figures(edition: Edition, parts: tuple[Part, ...], changed: Annex | None) -> tuple[tuple[str, int | None], ...]:
    dossier = edition.dossier
    numbers = {activity.number for part in parts for activity in part.activities}
    shown = [item for item in dossier.activities if item.number in numbers]
    rows = (row for item in shown for row in item.disclosures)
    helpers = {row.recipient for row in (*rows, *dossier.disclosures) if row.role in PROCESSING}
    none = bool(shown) and all(item.no_processors for item in shown)
    return (
        ("Verwerkingen", len(shown)),
        (f"Soorten (sub){SEVERAL_PROCESSORS}", len(helpers) if helpers or none else None),
        ("Bewaartermijnen", len(dossier.terms) or None),
        *((f"{severity.label}en", count) for severity, count in counted(edition.findings)),
        *([(changed.title, changed.count)] if changed else ()),
    )


def main_gaps(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """What is asked and not (wholly) recorded, most often missing first, with the number of activities of each."""
    total = sum(len(part.activities) for part in parts)
    found = Counter(
        element.word
        for part in parts
        for activity in part.activities
        for element, state in zip(part.elements, activity.states, strict=True)
        if state.is_gap
    )
    by_count: dict[int, list[str]] = {}
    for word, count in found.most_common():
        by_count.setdefault(count, []).append(word)
    return tuple(f"Bij {'alle' if n == total else n}: {', '.join(words)}." for n, words in by_count.items())
