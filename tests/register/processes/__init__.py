"""Programs that tests start as processes of their own, on a database of their own."""
