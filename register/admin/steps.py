"""A long form as numbered steps on one page: each step has its fields and its rows together."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse

from providers.admin.used import rows_counted

from .findings.panel import panel_of
from .preview import Previewed


class Step(NamedTuple):
    """One group of fields, with what is folded away in it and the inlines that belong to it."""

    number: int
    title: str
    fieldset: Any
    inlines: list[Any]
    folded: list[Any]

    @property
    def has_errors(self) -> bool:
        """Whether something in this step has to be repaired."""
        fields = any(line.errors() for part in (self.fieldset, *self.folded) for line in part)
        return fields or any(item.formset.total_error_count() for item in self.inlines)

    @property
    def standing(self) -> str:
        """How much is recorded in this step, for who has not opened it."""
        fields = [field for part in (self.fieldset, *self.folded) for line in part for field in line]
        typed = [field.field for field in fields if not getattr(field, "is_readonly", False)]
        filled = sum(bool(field.value()) for field in typed)
        found = [f"{filled} van {len(typed)} velden"] if filled else []
        found += [counted for item in self.inlines if (counted := _counted(item))]
        return ", ".join(found) or "nog niets vastgelegd"


def _counted(item: Any) -> str:
    """The stored rows of an inline, in words."""
    count, opts = item.formset.initial_form_count(), item.opts
    if not count or item.formset.max_num == 1:
        return str(opts.verbose_name) if count else ""
    return rows_counted(count, opts)


class SteppedPage(Previewed):
    """Inlines name their fieldset in `step`, counted from one."""

    change_form_template = "admin/register/steps.html"
    # So many steps stand open; the others are folded away until somebody opens one.
    open_steps = 99

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Give the template the steps instead of all fields first and all rows after them."""
        context["open_steps"] = self.open_steps
        context["panel"] = panel_of(request, kwargs.get("obj"))
        context["steps"] = steps_of(context["adminform"], context["inline_admin_formsets"])
        return super().render_change_form(request, context, *args, **kwargs)


def steps_of(adminform: Iterable[Any], formsets: list[Any]) -> list[Step]:
    """Each numbered fieldset with the inlines under it; a fieldset that is folded belongs to the one before."""
    steps: list[Step] = []
    for fieldset in adminform:
        if "collapse" in fieldset.classes.split() and steps:
            steps[-1].folded.append(fieldset)
            continue
        number = len(steps) + 1
        rows = [formset for formset in formsets if formset.opts.step == number]
        steps.append(Step(number, fieldset.name, fieldset, rows, []))
    return steps
