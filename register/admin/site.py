"""What the admin calls itself."""

from django.contrib import admin

admin.site.site_header = "Verwerkingsregister"
admin.site.site_title = "Verwerkingsregister"
admin.site.index_title = "Overzicht"
