"""Write the documentation of the rules."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from register.findings import RULES
from register.findings.documentation import rules_as_markdown


class Command(BaseCommand):
    help = "Schrijft docs/regels.md: per regel wat zij vindt, hoe dat te herstellen is en een voorbeeld."

    def handle(self, *args: Any, **options: Any) -> None:
        target = Path(settings.BASE_DIR) / "docs" / "regels.md"
        target.parent.mkdir(exist_ok=True)
        target.write_text(rules_as_markdown(RULES), encoding="utf-8")
        self.stdout.write(f"{target.name} geschreven.")
