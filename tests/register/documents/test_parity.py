"""What is published holds every active activity with its role, and nothing else: in each face."""

import json

import pytest

from providers.models import Provider
from register.choices import Role, Status
from register.documents import files
from register.documents.as_json import statement_json
from register.documents.files import make, publication_files, statement_page
from register.documents.parity import differences, expected, in_html, in_json, without_roles
from register.dossier import live_dossier
from register.pdf.joining import places
from register.publications.publishing import RefusedError
from tests.data import PROVIDER_FILES
from tests.register.filled import edition
from tests.register.statement_help import activity
from tests.register.statement_help import make as dossier_of

ROLES = [Role.CONTROLLER, Role.JOINT, Role.PROCESSOR, None]


def mixed(form=None):
    """One activity of each role, and one that has ended."""
    rows = [activity(number, role=role) for number, role in enumerate(ROLES, start=1)]
    return edition(dossier_of(*rows, activity(9, status=Status.ENDED)))


def test_only_active_activities_are_expected():
    assert expected(mixed()) == dict(zip(["PR-01", "PR-02", "PR-03", "PR-04"], ROLES, strict=True))


@pytest.mark.django_db
def test_each_face_is_read_back_with_its_roles():
    whole = mixed()
    assert in_html(statement_page(whole)) == expected(whole)
    assert in_json(statement_json(whole)) == expected(whole)
    assert without_roles(places(make("statement", "pdf", whole).content), whole) == expected(whole)


@pytest.mark.django_db
def test_all_providers_agree_in_every_face(five):
    for provider in Provider.objects.all():
        whole = edition(live_dossier(provider.pk))
        assert differences(whole, {"Pagina": in_html(statement_page(whole))}) == []
    assert Provider.objects.count() == len(PROVIDER_FILES)


def test_a_missing_an_extra_and_a_wrong_one_are_named():
    whole = mixed()
    found = dict(expected(whole)) | {"PR-09": None, "PR-01": Role.PROCESSOR}
    del found["PR-02"]
    assert differences(whole, {"Json": found}) == [
        "Json: PR-02 ontbreekt.",
        "Json: PR-09 hoort er niet in.",
        "Json: PR-01 heeft een andere rol dan in het register.",
    ]


def test_a_role_beside_none_is_a_difference_both_ways():
    whole = mixed()
    roles = expected(whole)
    recorded = next(number for number, role in roles.items() if role)
    left_open = next(number for number, role in roles.items() if role is None)
    for number, said in ((recorded, None), (left_open, Role.PROCESSOR)):
        told = [f"Json: {number} heeft een andere rol dan in het register."]
        assert differences(whole, {"Json": {**roles, number: said}}) == told


def test_a_card_without_a_mark_has_no_role():
    card = '<article id="PR-01" data-activity="PR-01"><h4>x</h4></article>'
    assert in_html(card) == {"PR-01": "geen"}
    assert in_html(card + card) == {"PR-01": "dubbel"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("face", "broken"),
    [
        ("statement_page", lambda page: page.replace('data-activity="PR-02"', "")),
        ("statement_html", lambda page: page.replace('data-role="joint"', 'data-role="controller"')),
        ("places", lambda names: names - {"PR-03"}),
        ("statement_json", lambda content: _without_last(content)),
    ],
)
def test_a_face_that_differs_stops_publishing(monkeypatch, face, broken):
    original = getattr(files, face)
    monkeypatch.setattr(files, face, lambda *args: broken(original(*args)))
    with pytest.raises(RefusedError, match="Register en verklaring lopen uiteen"):
        publication_files(mixed())


def _without_last(content):
    whole = json.loads(content)
    whole["dossier"]["activities"].pop()
    return json.dumps(whole).encode()
