"""Upload and download of spreadsheets in the admin, as a person does it."""

import csv
import io
import zipfile

from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from providers.spreadsheets.formats import FORMATS
from tests.forms import filled

NAMES = [kind.name for kind in FORMATS]


def address(model: type, what: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}")


def sheet(model: type, *rows: dict[str, str]) -> str:
    """A file with every column that an import of this model asks for; cells by the name of their field."""
    (resource,) = admin.site.get_model_admin(model).resource_classes
    columns = {field.attribute: field.column_name for field in resource().get_import_fields()}
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(columns), delimiter=";", restval="", extrasaction="ignore")
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue()


def download(client: Client, model: type, kind: str) -> bytes:
    """The export of a model in this format."""
    form = {"format": NAMES.index(kind), "resource": 0}
    return client.post(address(model, "export"), form).content


def upload(client: Client, model: type, kind: str, content: bytes) -> HttpResponse:
    """The page after choosing a file: a preview, or what is wrong with it."""
    file = SimpleUploadedFile(f"rijen.{kind}", content)
    form = {"format": NAMES.index(kind), "resource": 0, "import_file": file}
    return client.post(address(model, "import"), form)


def confirm(client: Client, model: type, preview: HttpResponse) -> HttpResponse:
    """The page after agreeing with the preview."""
    return client.post(address(model, "process_import"), filled(preview), follow=True)


def totals(preview: HttpResponse) -> tuple[int, int, int]:
    """New, changed and unchanged rows of a preview."""
    counts = preview.context["result"].totals
    return counts["new"], counts["update"], counts["skip"]


def complaints(response: HttpResponse) -> list[str]:
    """Every message on the page, as it is read."""
    found = response.context["form"].errors.get("import_file", [])
    html = response.content.decode()
    _, _, listed = html.partition('<ul class="import-problems">')
    items = [part.partition("</li>")[0] for part in listed.partition("</ul>")[0].split("<li>")[1:]]
    return [*found, *(item.strip() for item in items)]


def zipped(**parts: str) -> bytes:
    """An archive with these parts, as a workbook is one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()
