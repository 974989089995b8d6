"""Forms of texts in which facts may be named: which boxes those are, and the values that can be put there."""

from typing import Any

from django.http import HttpRequest

from providers.admin.pages import Inline

from ...dossier import Dossier, live_dossier
from ...filling import Value, values


class Naming(Inline):
    """Rows with such texts: their boxes say so to the script that inserts values."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The box of a field, marked."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in self.model.naming:
            field.widget.attrs["data-values"] = ""
        return field


def draft_of(provider: Any) -> Dossier:
    """What the database says of the provider of a form, and not this form; read once, whatever shows of it."""
    if not hasattr(provider, "draft"):
        provider.draft = live_dossier(provider.pk)
    return provider.draft


def values_for(provider: Any, formsets: Any) -> list[Value]:
    """What may be put in the texts of this form; nothing for who may change none of them."""
    ours = (rows for rows in formsets if isinstance(rows.opts, Naming))
    if not any(rows.has_add_permission or rows.has_change_permission for rows in ours):
        return []
    return [value for value in values(draft_of(provider)) if value.words]
