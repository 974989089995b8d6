"""Pages of the admin that belong to no model; they stand before the addresses of the models."""

from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from .autocomplete import autocomplete
from .desk.customer import customer_page
from .desk.views import desk, search_page
from .findings.views import finding_page, findings_page, review
from .guide import guide
from .start.views import start_page

view = admin.site.admin_view

urlpatterns = [
    path("", view(start_page)),
    # The admin's own form has no limit on wrong passwords.
    path("password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("autocomplete/", view(autocomplete)),
    path("handleiding/", view(guide), name="guide"),
    path("zoeken/", view(search_page), name="search"),
    path("mijn/<slug:slug>/", view(desk), name="desk"),
    path("mijn/<slug:slug>/klantvraag/", view(customer_page), name="customer"),
    path("register/bevindingen/", view(findings_page), name="findings"),
    path("register/bevindingen/<slug:slug>/<str:code>/", view(finding_page), name="finding"),
    path("register/gecontroleerd/<slug:slug>/", view(review), name="review"),
]
