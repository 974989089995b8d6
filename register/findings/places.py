"""Where in a Dossier a finding hangs, and in which field it is repaired."""

from dataclasses import dataclass

from ..dossier.types import Activity, Cookie, DataCategory, Disclosure, Recipient, RetentionTerm


@dataclass(frozen=True)
class Place:
    """A row by the list it stands in and its key; the key is empty for what a provider has once.

    `table` is a field of the Dossier, or of an activity for what stands below one. `title` names the
    row for people. `field` is the column, or the list below the row, in which it is repaired.
    """

    table: str
    key: str = ""
    title: str = ""
    field: str = ""

    @property
    def object(self) -> str:
        """Name of the row that stays the same, for example activities:TS-02."""
        return f"{self.table}:{self.key}" if self.key else self.table


def of_provider(field: str = "") -> Place:
    """The provider itself."""
    return Place("provider", title="Aanbieder", field=field)


def of_activity(activity: Activity, field: str = "") -> Place:
    """An activity, for example “TS-02 Cloud computing”."""
    return Place("activities", activity.number, f"{activity.number} {activity.title}", field)


def of_category(category: DataCategory, field: str = "") -> Place:
    """A word for data, for what several rows say about it together."""
    return Place("data_categories", category.key, f"Gegevens, {category.name}", field)


def of_term(term: RetentionTerm, field: str = "") -> Place:
    """A retention term."""
    return Place("terms", term.key, f"Bewaartermijn {term.name}", field)


def of_disclosure(activity: Activity | None, row: Disclosure, name: str, field: str = "") -> Place:
    """A recipient of one activity, or of the whole provider; `name` is that of the recipient."""
    number = activity.number if activity else ""
    where = f"{activity.number} {activity.title}, {name}" if activity else name
    return Place("disclosures", "/".join((number, row.recipient, row.role, row.condition or "")), where, field)


def of_recipient(recipient: Recipient, field: str = "") -> Place:
    """A recipient itself, whatever it receives."""
    return Place("recipients", recipient.key, recipient.name, field)


def of_cookie(cookie: Cookie, field: str = "") -> Place:
    """A cookie or similar technique."""
    return Place("cookies", cookie.key, f"Cookies, {cookie.name}", field)


# What a provider has once, with the name people know it by.
_ONCE = {
    "sharing": "Delen met anderen",
    "logging": "Gebruik vastleggen",
    "cookie_policy": "Cookies",
    "decisions": "Besluiten door computers",
    "breach": "Datalekken",
    "requests": "Verzoeken",
    "rights": "Rechten",
    "complaint": "Klacht",
    "changes": "Wijzigingen",
    "emergency": "112",
    "contact_points": "Contact",
    "role_claims": "Algemene rol",
    "minors": "Kinderen",
}


def subject_of(name: str) -> str:
    """The row for people, from its `object` alone: the key, or the part of the statement that has none."""
    table, _, key = name.partition(":")
    if table == "general_bases":
        return f"Algemene grondslag {key}"
    return key.strip("/") or ("Aanbieder" if table == "provider" else _ONCE.get(table, "Verklaring"))


def of_statement(table: str = "", field: str = "") -> Place:
    """A part of the statement by its field in the Dossier; without one the statement as a whole."""
    return Place(table or "statement", title=_ONCE.get(table, "Verklaring"), field=field)
