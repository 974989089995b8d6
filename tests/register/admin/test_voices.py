"""Taken over from a text or the provider's own: what forms ask, and what may be typed as a source."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.urls import reverse

from providers.admin.voices import NOTE
from providers.facts.base import ONLY_OWN
from providers.models import Provider, Recipient, Service, SourceDocument, SourceHeading
from providers.spreadsheets.formats import Numbered
from providers.spreadsheets.resource import resource_for
from register.loading import LoadError, load
from register.models import Complaint, ProcessingActivity, RoleClaim, StatedRight
from tests.data import edit
from tests.forms import add_row, filled, problems

# Words of somebody who copies a text; with a text these ask a question that only it answers.
COPYIST = re.compile(
    r"vermeld|er (niet )?staat\b|staat er\b|de tekst\b|de verklaring (zelf )?noemt|zoals de aanbieder", re.I
)
# A document is a text, and this choice is about texts.
ABOUT_TEXTS = {SourceDocument, SourceHeading}


def page(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def statement(provider: Provider) -> str:
    return reverse("admin:register_statementpage_change", args=[provider.pk])


def forms():
    """Each page and each inline on one, with its model."""
    for model, form in admin.site._registry.items():
        yield f"{model._meta.label}", model, form
        for inline in form.inlines:
            yield f"{model._meta.label} > {inline.model._meta.label}", inline.model, inline


def told():
    """Every label, help text, heading and description that a form shows, with its place."""
    for place, model, form in forms():
        names = (form.verbose_name, form.verbose_name_plural) if hasattr(form, "verbose_name") else ()
        names += (model._meta.verbose_name, model._meta.verbose_name_plural)
        yield from ((place, str(name)) for name in names if name)
        for title, options in form.fieldsets or ():
            yield place, f"{title or ''} {options.get('description', '')}"
        if model in ABOUT_TEXTS:
            continue
        hidden = getattr(model, "for_texts", ())
        columns = {field.name: field for field in (*model._meta.fields, *model._meta.many_to_many)}
        for name in flatten_fieldsets(form.fieldsets or ()):
            if name in columns and name not in hidden:
                yield f"{place}.{name}", f"{columns[name].verbose_name} {columns[name].help_text}"


def test_no_form_speaks_as_a_copyist():
    assert [(place, text) for place, text in told() if COPYIST.search(text)] == []


def test_few_columns_ask_what_only_a_text_can_answer():
    hidden = {model._meta.model_name: model.for_texts for _, model, _ in forms() if getattr(model, "for_texts", ())}
    assert hidden == {"statedright": ("stated",), "complaint": ("authority_mentioned",)}


@pytest.fixture
def own(demo) -> Provider:
    edit(Provider.objects.all(), voice="eigen")
    return Provider.objects.get()


def test_forms_of_a_register_that_was_taken_over_say_so_once(officer, demo):
    for row in (demo, ProcessingActivity.objects.first(), Recipient.objects.get()):
        assert officer.get(page(row)).content.decode().count(NOTE) == 1
    html = officer.get(statement(demo)).content.decode()
    assert html.count(NOTE) == 1
    assert 'name="statedright_set-0-stated"' in html
    assert 'name="complaint-0-authority_mentioned"' in html
    assert 'id="roleclaim_set-group"' in html


def test_a_register_of_its_own_is_asked_nothing_about_a_text(officer, own):
    for row in (own, ProcessingActivity.objects.first(), Recipient.objects.get()):
        assert NOTE not in officer.get(page(row)).content.decode()
    html = officer.get(statement(own)).content.decode()
    assert NOTE not in html
    assert not re.search(r'name="[\w-]*-(stated|authority_mentioned)"', html)
    assert 'id="roleclaim_set-group"' not in html
    assert not re.search(
        "vermeld", re.sub(r"<(script|style).*?</\1>|<[^>]*>", "", html, flags=re.DOTALL), re.IGNORECASE
    )


def test_a_role_that_was_claimed_stays_to_be_read_and_deleted(officer, own):
    RoleClaim.objects.create(provider=own, key="alles", role="processor")
    assert 'id="roleclaim_set-group"' in officer.get(statement(own)).content.decode()


@pytest.mark.parametrize(
    ("voice", "example"), [("overgenomen", "000 r53; 004 r15 k2"), ("eigen", "Algemene voorwaarden")]
)
def test_a_source_says_what_may_be_typed(officer, demo, voice, example):
    edit(Provider.objects.all(), voice=voice)
    for address in (page(ProcessingActivity.objects.first()), page(Service.objects.first()), statement(demo)):
        helps = re.findall(
            r'id="id_[\w-]*source_helptext"[^>]*>\s*<div>(.*?)</div>', officer.get(address).content.decode()
        )
        assert helps
        assert {example in text for text in helps} == {True}


def test_what_is_recorded_stays_when_a_provider_moves_to_its_own_voice(officer, demo):
    edit(StatedRight.objects.all(), source="900 r4")
    RoleClaim.objects.create(provider=demo, key="alles", role="processor", source="900 r5")
    before = [list(model.objects.values()) for model in (StatedRight, Complaint, RoleClaim, ProcessingActivity)]
    assert officer.post(page(demo), filled(officer.get(page(demo))) | {"voice": "eigen"}).status_code == 302
    assert Provider.objects.get().is_own
    for address in (statement(demo), page(ProcessingActivity.objects.get(number="DM-01"))):
        assert officer.post(address, filled(officer.get(address))).status_code == 302
    assert [list(model.objects.values()) for model in (StatedRight, Complaint, RoleClaim, ProcessingActivity)] == before


def test_free_words_are_a_source_in_a_register_of_its_own(officer, own):
    row = ProcessingActivity.objects.get(number="DM-01")
    data = filled(officer.get(page(row))) | {"source": "Algemene voorwaarden, artikel 4; 900 r2"}
    data |= {"datarow_set-0-source": "wet, art. 52 AWR"}
    assert officer.post(page(row), data).status_code == 302
    row.refresh_from_db()
    assert (row.source, row.datarow_set.first().source) == (
        "Algemene voorwaarden, artikel 4; 900 r2",
        "wet, art. 52 AWR",
    )


def test_voice_and_first_words_can_be_saved_at_once(officer, demo):
    data = filled(officer.get(page(demo))) | {"voice": "eigen", "source": "Handelsregister"}
    add_row(data, "tradename_set", name="Demo bellen", source="Handelsregister, uittreksel")
    assert officer.post(page(demo), data).status_code == 302
    assert list(demo.tradename_set.values_list("source", flat=True)) == ["Handelsregister, uittreksel"]


WORDS = "wet, art. 52 AWR"
MESSAGE = f"“{WORDS}” is geen vindplaats; schrijf bijvoorbeeld “000 r53; 004 r15 k2”. {ONLY_OWN}"


def test_free_words_are_no_source_where_a_text_was_taken_over(officer, demo):
    row = ProcessingActivity.objects.get(number="DM-01")
    data = filled(officer.get(page(row))) | {"source": "wet, art. 52 AWR"}
    assert problems(officer.post(page(row), data)) == {"source": [MESSAGE]}


def test_a_file_is_refused_with_the_same_words(tmp_path, demo):
    path = tmp_path / "vrij.yaml"
    path.write_text(
        '- {model: providers.service, fields: {provider: [demo], key: x, name: x, source: "wet, art. 52 AWR"}}'
    )
    with pytest.raises(LoadError, match=re.escape(MESSAGE)):
        load([path])
    edit(Provider.objects.all(), voice="eigen")
    assert load([path]).added == 1


def test_a_spreadsheet_is_refused_with_the_same_words(demo):
    resource = resource_for(Service, "provider", "key", "name", "source")
    names, cells = ["aanbieder", "sleutel", "naam", "vindplaats"], ["demo", "bellen", "Bellen", WORDS]
    [row] = resource().import_data(Numbered(names, [(2, cells)]), dry_run=True).invalid_rows
    assert row.error.message_dict == {"vindplaats": [MESSAGE]}
    edit(Provider.objects.all(), voice="eigen")
    assert not resource().import_data(Numbered(names, [(2, cells)]), dry_run=True).invalid_rows


def test_words_that_stand_there_do_not_stop_another_edit(officer, own):
    edit(Service.objects.filter(key="bellen"), source="Algemene voorwaarden, artikel 4")
    edit(Provider.objects.all(), voice="overgenomen")
    row = Service.objects.get(key="bellen")
    assert officer.post(page(row), filled(officer.get(page(row))) | {"name": "Anders"}).status_code == 302


def test_without_a_choice_a_document_decides(demo):
    assert not demo.is_own
    SourceDocument.objects.all().delete()
    assert demo.is_own


def test_the_admin_leads_to_the_line_and_to_the_document_that_words_name(officer, own):
    row = Service.objects.get(key="bellen")
    edit(Service.objects.filter(key="bellen"), source="900 r4 k2; Demoverklaring, artikel 4; 999 r1")
    html = officer.get(page(row)).content.decode()
    assert (
        '<a href="/register/demo/bron/900/?regels=4&amp;kolom=2#r4">900, Bewaartermijnen, regel 4, kolom 2</a>' in html
    )
    assert '<a href="/register/demo/bron/900/">Demoverklaring, artikel 4</a>' in html
    assert "999, regel 1 (onbekend document)" in html
    uses = officer.get(page(SourceDocument.objects.get())).content.decode()
    assert re.findall(r"<td>(.*?)</td>\s*<td>dienst</td>", uses) == ["Demoverklaring, artikel 4", "regel 4, kolom 2"]


def test_the_text_of_a_document_is_pasted_and_saved_untouched(officer, demo):
    document = SourceDocument.objects.get()
    data = filled(officer.get(page(document))) | {"text": "\r\n  een\r\n\r\n<b>vier</b>\r\n", "line_count": ""}
    assert officer.post(page(document), data).status_code == 302
    document.refresh_from_db()
    assert (document.text, document.line_count) == ("\n  een\n\n<b>vier</b>\n", 4)
    records = document.history.count()
    assert officer.post(page(document), filled(officer.get(page(document)))).status_code == 302
    document.refresh_from_db()
    assert (document.text, document.history.count()) == ("\n  een\n\n<b>vier</b>\n", records)
