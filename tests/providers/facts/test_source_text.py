"""The text of a source document: no line moves, and what is recorded of it is true."""

from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from providers.facts.recording import history_of
from providers.facts.source_text import MOST_BYTES, MOST_LINES, SourceTextField, lines_of
from providers.models import SourceDocument
from register.dossier import live_dossier
from register.dossier.canonical import canonical_json
from register.loading import load

HTML = "<p>Een</p>\t<b>twee</b>\n\n  drie  \n"
FIELD = SourceTextField("tekst", blank=True)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\r\t")))
def test_every_line_keeps_its_place_and_its_signs(text):
    kept = FIELD.to_python(text)
    assert kept.split("\n") == [line for part in text.split("\r\n") for line in part.replace("\r", "\n").split("\n")]
    assert FIELD.to_python(kept) == kept


def test_lines_are_counted_as_an_editor_does():
    assert [len(lines_of(text)) for text in ("", "een", "een\n", "een\n\n", "\neen", "een\u2028twee")] == [
        0,
        1,
        1,
        2,
        2,
        1,
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("een\ntw\0ee", "Regel 2 bevat een teken dat geen tekst is (U+0000). Haal het weg."),
        ("een\x0ctwee", "Regel 1 bevat een teken dat geen tekst is (U+000C). Haal het weg."),
        ("x" * MOST_BYTES + "é", "Een tekst heeft ten hoogste 1 MB; deze heeft 1.000.002 bytes."),
        ("\n" * (MOST_LINES + 1), f"Een tekst heeft ten hoogste {MOST_LINES} regels; deze heeft er {MOST_LINES + 1}."),
    ],
)
def test_what_is_no_text_is_refused(text, message):
    with pytest.raises(ValidationError) as refused:
        FIELD.clean(text, None)
    assert refused.value.messages == [message]


def test_a_megabyte_of_html_is_data():
    text = HTML + "<script>alert(1)</script>" * 39_000
    assert FIELD.clean(text, None) == text


@pytest.fixture
def document(demo):
    return SourceDocument.objects.get()


def test_what_is_not_recorded_of_a_text_follows_from_it(document):
    document.line_count, document.text = None, "een\r\ntwee"
    document.full_clean()
    assert (document.line_count, document.sha256) == (2, sha256(b"een\ntwee").hexdigest())


@pytest.mark.parametrize(
    "stored", ["een\ntwéé\n".encode(), b"\xef\xbb\xbfeen\r\ntw\xc3\xa9\xc3\xa9\r\n", b"een\ntw\xe9\xe9\n"]
)
def test_a_fingerprint_of_the_same_text_in_another_file_is_accepted(document, stored):
    document.line_count, document.sha256, document.text = 2, sha256(stored).hexdigest().upper(), "een\ntwéé\n"
    document.full_clean()
    assert document.sha256 == sha256(stored).hexdigest().upper()


def test_another_text_than_the_recorded_one_is_refused_with_what_differs(document):
    document.sha256, document.text = "0" * 64, "een"
    with pytest.raises(ValidationError) as refused:
        document.full_clean()
    then = "Plak de tekst waaruit de feiten komen, of maak dat veld leeg als dit de juiste is."
    assert refused.value.message_dict == {
        "text": [
            f"Deze tekst heeft 1 regels; vastgelegd zijn er 9. {then}",
            f"De SHA-256 van deze tekst is {sha256(b'een').hexdigest()}; vastgelegd is {'0' * 64}. {then}",
        ]
    }


def test_a_text_is_in_no_dossier_and_not_in_the_history(document):
    before = canonical_json(live_dossier(document.provider_id))
    document.text = "geheim\n" * 9
    document.save()
    assert canonical_json(live_dossier(document.provider_id)) == before
    records = history_of(SourceDocument)._base_manager.filter(id=document.pk)
    assert "text" not in {field.name for field in records.model._meta.fields}
    document.title = "Anders"
    document.save()
    assert [record.title for record in records.order_by("history_id")] == ["Demoverklaring", "Anders"]


def test_a_text_in_a_file_is_loaded_once(tmp_path, demo):
    path = tmp_path / "tekst.yaml"
    path.write_text(
        "- {model: providers.sourcedocument, "
        'fields: {provider: [demo], code: "901", title: Voorwaarden, text: "een\\n\\ndrie\\n"}}'
    )
    assert load([path]).added == 1
    assert load([path]).same == 1
    assert SourceDocument.objects.values_list("text", "line_count").get(code="901") == ("een\n\ndrie\n", 3)
