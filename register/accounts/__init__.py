"""Accounts: signing in and what limits it, passwords, and the log of who came and went."""
