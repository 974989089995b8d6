"""The same term reads the same on the page and in the register."""

import pytest

from providers.models import Provider
from register.dossier import live_dossier
from register.statement.address_form import Say
from register.statement.facts import Facts
from register.statement.retention import term_words as page_words
from register.wording import term_words as register_words
from retention.choices import TermKind
from tests.data import PROVIDER_FILES


@pytest.mark.django_db
def test_a_term_reads_the_same_on_page_and_in_register(five):
    different = []
    for provider in Provider.objects.all():
        dossier = live_dossier(provider.pk)
        for term in dossier.terms:
            # The page says to whom "de verwerkingsverantwoordelijke" is: the reader's own organisation.
            if term.kind == TermKind.CONTROLLER:
                continue
            page, register = page_words(Facts(dossier, Say()), term), register_words(term)
            # The register says first what happens afterwards.
            length, _, second = page.partition(", en geanonimiseerd ")
            if not register.lower().startswith(length.lower()) or second not in register:
                different.append((page, register))
    assert different == []
    assert len(PROVIDER_FILES) == 5
