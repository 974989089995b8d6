"""Closed lists of the register: stable keys in the database, labels people see (docs/law.md 4)."""

from django.db import models

from providers.choices import MayBeOpen

from .role_names import ONE_PROCESSOR


class Role(MayBeOpen):
    """Role per activity, only as stated (art. 4(7)-(8), 26 and 28 AVG)."""

    CONTROLLER = "controller", "Verwerkingsverantwoordelijke"
    JOINT = "joint", "Gezamenlijk verwerkingsverantwoordelijke"
    PROCESSOR = "processor", ONE_PROCESSOR.capitalize()
    SUBPROCESSOR = "subverwerker", f"Sub{ONE_PROCESSOR}"


# Who works for a controller, directly or through another.
FOR_OTHERS = (Role.PROCESSOR, Role.SUBPROCESSOR)


class Status(models.TextChoices):
    ACTIVE = "actief", "Actief"
    ENDED = "beëindigd", "Beëindigd"


class Basis(models.TextChoices):
    """Legal basis, art. 6(1) AVG (docs/law.md 4.1)."""

    CONSENT = "a", "Toestemming"
    CONTRACT = "b", "Uitvoering van een overeenkomst"
    LEGAL_OBLIGATION = "c", "Wettelijke verplichting"
    VITAL_INTERESTS = "d", "Vitale belangen"
    PUBLIC_TASK = "e", "Taak van algemeen belang of openbaar gezag"
    LEGITIMATE_INTERESTS = "f", "Gerechtvaardigd belang"


class DataKind(models.TextChoices):
    """What makes a data category more than ordinary."""

    ORDINARY = "gewoon", "Gewoon"
    SENSITIVE = "gevoelig", "Gevoelig"
    SPECIAL = "bijzonder", "Bijzonder (art. 9 AVG)"
    CRIMINAL = "strafrechtelijk", "Strafrechtelijk (art. 10 AVG)"
    NATIONAL_NUMBER = "bsn", "Nationaal nummer (art. 46 UAVG)"
    TRAFFIC = "verkeer", "Verkeersgegevens (art. 11.5 Tw)"
    LOCATION = "locatie", "Locatiegegevens"
    CONTENT = "inhoud", "Inhoud van communicatie"


class SpecialKind(models.TextChoices):
    """Art. 9(1) AVG."""

    ETHNIC = "ras", "Ras of etnische afkomst"
    POLITICAL = "politiek", "Politieke opvattingen"
    RELIGION = "religie", "Religie of levensbeschouwing"
    UNION = "vakbond", "Vakbond"
    GENETIC = "genetisch", "Genetisch"
    BIOMETRIC = "biometrisch", "Biometrisch (unieke identificatie)"
    HEALTH = "gezondheid", "Gezondheid"
    SEXUAL = "seksueel", "Seksueel gedrag of gerichtheid"


class SpecialException(MayBeOpen):
    """Art. 9(2) AVG (docs/law.md 4.2)."""

    CONSENT = "a", "Uitdrukkelijke toestemming"
    EMPLOYMENT = "b", "Arbeidsrecht, sociale zekerheid en sociale bescherming"
    VITAL = "c", "Vitale belangen (betrokkene kan niet toestemmen)"
    ASSOCIATION = "d", "Vereniging of stichting (politiek, levensbeschouwelijk, vakbond)"
    PUBLIC = "e", "Kennelijk door betrokkene openbaar gemaakt"
    LEGAL_CLAIM = "f", "Rechtsvordering of rechter"
    PUBLIC_INTEREST = "g", "Zwaarwegend algemeen belang"
    CARE = "h", "Gezondheidszorg, arbeidsgeneeskunde, sociale diensten"
    PUBLIC_HEALTH = "i", "Volksgezondheid"
    RESEARCH = "j", "Archief, onderzoek, statistiek"


class DataOrigin(MayBeOpen):
    """Where data come from (art. 14(2)(f) AVG)."""

    DATA_SUBJECT = "betrokkene", "Van de betrokkene zelf"
    CUSTOMER = "klant", "Van de klant"
    THIRD_PARTY = "derde", "Van een andere partij"
    PUBLIC = "openbaar", "Openbare bron"
    GENERATED = "systeem", "Ontstaat bij het gebruik"


class PurposeType(models.TextChoices):
    """Kinds of purpose; rules tell some of them apart (docs/law.md 4.7)."""

    SERVICE = "dienst", "Levering van een dienst"
    CONTRACT = "overeenkomst", "Overeenkomst sluiten"
    PAYMENT = "betaling", "Facturatie en betaling"
    SUPPORT = "support", "Support en klantcontact"
    FAULTS = "storing", "Storing en diagnose"
    ACCOUNT = "account", "Account en toegang"
    IDENTITY = "identiteit", "Identiteit vaststellen"
    LEGAL = "wettelijk", "Wettelijke plicht"
    NEWSLETTER = "nieuwsbrief", "Nieuwsbrief"
    MARKETING = "marketing", "Marketing"
    INFORM = "informeren", "Informeren over wijzigingen"
    IMPROVEMENT = "verbetering", "Verbetering van de dienst"
    STATISTICS = "statistiek", "Statistiek"
    FRAUD = "misbruik", "Fraude en misbruik"
    SECURITY = "beveiliging", "Beveiliging en logging"
    REPORTING = "rapportage", "Rapportage over medewerkers"
    HR = "hr", "Personeel en werving"
    SUPPLIERS = "leveranciers", "Leveranciers"
    BACKUP = "herstel", "Back-up en herstel"


