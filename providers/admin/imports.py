"""Import and export in the admin: preview first, then all or nothing, messages in Dutch."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from import_export.admin import ImportExportMixin
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.results import Result

from ..facts.recording import note_change
from ..reading.tables import MAX_ROWS, FormatError
from ..spreadsheets.formats import FORMATS
from ..unsaved import undone
from .pages import Page
from .uploads import UploadStorage

MAX_BYTES = 5_000_000
CHOOSE_AGAIN = "Kies het bestand opnieuw."


class UploadForm(ImportForm):
    """Which file, in which format."""

    def clean_import_file(self) -> UploadedFile:
        """Refuse a file that is too large to read at once."""
        file = self.cleaned_data["import_file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Dit bestand is groter dan 5 MB.")
        return file


class ConfirmForm(ConfirmImportForm):
    """Says which uploaded file was looked at; the name is signed, or any file could be read."""

    def clean_import_file_name(self) -> str:
        """The name of the file in the folder for temporary files."""
        try:
            signed = signing.loads(self.cleaned_data["import_file_name"], salt=__name__)
        except signing.BadSignature as error:
            raise forms.ValidationError(CHOOSE_AGAIN) from error
        self.cleaned_data["import_file_name"] = signed["file"]
        return super().clean_import_file_name()

    def clean_format(self) -> str:
        """A place in the list of formats."""
        chosen = self.cleaned_data["format"]
        if chosen not in map(str, range(len(FORMATS))):
            raise forms.ValidationError(CHOOSE_AGAIN)
        return chosen


class ImportPage(ImportExportMixin, Page):
    """A page whose list can be imported and exported."""

    formats: ClassVar[list] = FORMATS
    import_form_class = UploadForm
    confirm_form_class = ConfirmForm
    export_form_class = ExportForm
    tmp_storage_class = UploadStorage

    def has_import_permission(self, request: HttpRequest) -> bool:
        """An import adds and changes; import-export itself would let every member of staff."""
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Who may see the rows may take them along."""
        return self.has_view_permission(request)

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """With the columns also below a file that could not be read: whoever makes a new one needs them."""
        answer = super().import_action(request, **kwargs)
        answer.context_data["most_rows"] = MAX_ROWS
        if "confirm_form" not in answer.context_data:
            _forget(answer.context_data["form"])
        if not answer.context_data["fields_list"]:
            found = [made(user=request.user) for made in self.get_import_resource_classes(request)]
            answer.context_data["fields_list"] = [
                (made.get_display_name(), [field.column_name for field in made.get_user_visible_fields()])
                for made in found
            ]
        return answer

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        """An import reaches the rows that this person may see."""
        return {"user": request.user}

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """One wrong row and nothing is saved, also between preview and confirmation."""
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def get_confirm_form_initial(self, request: HttpRequest, import_form: Any) -> dict[str, Any]:
        """The confirmation carries the signed name of the file."""
        initial = super().get_confirm_form_initial(request, import_form)
        if initial:
            name = {"file": initial["import_file_name"]}
            initial["import_file_name"] = signing.dumps(name, salt=__name__)
        return initial

    def add_data_read_fail_error_to_form(self, form: forms.Form, e: Exception) -> None:
        """What is wrong with the file, without names of exceptions."""
        known = isinstance(e, FormatError)
        form.add_error("import_file", str(e) if known else "Dit bestand is niet leesbaar.")

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do what the preview showed; the file may be gone when somebody waited long."""
        if "annuleren" in request.POST:
            return self._cancelled(request)
        note_change(f"ingelezen uit bestand {request.POST.get('original_file_name', '')}")
        try:
            return super().process_import(request, **kwargs)
        except FileNotFoundError:
            return self._again(request, CHOOSE_AGAIN)
        except FormatError as error:
            # The file was read a moment ago, so the server is too busy now.
            return self._again(request, f"Niets geïmporteerd. {error} {CHOOSE_AGAIN}")

    def _cancelled(self, request: HttpRequest) -> HttpResponse:
        form = self.create_confirm_form(request)
        if self.has_import_permission(request) and form.is_valid():
            UploadStorage(name=form.cleaned_data["import_file_name"]).remove()
        messages.info(request, "Niets geïmporteerd.")
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        """Report success only when every row went in."""
        if result.has_errors() or result.has_validation_errors():
            return self._again(request, "Niets geïmporteerd: de gegevens zijn intussen veranderd.")
        return super().process_result(result, request)

    def _again(self, request: HttpRequest, message: str) -> HttpResponse:
        messages.error(request, message)
        info = (self.opts.app_label, self.opts.model_name)
        return undone(HttpResponseRedirect(reverse("admin:{}_{}_import".format(*info))))

    def get_export_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the number of rows that one import takes: a promise that the file can come back has to hold."""
        return super().get_export_context_data(**kwargs) | {"most_rows": MAX_ROWS}

    def get_export_filename(self, request: HttpRequest, queryset: models.QuerySet, file_format: Any) -> str:
        """In Dutch, as the list is called."""
        name = str(self.opts.verbose_name_plural).replace(" ", "-").replace("ë", "e")
        return f"{name}.{file_format.get_extension()}"


def _forget(form: forms.Form) -> None:
    """A file that was refused is of no use to anybody."""
    # The cleaned data have lost it: it is what is wrong.
    if name := getattr(form.files.get("import_file"), "tmp_storage_name", None):
        UploadStorage(name=name).remove()
