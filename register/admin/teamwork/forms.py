"""Who does it and by when; what somebody says; whether mail is wanted."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model

from ...models import Assignment, Comment
from ...permissions import READ_REGISTER, name_of


class PersonField(forms.ModelChoiceField):
    """Somebody who works here, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name under which this person is known."""
        return name_of(obj)


class AssignForm(forms.ModelForm):
    """A person, a day, or both; none of them takes the assignment back."""

    class Meta:
        model = Assignment
        fields = ("person", "due")
        field_classes = {"person": PersonField}
        labels = {"person": "Wie", "due": "Uiterlijk"}
        help_texts = {
            "person": "Collega’s die hier het register mogen lezen. Leeg: niemand.",
            "due": "Leeg: geen dag. Bij een controle geldt dan de gewone.",
        }
        widgets = {"due": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        able = get_user_model().objects.with_perm(READ_REGISTER, backend=settings.AUTHENTICATION_BACKENDS[0])
        people: Any = self.fields["person"]
        people.queryset = able.filter(is_staff=True).order_by("last_name", "first_name", "username")
        people.empty_label = "niemand"


class CommentForm(forms.ModelForm):
    """One comment."""

    class Meta:
        model = Comment
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
