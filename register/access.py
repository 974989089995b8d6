"""Who may do what: two groups beside the administrator."""

OFFICER_GROUP = "Privacy officer"
AUDITOR_GROUP = "Auditor"

READ_REGISTER = "register.read_register"
PUBLISH = "register.publish"
