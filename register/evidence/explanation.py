"""LEESMIJ.txt: whether it verifies, how to verify it oneself, what is in it and what is not."""

from collections.abc import Iterator
from textwrap import TextWrapper

from ..addresses import check_of
from ..wording import counted, date_words, local_moment, made_by
from .edits import Period
from .versions import Version

WIDTH = 78
CONTENTS = """\
  controleer.py                rekent alles na; leesbaar in een teksteditor
  manifest-sha256.txt          SHA-256 van elk bestand (ook: sha256sum -c)
  zegels.json                  de versies op volgorde, met hun zegel
  versies/0001/                een map per versie:
    verzegeld.json             alles waarover het zegel is genomen: de SHA-256
                               van dit bestand is het zegel van de versie
    register.json              de feiten, als register; met eigen vingerafdruk
    verklaring.json            het openbare deel daarvan, met vingerafdruk
    register.pdf               zoals gemaakt bij het publiceren
    verklaring.pdf             zoals gemaakt bij het publiceren
    bevindingen.json en .csv   wat de regels toen vonden, met besluit en reden
    afscherming-1.json         als iemand de versie heeft afgeschermd
  concept/bevindingen.json     wat de regels nu in het concept vinden, met
             en .csv           besluit en reden
  geschiedenis/wijzigingen     wie wanneer welk veld van welke rij wijzigde,
             .json en .csv     en van wat in wat
  schema/                      hoe register.json is opgebouwd (JSON Schema)"""
NOT_IN_IT = (
    "De teksten waaruit feiten zijn overgenomen, en de woordenlijsten die alle aanbieders delen. In de geschiedenis "
    "staat “(afgeschermd)” voor wat is getypt in de tijd rond een afgeschermde versie."
)
HOW_SEALED = (
    "Elk zegel is een SHA-256 over alles wat de versie zegt: nummer, datum, maker, zin, uitleg, bevindingen, "
    "vingerafdrukken, de SHA-256 van haar bestanden en het zegel van de versie ervoor. Wie één teken verandert, "
    "breekt dat zegel; wie het zegel dan vernieuwt, breekt dat van de versie erna. Concept en geschiedenis zijn niet "
    "verzegeld: die staan alleen in het manifest."
)
REMADE = (
    "Wie alles in dit dossier opnieuw maakt, kan ook zegels en manifest opnieuw maken. Vergelijk daarom het laatste "
    "zegel met het zegel dat u eerder noteerde, of met dat op de site van het register:"
)
OTHER_CHECKER = (
    "Vertrouwt u controleer.py in deze map niet, neem het dan uit een ander dossier of uit de broncode van het "
    "register."
)


def explanation(name: str, versions: tuple[Version, ...], period: Period, verdict: str) -> str:
    """The whole text; `verdict` is what was not right when the installation looked, empty when all was."""
    return "\n".join(_lines(name, versions, period, verdict)) + "\n"


def _lines(name: str, versions: tuple[Version, ...], period: Period, verdict: str) -> Iterator[str]:
    yield from (f"DOSSIER ALS BEWIJS: {name.upper()}", "", "KLOPT HET?")
    yield _wrapped(_answer(versions, verdict))
    yield _wrapped("Reken het zelf na. Nodig is Python 3.9 of nieuwer en verder niets:")
    yield "    python3 controleer.py                 in de uitgepakte map"
    yield "    python3 controleer.py DOSSIER.zip     op het zip-bestand zelf"
    yield _wrapped("De laatste regel zegt of alles klopt; de afsluitcode is dan 0 en anders 1.")
    yield from ("", "VERSIES")
    for version in versions:
        yield from _about(version)
    if versions:
        yield from (_wrapped(REMADE), f"    {check_address(versions)}", _wrapped(OTHER_CHECKER))
    yield from ("", "WAT ERIN ZIT", CONTENTS, f"  De geschiedenis loopt over: {period}.")
    yield from ("", "WAT ER NIET IN ZIT", _wrapped(NOT_IN_IT))
    yield from ("", "HOE EEN ZEGEL WERKT", _wrapped(HOW_SEALED))
    yield from ("", "Vertrouwelijk: alleen voor de privacy officer, de auditor en de toezichthouder.")


def _answer(versions: tuple[Version, ...], verdict: str) -> str:
    if verdict:
        return f"NEE. Toen dit dossier werd gemaakt, vond de installatie een verschil. {verdict}"
    if not versions:
        return "Er is nog niets gepubliceerd, dus er zijn nog geen zegels om na te rekenen."
    return (
        f"JA. Toen dit dossier werd gemaakt, heeft de installatie {counted(len(versions), 'versie', 'versies')} "
        "nagerekend: elk bestand, elke vingerafdruk en elk zegel was wat het was, en de zegels vormen één keten."
    )


def _about(version: Version) -> Iterator[str]:
    publication = version.publication
    yield f"  Versie {publication.number}, geldig vanaf {date_words(publication.valid_from)}"
    if version.why_shielded:
        why = f"{version.why_shielded} Haar inhoud zit niet in dit dossier; haar zegel wel."
        yield _wrapped(why, 4)
    else:
        yield _wrapped(f"Gemaakt op {local_moment(publication.made_at)}, {made_by(publication.author)}.", 4)
        yield _wrapped(f"Wat er verandert: {publication.note}", 4)
        if publication.explanation:
            yield _wrapped(f"Uitleg bij open punten: {publication.explanation}", 4)
    for file, reason in version.left_out.items():
        yield _wrapped(f"Zonder {file}. {reason}", 4)
    yield f"    Zegel {publication.seal}"


def check_address(versions: tuple[Version, ...]) -> str:
    """Where anybody sees the last seal; nothing to see without versions."""
    last = versions[-1].publication if versions else None
    return check_of(f"REG-{last.provider.prefix}-{last.number}") if last else ""


def _wrapped(text: str, indent: int = 0) -> str:
    space = " " * indent
    whole = " ".join(text.split())
    # A long word is an address or a seal: people copy it whole.
    wrapper = TextWrapper(WIDTH, space, space, break_long_words=False, break_on_hyphens=False)
    return wrapper.fill(whole)
