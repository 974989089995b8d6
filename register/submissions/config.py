"""The admin of this project is Django's own, with forms that lose nothing; apps are known before any model is."""

from django.contrib.admin.apps import AdminConfig


class Admin(AdminConfig):
    default_site = "register.views.site.Site"
