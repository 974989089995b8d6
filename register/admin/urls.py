"""Pages of the admin that belong to no model; they stand before the addresses of the models."""

from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from .autocomplete import autocomplete
from .bringing.views import bring_page, brought_page, cells_page, result_page
from .desk.views import desk, search_page
from .findings.views import finding_page, findings_page, review
from .start.views import start_page

view = admin.site.admin_view

urlpatterns = [
    path("", view(start_page)),
    # The admin's own form has no limit on wrong passwords.
    path("password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("autocomplete/", view(autocomplete)),
    path("zoeken/", view(search_page), name="search"),
    path("inlezen/", view(bring_page), name="bring"),
    path("inlezen/<int:pk>/", view(brought_page), name="brought"),
    path("inlezen/<int:pk>/proef/", view(result_page), name="brought_result"),
    path("inlezen/<int:pk>/regel/<int:place>/", view(cells_page), name="brought_cells"),
    path("mijn/<slug:slug>/", view(desk), name="desk"),
    path("register/bevindingen/", view(findings_page), name="findings"),
    path("register/bevindingen/<slug:slug>/<str:code>/", view(finding_page), name="finding"),
    path("register/gecontroleerd/<slug:slug>/", view(review), name="review"),
]
