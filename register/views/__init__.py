"""Views per audience: public pages look at no session, the register does."""
