"""What holds for all activities, each once: who the provider is, and what it says of everything it does."""

from collections.abc import Iterable, Iterator

from ..choices import LinkRole
from ..dossier.types import Address, ContactPoint, TradeName
from ..wording import enumerated, joined, plain, small, with_brackets
from .duties import dpo, measure_line, representative
from .facts import as_field, as_lines, filled, reading_row
from .legal_bases import short_basis
from .lookup import Lookup, address_words
from .sharing import disclosure_line, transfer_line
from .types import Field, State, block

# Of the whole provider: told in another row, or a setting of the site.
_TOLD = (
    *("name", "group_name", "dpo_designated", "dpo_name", "dpo_reason", "representative"),
    *("slug", "prefix", "address_form"),
)
_ARTICLE = "art. 30 lid 1 en 2, onder a, AVG"


def shared(lookup: Lookup, nowhere: Iterable[str]) -> tuple[Field, ...]:
    """The rows to which those of an activity point; `nowhere` is what nobody recorded of any activity."""
    dossier, provider = lookup.dossier, lookup.dossier.provider
    # Of these a line has a mark and no room for a reason.
    read = (dossier.trade_names, dossier.contact_points, dossier.addresses, dossier.disclosures, dossier.operations)
    name = Field("Organisatie", block([with_brackets(provider.name, provider.group_name)]), article=_ARTICLE)
    about = as_field("Over de organisatie", provider, lookup, skip=_TOLD)
    return (
        *(name, *filled(_who(lookup)), representative(lookup), dpo(lookup), about),
        *filled(_of_everything(lookup)),
        *reading_row([*read, dossier.security], lookup),
        *(Field("Van geen verwerking", state=State.UNKNOWN, reason=words) for words in [enumerated(nowhere)] if words),
    )


def _who(lookup: Lookup) -> Iterator[tuple[str, list[str]]]:
    dossier = lookup.dossier
    yield "Rechtspersonen", as_lines(dossier.entities, lookup, lambda row: row.name, skip="name")
    names = [with_brackets(row.name, _entity(row, lookup)) + lookup.mark(row) for row in dossier.trade_names]
    yield "Handelsnamen", names
    uses: dict[str, list[str]] = {}
    for row in dossier.contact_points:
        words = joined((lookup.contact_words(row), _entity(row, lookup)), ", ")
        uses.setdefault(words, []).append(small(plain(row.use)) + lookup.mark(row))
    yield "Contact", [with_brackets(words, enumerated(own)) for words, own in uses.items()]
    addresses = [
        with_brackets(joined((plain(row.kind), address_words(row)), ": "), _entity(row, lookup)) + lookup.mark(row)
        for row in dossier.addresses
    ]
    yield "Adressen", addresses


def _entity(row: TradeName | Address | ContactPoint, lookup: Lookup) -> str:
    return f"van {lookup.name('entities', row.entity)}" if row.entity else ""


def _of_everything(lookup: Lookup) -> Iterator[tuple[str, list[str]]]:
    dossier = lookup.dossier
    yield "Doelen", as_lines(dossier.general_purposes, lookup, lambda row: row.name, skip="name")
    yield "Grondslagen", as_lines(dossier.general_bases, lookup, short_basis, skip="article")
    told = [row for row in dossier.disclosures if row.role != LinkRole.ORIGIN]
    yield "Ontvangers", [disclosure_line(row, lookup) for row in told]
    yield "Doorgifte", [transfer_line(row, lookup) for row in told if row.tells_of_transfer]
    yield "Herkomst", [disclosure_line(row, lookup) for row in dossier.disclosures if row.role == LinkRole.ORIGIN]
    operations = (lookup.name("processing_operations", row.operation) + lookup.mark(row) for row in dossier.operations)
    yield "Bewerkingen", [enumerated(operations)]
    yield "Beveiliging", [measure_line(row, lookup) for row in dossier.security]
    documents = as_lines(dossier.documents, lookup, lambda row: f"{row.code}, {row.title}", skip="code title headings")
    yield "Brondocumenten", documents
