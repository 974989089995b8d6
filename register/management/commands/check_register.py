"""Write what the rules find in the drafts, for people or for programs."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from providers.facts.text import tidy_key
from providers.models import Provider
from register.choices import Severity
from register.dossier.edition import Decision, Finding
from register.drafts.findings import Counts, Findings, count, findings_of_drafts
from register.drafts.repairs import RepairPlaces
from register.management import lines

FORMATS = ("text", "json")
FAIL_ON = (Severity.ERROR, Severity.WARNING)
MISUSED = 2


class Command(BaseCommand):
    """Exit status 1 when the threshold is passed, 2 when the question itself was wrong."""

    help = "Schrijft de bevindingen van de concepten: wat ontbreekt, wat elkaar tegenspreekt en waar u het herstelt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("providers", nargs="*", metavar="PROVIDER", help="adres, bijvoorbeeld voips (anders alle)")
        parser.add_argument("--format", default="text", metavar="FORMAT", help="text (anders) of json")
        parser.add_argument("--fail-on", metavar="SEVERITY", help="fout of waarschuwing: status 1 als die er is")

    def handle(self, *args: Any, **options: Any) -> None:
        _known("vorm", options["format"], FORMATS)
        if options["fail_on"] is not None:
            _known("ernst", options["fail_on"], FAIL_ON)
        providers = _providers(options["providers"])
        found = findings_of_drafts([provider.pk for provider in providers], timezone.localdate())
        write = self._json if options["format"] == "json" else self._text
        write(providers, found, RepairPlaces(list(found)))
        self._stop(options["fail_on"], count(finding for findings in found.values() for finding in findings))

    def _text(self, providers: list[Provider], found: dict[int, Findings], places: RepairPlaces) -> None:
        for provider in providers:
            findings = found[provider.pk]
            self.stdout.write(f"{provider.slug}: {lines.total(count(findings))}")
            for finding in findings:
                for line in lines.long(finding, places.url(provider.pk, finding)):
                    self.stdout.write(line)

    def _json(self, providers: list[Provider], found: dict[int, Findings], places: RepairPlaces) -> None:
        rows = [
            _row(provider, finding, places.url(provider.pk, finding))
            for provider in providers
            for finding in found[provider.pk]
        ]
        self.stdout.write(lines.escaped(json.dumps(rows, ensure_ascii=False, indent=2)))

    def _stop(self, fail_on: str | None, counts: Counts) -> None:
        weighs = {Severity.ERROR.value: counts.errors, Severity.WARNING.value: counts.errors + counts.warnings}
        if fail_on and weighs[fail_on]:
            raise CommandError(f"Niet in orde: {lines.total(counts)}.", returncode=1)


def _known(what: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise CommandError(f"{lines.safe(given)} is geen {what}; kies {' of '.join(known)}.", returncode=MISUSED)


def _providers(slugs: list[str]) -> list[Provider]:
    rows = Provider.objects.order_by("slug")
    if not slugs:
        return list(rows)
    found = list(rows.filter(slug__in=slugs))
    if unknown := sorted(set(map(tidy_key, slugs)) - {provider.slug for provider in found}):
        raise CommandError(f"Er is geen aanbieder {lines.safe(', '.join(unknown))}.", returncode=MISUSED)
    return found


def _row(provider: Provider, finding: Finding, url: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "provider": provider.slug,
        "object": finding.object,
        "message": finding.message,
        "article": finding.article,
        "remedy": finding.remedy,
        "url": url,
        "accepted": _accepted(finding.decision),
    }


def _accepted(decision: Decision | None) -> dict[str, str] | None:
    if decision is None:
        return None
    return {"reason": decision.reason, "by": decision.by, "at": decision.at.isoformat()}
