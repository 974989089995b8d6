"""A mail that is ready to send: subject and body in the address of the link (RFC 6068)."""

from urllib.parse import quote

LIMIT = 900


def mailto(address: str, subject: str, lines: tuple[str, ...]) -> str:
    """A mailto address of at most 900 characters, lines separated by CRLF.

    A body that would make it longer is left out: the subject says enough.
    """
    start = f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}"
    whole = f"{start}&body={quote(chr(13) + chr(10), safe='').join(quote(line, safe='') for line in lines)}"
    return whole if len(whole) <= LIMIT else start
