"""The points of art. 12 to 14 AVG in the order of the law (docs/law.md 3.1 to 3.3)."""

from dataclasses import dataclass

from . import facts
from .gaps import Check


@dataclass(frozen=True)
class Ask:
    """One point: which paragraphs, what they ask in plain words, and where the statement tells it.

    An article is written 13-1-a. `sections` are names of places on the page, the first one that is there counts.
    `rules` are codes of rules about this point that cite another article.
    """

    articles: tuple[str, ...]
    title: str
    asks: str
    check: Check
    sections: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


HOW = (
    Ask(("12-1",), "Begrijpelijk en makkelijk te vinden",
        "Wat mensen over hun gegevens lezen is kort, open en duidelijk, in gewone taal en makkelijk te vinden. "
        "Voor kinderen geldt dat nog meer.",
        facts.plain_text, ("kort",), ("KW-DEKKING",)),
    Ask(("12-2",), "Een verzoek doen is makkelijk",
        "Iedereen van wie u gegevens hebt kan zijn rechten gebruiken zonder hindernissen, en niet alleen per post.",
        facts.way_to_ask, ("rechten",)),
    Ask(("12-3",), "Antwoord binnen een maand",
        "Wie iets vraagt hoort binnen een maand wat u doet. Is het moeilijk of veel, dan mogen er twee maanden bij, "
        "als u dat binnen die eerste maand zegt.",
        facts.answer_in_time, ("rechten",)),
    Ask(("12-4",), "Uitleg bij een weigering",
        "Wie een nee krijgt hoort waarom, en dat hij een klacht kan indienen of naar de rechter kan.",
        facts.refusal, ("rechten",)),
    Ask(("12-5",), "Gratis",
        "Informatie en verzoeken kosten niets. Geld vragen of weigeren mag alleen als een verzoek kennelijk ongegrond "
        "of buitensporig is.",
        facts.free_of_charge, ("rechten",)),
    Ask(("12-6",), "Bewijs van wie iemand is",
        "Om meer bewijs van wie iemand is vraagt u alleen bij redelijke twijfel.",
        facts.proof_of_identity, ("rechten",)),
    Ask(("12-7",), "Iconen",
        "Naast de tekst mogen iconen staan.",
        facts.icons),
)  # fmt: skip

WHAT = (
    Ask(("13-1-a", "14-1-a"), "Wie verantwoordelijk is",
        "Wie verantwoordelijk is, en hoe mensen die bereiken. Is er een vertegenwoordiger, dan die ook.",
        facts.controller, ("versies", "kort"), ("AVG24-1-ROL",)),
    Ask(("13-1-b", "14-1-b"), "Functionaris voor gegevensbescherming",
        "Hoe mensen de functionaris bereiken, als die er is. De naam hoeft niet.",
        facts.dpo, ("versies", "kort")),
    Ask(("13-1-c", "14-1-c"), "Doel en grondslag",
        "Waarvoor u de gegevens gebruikt, en welke grondslag dat toestaat.",
        facts.purpose_and_basis, ("wat",)),
    Ask(("13-1-d", "14-2-b"), "Gerechtvaardigd belang",
        "Welk belang dat is, als het de grondslag is.",
        facts.interest, ("wat",)),
    Ask(("13-1-e", "14-1-e"), "Ontvangers",
        "Wie de gegevens krijgt, of welke soorten partijen, als die er zijn.",
        facts.recipients, ("wat",), ("AVG30-1-d",)),
    Ask(("13-1-f", "14-1-f"), "Doorgifte buiten de EER",
        "Als gegevens naar een land buiten de EER gaan: dat het zo is, wat ze daar beschermt, en waar dat te lezen is.",
        facts.transfer, ("wat",), ("AVG30-1-e",)),
    Ask(("13-2-a", "14-2-a"), "Hoe lang",
        "Hoe lang de gegevens blijven, of waar dat van afhangt.",
        facts.term, ("bewaren", "wat")),
    Ask(("13-2-b", "14-2-c"), "Rechten",
        "Dat mensen mogen inzien, verbeteren, wissen, beperken, bezwaar maken en gegevens meenemen.",
        facts.rights, ("rechten",), ("AVG21-4",)),
    Ask(("13-2-c", "14-2-d"), "Toestemming intrekken",
        "Dat toestemming altijd in te trekken is, als die de grondslag is.",
        facts.withdrawal, ("rechten",)),
    Ask(("13-2-d", "14-2-e"), "Klacht",
        "Dat mensen een klacht kunnen indienen bij de toezichthouder.",
        facts.complaint, ("rechten",)),
    Ask(("13-2-e",), "Moet iemand de gegevens geven?",
        "Of iemand de gegevens moet geven, en wat er gebeurt als hij dat niet doet.",
        facts.obligation, ("wat",)),
    Ask(("13-2-f", "14-2-g"), "Besluiten door computers",
        "Als een computer over mensen besluit: dat het zo is, hoe het werkt en wat het voor hen betekent.",
        facts.decisions, ("besluiten", "wat")),
    Ask(("13-3", "14-4"), "Ander doel",
        "Wilt u gegevens voor een ander doel gebruiken, dan vertelt u dat eerst, met wat mensen daarbij moeten weten.",
        facts.other_purpose, ("wat",)),
    Ask(("13-4", "14-5"), "Uitzonderingen",
        "Wat iemand al weet, hoeft u niet te vertellen. Voor gegevens van een ander zijn er meer uitzonderingen.",
        facts.exceptions),
)  # fmt: skip

FROM_OTHERS = (
    Ask(("14-1-d",), "Welke gegevens",
        "Welke soorten gegevens u van een ander krijgt.",
        facts.categories, ("wat",)),
    Ask(("14-2-f",), "Bron",
        "Waar de gegevens vandaan komen, en of die bron openbaar is.",
        facts.origin, ("wat",)),
    Ask(("14-3",), "Wanneer u het vertelt",
        "Krijgt u gegevens van een ander, dan vertelt u dat binnen een maand, of eerder: bij het eerste contact met "
        "de persoon, en uiterlijk als u ze aan een ander geeft.",
        facts.in_time),
)  # fmt: skip

ARTICLES = (
    (12, "Artikel 12. Hoe u het vertelt en verzoeken afhandelt", HOW),
    (13, "Artikel 13. Wat u vertelt", WHAT),
    (14, "Artikel 14. Wat u ook vertelt over gegevens van een ander", FROM_OTHERS),
)
