"""A whole provider out and in again: everything its Dossier says, as rows of a fixture, and rows of files as facts."""
