"""Help texts that end by saying who will read the field.

The ending is not decoration: `tests/register/dossier/test_audience.py` compares it with the
audience that the Dossier declares for the same field.
"""

PUBLIC_ENDING = "Staat op de openbare pagina."
DATA_ENDING = "Staat alleen in het openbare gegevensbestand."
REGISTER_ENDING = "Alleen in het register."
INTERNAL_ENDING = "Blijft intern: staat in geen enkel document."


def public(text: str) -> str:
    """Help text of a field that customers read."""
    return f"{text} {PUBLIC_ENDING}"


def public_data(text: str) -> str:
    """Help text of a field that no page shows, but that anybody finds in the JSON of a statement."""
    return f"{text} {DATA_ENDING}"


def register_only(text: str) -> str:
    """Help text of a field that officers and auditors read, customers do not."""
    return f"{text} {REGISTER_ENDING}"


def internal(text: str) -> str:
    """Help text of a field that never leaves the admin."""
    return f"{text} {INTERNAL_ENDING}"
