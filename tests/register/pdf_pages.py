"""The pages behind a PDF of the register, to be read without making it."""

from django.template.loader import render_to_string

from register.article30 import article30
from register.dossier import Edition
from register.pdf import chapters


def register_html(edition: Edition) -> str:
    """The pages of which all chapters of the register are made, one after the other; contents left out."""
    view = article30(edition)
    first = render_to_string("pdf/register.html", {"view": view, "pieces": chapters.opening(view)})
    rest = (*chapters.completeness(view), *chapters.body(view))
    return "\n".join((first, *(render_to_string("pdf/chapter.html", {"pieces": chapter}) for chapter in rest)))
