"""Facts of the provider as a whole, each once: recipients, terms, and what the statement says."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from retention.choices import TermKind

from ..choices import PROCESSING, FirstLayer, LinkRole, RightKind
from ..dossier.types import Address, Door, RetentionTerm, TermException, TradeName
from ..role_names import SEVERAL_PROCESSORS
from ..wording import capital, joined, plain, small, term_words, with_brackets
from .facts import as_row, as_rows, label, reading_row, source_row
from .legal_bases import short_basis
from .lookup import Lookup, address_words
from .points import Findings, points, points_intro
from .sharing import disclosure_line
from .types import Annex, Block, FactTable, Field, block

# Of a recipient its role goes without saying.
_TOLD_ROLES = (*PROCESSING, LinkRole.ORIGIN)
# What the words of a term say; the first line of its row.
_IN_WORDS = (
    *(
        "kind",
        "amount",
        "minimum_amount",
        "is_maximum",
        "start_event",
        "start_not_applicable",
        "end_event",
        "criterion",
    ),
    *("chosen_by", "chosen_for", "afterwards", "anonymised_amount", "anonymised_is_maximum", "anonymised_is_total"),
    "exceptions",
)


def annexes(lookup: Lookup, findings: Findings, explanation: str = "") -> tuple[Annex, ...]:
    """The annexes that have something to say, numbered in their order."""
    explained = FactTable("Bij publicatie", tuple(_filled([("Uitleg bij publicatie", [explanation])])))
    candidates = (
        (f"Ontvangers en (sub){SEVERAL_PROCESSORS}", "Alle partijen die het register noemt.", _recipients(lookup)),
        ("Bewaartermijnen", "Zoals vastgelegd, met de verwerkingen waarin zij gelden.", _terms(lookup)),
        ("Open punten", points_intro(findings), [explained, *points(findings)]),
        ("Diensten, systemen en maatregelen", "Feiten die voor meer verwerkingen gelden.", _shared(lookup)),
        ("Rechten, verzoeken en klachten", "Zoals de aanbieder die zelf vermeldt.", _rights(lookup)),
        ("Overige feiten van de aanbieder", "Zoals de aanbieder die zelf vermeldt.", _policies(lookup)),
        ("Woorden, teksten en bronnen", "Woordenlijst, redactionele teksten en brondocumenten.", _words(lookup)),
    )
    filled = [(title, intro, tables) for title, intro, tables in candidates if any(table.rows for table in tables)]
    return tuple(
        Annex(number, title, intro, tuple(table for table in tables if table.rows))
        for number, (title, intro, tables) in enumerate(filled, start=1)
    )


def _table(title: str, nodes: Iterable[Any], lookup: Lookup, name: Callable[[Any], str], skip: str) -> FactTable:
    return FactTable(title, tuple(as_row(node, lookup, name(node), skip=skip.split()) for node in nodes))


def _recipients(lookup: Lookup) -> list[FactTable]:
    dossier = lookup.dossier
    used: dict[str, list[str]] = {}
    for activity in dossier.activities:
        for row in activity.disclosures:
            role = f" ({small(plain(row.role))})" if row.role in _TOLD_ROLES else ""
            used.setdefault(row.recipient, []).append(f"{activity.number}{role}")
    rows = tuple(
        as_row(node, lookup, node.name, skip=["name"], extra=[_used(used.get(node.key, []), "Bij verwerking")])
        for node in dossier.recipients
    )
    return [FactTable("Partijen", rows), FactTable("Voor de hele aanbieder", _wide(lookup))]


def _wide(lookup: Lookup) -> tuple[Field, ...]:
    """The links that no activity has for itself: who receives data, and who delivers them."""
    every = lookup.dossier.disclosures
    origins = [row for row in every if row.role == LinkRole.ORIGIN]
    others = [row for row in every if row.role != LinkRole.ORIGIN]
    lists = ("Ontvangers", others), ("Herkomst", origins)
    lines = [(title, [disclosure_line(row, lookup) for row in rows]) for title, rows in lists]
    return (*_filled(lines), *reading_row(every, lookup))


def _used(numbers: list[str], words: str) -> str:
    return f"{words}: {joined(dict.fromkeys(numbers), ', ')}" if numbers else ""


def _terms(lookup: Lookup) -> list[FactTable]:
    used: dict[str, list[str]] = {}
    for activity in lookup.dossier.activities:
        for row in activity.data:
            used.setdefault(row.term or "", []).append(activity.number)
    rows = (_term_row(term, used.get(term.key, []), lookup) for term in lookup.dossier.terms)
    return [
        FactTable("Termijnen", tuple(rows)),
        _table("Wettelijke gronden", lookup.dossier.grounds, lookup, lambda ground: ground.name, "name"),
    ]


def _term_row(term: RetentionTerm, numbers: list[str], lookup: Lookup) -> Field:
    words = term_words(term)
    # Of the customer's terms the words begin with the kind.
    first = capital(words) if term.kind == TermKind.CONTROLLER else joined((plain(term.kind), words), ": ")
    readings = [
        f"{label(TermException, 'reading')}, {row.condition}: {row.reading}" for row in term.exceptions if row.reading
    ]
    extra = [*readings, _used(numbers, "Geldt bij verwerking")]
    details = as_row(term, lookup, term.name, skip=["name", *_IN_WORDS], extra=extra)
    return Field(term.name, (Block((first, *(details.blocks[0].items if details.blocks else ()))),))


def _shared(lookup: Lookup) -> list[FactTable]:
    dossier = lookup.dossier
    operations = joined((lookup.name("processing_operations", row.operation) for row in dossier.operations), ", ")
    wide = [
        Field("Bewerkingen", (Block((operations,)),)),
        *reading_row(dossier.operations, lookup),
        *source_row(dossier.operations, lookup),
    ]
    return [
        _table("Diensten", dossier.services, lookup, lambda node: node.name, "name"),
        _table("Systemen", dossier.systems, lookup, lambda node: node.name, "name"),
        _table("Groepen betrokkenen", dossier.subject_groups, lookup, lambda node: node.name, "name category"),
        _table(
            "Beveiliging voor de hele aanbieder",
            dossier.security,
            lookup,
            lambda row: lookup.name("measures", row.measure),
            "measure",
        ),
        FactTable("Bewerkingen voor de hele aanbieder", tuple(wide) if operations else ()),
        _table("Doelen voor de hele aanbieder", dossier.general_purposes, lookup, lambda row: row.name, "name"),
        _table("Grondslagen voor de hele aanbieder", dossier.general_bases, lookup, short_basis, "article"),
    ]


def _rights(lookup: Lookup) -> list[FactTable]:
    dossier = lookup.dossier
    points = _table(
        "Contactpunten",
        dossier.contact_points,
        lookup,
        lambda node: joined((plain(node.use), plain(node.channel)), ", "),
        "use channel",
    )
    rights = _table(
        "Rechten",
        sorted(dossier.rights, key=lambda node: list(RightKind).index(node.right)),
        lookup,
        lambda node: f"{plain(node.right)} (art. {node.right.value.replace('-', ' lid ')} AVG)",
        "right",
    )
    return [
        points,
        rights,
        FactTable("Afhandeling van verzoeken", as_rows(dossier.requests, lookup)),
        FactTable("Klachten", as_rows(dossier.complaint, lookup)),
    ]


def _policies(lookup: Lookup) -> list[FactTable]:
    dossier = lookup.dossier
    return [
        FactTable("Delen van gegevens", as_rows(dossier.sharing, lookup)),
        FactTable("Geautomatiseerde besluiten", as_rows(dossier.decisions, lookup)),
        _table("Rapportages", dossier.reports, lookup, lambda node: node.name, "name"),
        FactTable("Datalekken", as_rows(dossier.breach, lookup)),
        FactTable("Logbestanden", as_rows(dossier.logging, lookup)),
        FactTable("Cookiebeleid", as_rows(dossier.cookie_policy, lookup)),
        _table("Cookies", dossier.cookies, lookup, lambda node: node.name, "name"),
        FactTable("Wijzigingen van de verklaring", as_rows(dossier.changes, lookup)),
        FactTable("Bellen naar 112", as_rows(dossier.emergency, lookup)),
        _table("Algemene rol", dossier.role_claims, lookup, lambda node: plain(node.role), "role"),
        _table("Gegevens van kinderen", dossier.minors, lookup, lambda _: "Voor de hele aanbieder", ""),
        _table("Mededelingen", dossier.remarks, lookup, lambda node: plain(node.section), "section"),
    ]


def _words(lookup: Lookup) -> list[FactTable]:
    dossier = lookup.dossier
    return [
        FactTable("Soorten gegevens en doelen", tuple(_vocabulary(lookup))),
        FactTable("Teksten op de openbare pagina", tuple(_editorial(lookup))),
        _table(
            "Brondocumenten",
            dossier.documents,
            lookup,
            lambda node: f"{node.code}, {node.title}",
            "code title headings",
        ),
    ]


def _vocabulary(lookup: Lookup) -> Iterable[Field]:
    """The words this provider uses from the shared lists, with what they say about themselves."""
    dossier = lookup.dossier
    lists = (
        ("Gegevenscategorieën", dossier.data_categories),
        ("Categorieën betrokkenen", dossier.data_subject_categories),
        ("Soorten doelen", dossier.purposes),
        ("Soorten maatregelen", dossier.measures),
        ("Soorten bewerkingen", dossier.processing_operations),
    )
    return _filled((title, [joined(map(_word, words))]) for title, words in lists)


def _word(word: Any) -> str:
    kind = getattr(word, "kind", None)
    said = (plain(getattr(word, name, None)) for name in ("special_kind", "type", "explanation"))
    flags = (name for name in ("vulnerable", "own_people", "identity_document") if getattr(word, name, False))
    english = f"Engels: {word.name_en}" if word.name_en else ""
    marks = (*said, *(small(label(word.__class__, name)) for name in flags), english)
    return with_brackets(word.name, "" if kind is None or kind.name == "ORDINARY" else plain(kind), *marks)


def _editorial(lookup: Lookup) -> Iterable[Field]:
    dossier = lookup.dossier
    if dossier.page_text:
        yield as_row(dossier.page_text, lookup, "Inleiding")
    for answer in dossier.first_layer:
        yield Field(FirstLayer(answer.question).label, (Block((answer.text,)),))
    lists = (
        ("Goed om te weten", [with_brackets(item.text, lookup.activity(item.activity)) for item in dossier.highlights]),
        ("Deuren", [_door(lookup, item) for item in dossier.doors]),
        (
            "Groepen diensten",
            [f"{item.name}: {lookup.names('services', item.services)}" for item in dossier.service_groups],
        ),
    )
    yield from _filled(lists)


def _door(lookup: Lookup, row: Door) -> str:
    """A button with its heading and whom and what it leads to."""
    groups = lookup.names("subject_groups", (row.group, *row.other_groups))
    return with_brackets(row.label, row.heading, groups, ", ".join(row.activities))


def _filled(lists: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Field]:
    """A row for each list that holds something."""
    for title, lines in lists:
        if blocks := block(lines):
            yield Field(title, blocks)


def about_provider(lookup: Lookup) -> tuple[Field, ...]:
    """Who the provider is: for the page “Over dit document”."""
    dossier = lookup.dossier
    provider = dossier.provider
    entities = [
        with_brackets(item.name, f"KvK {item.kvk}" if item.kvk else "") + lookup.mark(item) for item in dossier.entities
    ]
    addresses = [
        with_brackets(joined((plain(item.kind), address_words(item)), ": "), _entity(item, lookup)) + lookup.mark(item)
        for item in dossier.addresses
    ]
    names = [with_brackets(item.name, _entity(item, lookup)) + lookup.mark(item) for item in dossier.trade_names]
    names_and_places = [*dossier.entities, *dossier.trade_names, *dossier.addresses]
    lists = (
        *(("Rechtspersonen", entities), ("Handelsnamen", names), ("Contact", lookup.own_contacts())),
        ("Adressen", addresses),
    )
    return (
        *_filled(lists),
        *reading_row(names_and_places, lookup),
        *as_rows(provider, lookup, skip=["name", "group_name", "dpo_designated", "dpo_name", "dpo_reason"]),
    )


def _entity(row: TradeName | Address, lookup: Lookup) -> str:
    return f"van {lookup.name('entities', row.entity)}" if row.entity else ""