class LinkRole(models.TextChoices):
    """As what a recipient receives data."""

    RECIPIENT = "ontvanger", "Ontvanger"
    PROCESSOR = "verwerker", ONE_PROCESSOR.capitalize()
    SUBPROCESSOR = "subverwerker", f"Sub{ONE_PROCESSOR}"
    EITHER_PROCESSOR = "(sub)verwerker", f"(Sub){ONE_PROCESSOR}"
    CONTROLLER = "verantwoordelijke", "Opdrachtgever (verwerkingsverantwoordelijke)"
    JOINT = "gezamenlijk", "Gezamenlijk verantwoordelijke"
    SOURCE = "leverancier", "Leverancier van de dienst"
    ORIGIN = "bron", "Levert gegevens aan ons"


# Who receives data to work for somebody else.
PROCESSING = (LinkRole.PROCESSOR, LinkRole.SUBPROCESSOR, LinkRole.EITHER_PROCESSOR)


class Authorisation(MayBeOpen):
    """Consent of the controller for a sub-processor, art. 28(2) AVG."""

    SPECIFIC = "specifiek", "Specifiek"
    GENERAL = "algemeen", "Algemeen (met bezwaarmogelijkheid)"


class TransferMechanism(MayBeOpen):
    """Art. 44-49 AVG (docs/law.md 4.5)."""

    EEA = "eer", "Binnen de EER, geen doorgifte"
    ADEQUACY = "45", "Adequaatheidsbesluit"
    PUBLIC_BODIES = "46-2-a", "Bindend instrument tussen overheden"
    BCR = "46-2-b", "Bindende bedrijfsvoorschriften (47)"
    SCC = "46-2-c", "Standaardbepalingen van de Commissie (SCC)"
    SCC_AUTHORITY = "46-2-d", "Standaardbepalingen van een toezichthouder"
    CODE = "46-2-e", "Gedragscode met toezeggingen"
    CERTIFICATION = "46-2-f", "Certificering met toezeggingen"
    AD_HOC = "46-3-a", "Ad-hoccontractbepalingen (toestemming AP)"
    ARRANGEMENT = "46-3-b", "Administratieve regeling overheden (toestemming AP)"
    EXPLICIT_CONSENT = "49-1-a", "Afwijking: uitdrukkelijke instemming"
    SUBJECT_CONTRACT = "49-1-b", "Afwijking: overeenkomst met betrokkene"
    INTEREST_CONTRACT = "49-1-c", "Afwijking: overeenkomst in belang betrokkene"
    PUBLIC_INTEREST = "49-1-d", "Afwijking: gewichtig algemeen belang"
    LEGAL_CLAIM = "49-1-e", "Afwijking: rechtsvordering"
    VITAL = "49-1-f", "Afwijking: vitale belangen"
    PUBLIC_REGISTER = "49-1-g", "Afwijking: openbaar register"
    COMPELLING = "49-1-2", "Dwingende gerechtvaardigde belangen (tweede alinea)"


class MeasureKind(models.TextChoices):
    """Art. 32(1)(a)-(d) AVG, and what belongs to none of them alone."""

    ENCRYPTION = "a", "Pseudonimisering en versleuteling"
    CONFIDENTIALITY = "b", "Vertrouwelijkheid, integriteit, beschikbaarheid en veerkracht"
    RECOVERY = "c", "Tijdig herstel"
    TESTING = "d", "Testen en evalueren"
    GENERAL = "algemeen", "Algemeen"


class DpiaStatus(models.TextChoices):
    """Art. 35 and 36 AVG (docs/law.md 4.4)."""

    NOT_NEEDED = "niet-nodig", "Niet nodig"
    RUNNING = "loopt", "Nodig, loopt"
    DONE = "uitgevoerd", "Uitgevoerd"
    CONSULTATION = "raadpleging", "Voorafgaande raadpleging"

    __empty__ = "Niet beoordeeld"


