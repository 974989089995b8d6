"""Closed lists of retention (docs/law.md 5.9)."""

from django.db import models

from providers.choices import MayBeOpen


class TermKind(MayBeOpen):
    PERIOD = "termijn", "Vaste termijn"
    EVENT = "gebeurtenis", "Tot een gebeurtenis"
    CRITERION = "criterium", "Criterium in eigen woorden"
    RANGE = "bereik", "Tussen twee termijnen, naar keuze"
    NO_END = "onbeperkt", "Zonder einde"
    FORMULA = "formule", "Alleen een algemene formule"
    CONTROLLER = "opdrachtgever", "Bepaald door de verwerkingsverantwoordelijke"
    PER_SOLUTION = "oplossing", "Eigen termijn per oplossing"


# Which say how long in words of their own; a formula says nothing that can be checked.
IN_WORDS = (TermKind.CRITERION, TermKind.FORMULA)
# Which are no term at all.
NO_TERM = (TermKind.FORMULA, TermKind.PER_SOLUTION)
# Which may have a length.
WITH_LENGTH = (TermKind.PERIOD, TermKind.RANGE, TermKind.CONTROLLER)


class Unit(models.TextChoices):
    HOUR = "uur", "uur"
    DAY = "dag", "dagen"
    WEEK = "week", "weken"
    MONTH = "maand", "maanden"
    YEAR = "jaar", "jaar"


class Afterwards(MayBeOpen):
    ERASE = "wissen", "Wissen"
    ANONYMISE = "anonimiseren", "Anonimiseren"
    ERASE_OR_ANONYMISE = "wissen-of-anonimiseren", "Wissen of anonimiseren"
    RETURN = "teruggeven", "Teruggeven"


# After which a processor keeps nothing (art. 28(3)(g) AVG), and which make data anonymous.
KEEPING_NOTHING = (Afterwards.ERASE, Afterwards.ERASE_OR_ANONYMISE, Afterwards.RETURN)
MAKING_ANONYMOUS = (Afterwards.ANONYMISE, Afterwards.ERASE_OR_ANONYMISE)


class GroundStatus(models.TextChoices):
    VERIFIED = "gelezen", "In de wet gelezen"
    SECONDARY = "secundair", "In een secundaire bron gelezen"
    GENERAL = "algemeen", "Algemene kennis, niet nagezocht"
    LAPSED = "vervallen", "Geldt niet meer"
