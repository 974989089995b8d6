"""How statements of providers say a use, a right, a basis or a kind of receiver; read in December 2026."""

import re

from providers.choices import ContactUse

from ..choices import Basis, RightKind

USES = {
    "functionaris": ContactUse.DPO, "privacy": ContactUse.PRIVACY, "verzoek": ContactUse.REQUEST,
    "klacht": ContactUse.COMPLAINT, "beveilig": ContactUse.SECURITY, "misbruik": ContactUse.SECURITY,
    "verkoop": ContactUse.SALES, "support": ContactUse.SUPPORT, "leverancier": ContactUse.SUPPLIERS,
}  # fmt: skip
RIGHTS = {
    RightKind.ACCESS: r"inzage|inzien|in te zien",
    RightKind.RECTIFICATION: r"rectificatie|verbeter\w*|corrig\w*|correctie|wijzigen|aan te passen|te wijzigen",
    RightKind.ERASURE: r"verwijder\w*|wiss\w*|vergetelheid|te verwijderen",
    RightKind.RESTRICTION: r"beperk\w*",
    RightKind.PORTABILITY: r"overdraag\w*|overdracht|dataportabiliteit|meenemen|over te dragen",
    RightKind.OBJECTION: r"bezwaar",
    RightKind.NO_AUTOMATED_DECISION: r"geautomatiseerde? besluit\w*",
    RightKind.WITHDRAW_CONSENT: r"toestemming (?:\w+ ){0,4}in te trekken|intrekken",
    RightKind.COMPLAINT: r"klacht\w* (?:\w+ ){0,8}(?:autoriteit|toezichthouder)|autoriteit persoonsgegevens",
}
ABOUT_RIGHTS = re.compile(r"\b(?:recht|rechten|verzoek|verzoeken|vraagt|klacht|inzien|inzage)\b", re.IGNORECASE)
BASES = {
    Basis.CONSENT: (
        r"(?:op (?:basis|grond) van|grondslag\w*|met) (?:\w+ ){0,3}toestemming|(?:^|\t)\W*toestemming\W*(?:\t|$)"
    ),
    Basis.CONTRACT: (
        r"(?:^|\t)\W*overeenkomst\W*(?:\t|$)|overeenkomst uit te voeren|"
        r"(?:uitvoer\w*|nakom\w*|grond) van (?:de|een|onze|die|uw) (?:\w+ )?overeenkomst"
    ),
    Basis.LEGAL_OBLIGATION: r"wettelijke? (?:verplicht\w*|plicht)|wettelijk (?:\w+ ){0,3}verplicht",
    Basis.VITAL_INTERESTS: r"vita(?:al|le) belang\w*",
    Basis.PUBLIC_TASK: r"taak van algemeen belang|openbaar gezag",
    Basis.LEGITIMATE_INTERESTS: r"ge(?:recht)?vaardigde? belang\w*|gerechtigd belang|gerechtvaardigd\w* belang\w*",
}
# Kinds of receivers that statements of providers name without a name.
RECEIVERS = {
    **dict.fromkeys(("politie", "justitie", "opsporingsdienst", "inlichtingendienst", "belastingdienst"), "overheid"),
    **dict.fromkeys(("meldkamer", "alarmcentrale", "hulpdienst", "autoriteiten"), "overheid"),
    **dict.fromkeys(("onderaannemer", "incassobureau", "deurwaarder", "accountant"), "soort"),
    **dict.fromkeys(("drukkerij", "netwerkbeheerder", "mobiele operator", "zakenpartner", "reseller"), "soort"),
}
