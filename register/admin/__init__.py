"""Pages of the register, a room for each thing an officer does; importing this registers them all.

In a room `page` is the form and the list of a model, `views` are pages of no model.
"""

from django.contrib import admin

from . import accounts, effect, tokens, vocabulary
from .activity import page as activity_page
from .activity import purpose
from .findings import logs, saved
from .publication import page as publication_page
from .statement import page as statement_page

admin.site.site_header = "Verwerkingsregister"
admin.site.site_title = "Verwerkingsregister"
admin.site.index_title = "Overzicht"
