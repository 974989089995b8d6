"""Write per source document which facts came from which line."""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand

from providers.models import SourceDocument
from register.dossier import live_dossier
from register.dossier.provenance import expand_ranges, listing


class Command(BaseCommand):
    help = "Schrijft fixtures/sources/*.txt: per regel van een brontekst de feiten, of de reden dat er geen zijn."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "fixtures" / "sources"
        for path in sorted(folder.glob("*.yaml")):
            target = path.with_suffix(".txt")
            target.write_text(source_listing(path), encoding="utf-8")
            self.stdout.write(f"{target.name} geschreven.")


def source_listing(path: Path) -> str:
    """The listing of one document, from its file of reasons and the facts in the database."""
    account = yaml.safe_load(path.read_text(encoding="utf-8"))
    document = SourceDocument.objects.get(code=account["document"])
    dossier = live_dossier(document.provider_id)
    lines = listing(dossier, document.code, expand_ranges(account["without_facts"]), account["lines"])
    return "\n".join([f"{document.code} sha256 {account['sha256']}", *lines]) + "\n"
