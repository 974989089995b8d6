"""Who may do what: two groups beside the administrator."""

from typing import Any

OFFICER_GROUP = "Privacy officer"
AUDITOR_GROUP = "Auditor"

READ_REGISTER = "register.read_register"
PUBLISH = "register.publish"
SEE_PUBLICATIONS = "register.view_publication"
DECIDE = "register.add_findingdecision"
SHIELD = "register.shield"
REVIEW = "register.add_review"
ASSIGN = "register.change_assignment"
COMMENT = "register.add_comment"


def name_of(user: Any) -> str:
    """The name under which is kept what somebody did, as text: it outlives the account."""
    return user.get_full_name() or user.get_username()
