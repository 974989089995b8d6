"""Ending activities: the form fills in the day as the deed does, and several at once are asked about first."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from ...choices import Status
from ...models import ProcessingActivity

LEFT_EMPTY = "Beëindigt u nu en blijft dit leeg, dan wordt het vandaag."
NO_DAY = "Vul in op welke dag de verwerking eindigde."
# What the page that asks sends along, and the list itself does not.
CONFIRMED = "beeindigen"


class EndingForm(forms.ModelForm):
    """For the form of an activity: whoever ends it need not type the date of today."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("ended_on"):
            field.help_text = f"{field.help_text} {LEFT_EMPTY}"

    def clean(self) -> Any:
        """The day is today when the activity ends now; when it ended before, nobody but the officer knows."""
        super().clean()
        cleaned = self.cleaned_data
        has_no_day = "ended_on" in cleaned and cleaned["ended_on"] is None
        if has_no_day and cleaned.get("status") == Status.ENDED:
            if self.instance.pk and self.instance.status != Status.ENDED:
                cleaned["ended_on"] = timezone.localdate()
            else:
                self.add_error("ended_on", NO_DAY)
        return cleaned


def ask_to_end(request: HttpRequest, activities: list[ProcessingActivity]) -> HttpResponse:
    """A page that names what will end; what is chosen goes along, so that the same action does it."""
    context = {
        **admin.site.each_context(request),
        "opts": ProcessingActivity._meta,
        "title": "Verwerkingen beëindigen",
        "activities": activities,
        "day": timezone.localdate(),
        "chosen": ACTION_CHECKBOX_NAME,
        "confirmed": CONFIRMED,
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/register/end.html", context)