class DpiaCriterion(models.TextChoices):
    """When a DPIA is likely to be needed: the nine of WP248 rev.01, two of which are usually enough."""

    SCORING = "beoordelen", "Mensen beoordelen of een score geven"
    DECISIONS = "besluiten", "Geautomatiseerde besluiten met gevolgen"
    MONITORING = "monitoren", "Stelselmatig volgen"
    SENSITIVE = "gevoelig", "Gevoelige of zeer persoonlijke gegevens"
    LARGE_SCALE = "grootschalig", "Op grote schaal"
    MATCHING = "koppelen", "Gegevensverzamelingen koppelen"
    VULNERABLE = "kwetsbaar", "Kwetsbare mensen"
    NEW_TECHNOLOGY = "nieuw", "Nieuwe techniek"
    BARRIER = "belemmeren", "Mensen kunnen een recht of dienst niet krijgen"


class DecisionException(MayBeOpen):
    """Art. 22(2) AVG and art. 40 UAVG (docs/law.md 4.3)."""

    CONTRACT = "22-2-a", "Nodig voor overeenkomst"
    LAW = "22-2-b", "Toegestaan bij wet"
    CONSENT = "22-2-c", "Uitdrukkelijke toestemming"
    UAVG40 = "uavg40", "Wettelijke verplichting of algemeen belang (art. 40 UAVG)"


class RightKind(models.TextChoices):
    """Rights of the data subject (docs/law.md 4.6)."""

    ACCESS = "15", "Inzage"
    RECTIFICATION = "16", "Rectificatie"
    ERASURE = "17", "Wissing"
    RESTRICTION = "18", "Beperking"
    PORTABILITY = "20", "Gegevensoverdraagbaarheid"
    OBJECTION = "21", "Bezwaar"
    NO_AUTOMATED_DECISION = "22", "Geen geautomatiseerd besluit"
    WITHDRAW_CONSENT = "7-3", "Toestemming intrekken"
    COMPLAINT = "77", "Klacht bij de toezichthouder"


class CookieKind(MayBeOpen):
    """Art. 11.7a Tw."""

    FUNCTIONAL = "functioneel", "Nodig voor de site"
    ANALYTICAL = "analytisch", "Statistiek"
    IMPROVEMENT = "verbetering", "Site en gebruik verbeteren"
    TRACKING = "volgen", "Volgen en reclame"


class IdentityCheck(MayBeOpen):
    """When someone who makes a request has to show who they are (art. 12(6) AVG)."""

    ALWAYS = "altijd", "Bij elk verzoek"
    ACCESS = "inzage", "Bij een verzoek om inzage"
    DOUBT = "twijfel", "Alleen bij twijfel"
    NEVER = "nooit", "Nooit"


class Section(models.TextChoices):
    """Sections of the statement, in their order."""

    WHO = "wie", "Wie is verantwoordelijk?"
    WHAT = "wat", "Wat wij vastleggen en waarom"
    RETENTION = "bewaren", "Hoe lang wij gegevens bewaren"
    SHARING = "delen", "Met wie wij gegevens delen"
    RIGHTS = "rechten", "Uw rechten"
    DECISIONS = "besluiten", "Besluiten door computers"
    SECURITY = "veilig", "Beveiliging en datalekken"
    COOKIES = "cookies", "Cookies"
    VERSIONS = "versies", "Versies van deze verklaring"


class FirstLayer(models.TextChoices):
    """The six questions of the summary, the same for every provider."""

    WHO = "wie", "Wie gebruikt uw gegevens?"
    WHAT = "wat", "Welke gegevens?"
    WHY = "waarom", "Waarom?"
    HOW_LONG = "hoelang", "Hoe lang?"
    WITH_WHOM = "metwie", "Met wie?"
    RIGHTS = "rechten", "Wat kunt u doen?"


class PublicationKind(models.TextChoices):
    VERSION = "versie", "Versie"
    WITHDRAWAL = "intrekking", "Intrekking"
    # What was in force stays so, and what was announced never starts.
    CANCELLATION = "annulering", "Intrekking van een aangekondigde versie"


class ShieldingDeed(models.TextChoices):
    """What an administrator does about a version that should not have been public."""

    SHIELD = "afgeschermd", "Afgeschermd"
    OPEN = "geopend", "Weer openbaar"
    READ = "ingezien", "Ingezien"


class FileKind(models.TextChoices):
    """Files that are made once, at publication."""

    STATEMENT_PDF = "verklaring.pdf", "Verklaring als pdf"
    REGISTER_PDF = "register.pdf", "Register als pdf"


class TaskState(models.TextChoices):
    """How far a document is that is made in the background."""

    WAITING = "wacht", "Wacht"
    BUSY = "bezig", "Bezig"
    DONE = "klaar", "Klaar"
    FAILED = "mislukt", "Mislukt"


class Severity(models.TextChoices):
    """How much a finding weighs (docs/law.md 6.1)."""

    ERROR = "fout", "Fout"
    WARNING = "waarschuwing", "Waarschuwing"
    INFO = "info", "Info"

    @property
    def rank(self) -> int:
        """Zero for the heaviest."""
        return list(Severity).index(self)

    @property
    def milder(self) -> "Severity":
        """One step down; the mildest stays."""
        return list(Severity)[min(self.rank + 1, len(Severity) - 1)]
