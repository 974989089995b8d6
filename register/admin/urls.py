"""Pages of the admin that belong to no model; they stand before the addresses of the models."""

from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from .autocomplete import autocomplete
from .bringing.views import bring_page, brought_page, cells_page, result_page
from .changed import changed_back, changed_page, changed_table
from .desk.customer import customer_page
from .desk.views import desk, search_page
from .findings.views import finding_page, findings_page, review
from .guide.views import guide_step, new_provider, resume
from .manual import manual
from .reading import read_page
from .start.views import start_page
from .teamwork.views import assign_page, calendar_file, comments_page, my_work
from .workbook import workbook_file, workbook_page

view = admin.site.admin_view

urlpatterns = [
    path("", view(start_page)),
    # The admin's own form has no limit on wrong passwords.
    path("password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("autocomplete/", view(autocomplete)),
    path("handleiding/", view(manual), name="manual"),
    path("zoeken/", view(search_page), name="search"),
    path("gewijzigd/", view(changed_page), name="changed"),
    path("gewijzigd/terug/", view(changed_back), name="changed_back"),
    path("gewijzigd/wijzigingen.csv", view(changed_table), name="changed_table"),
    path("werkmap/", view(workbook_page), name="workbook"),
    path("werkmap/bestand/", view(workbook_file), name="workbook_file"),
    path("inlezen/", view(bring_page), name="bring"),
    path("inlezen/<int:pk>/", view(brought_page), name="brought"),
    path("inlezen/<int:pk>/proef/", view(result_page), name="brought_result"),
    path("inlezen/<int:pk>/regel/<int:place>/", view(cells_page), name="brought_cells"),
    path("mijn/<slug:slug>/", view(desk), name="desk"),
    path("bron/<int:document>/lezen/", view(read_page), name="read_source"),
    path("nieuw/", view(new_provider), name="guide_new"),
    path("nieuw/<slug:slug>/", view(resume), name="guide"),
    path("nieuw/<slug:slug>/<slug:step>/", view(guide_step), name="guide_step"),
    path("mijn/<slug:slug>/klantvraag/", view(customer_page), name="customer"),
    path("register/bevindingen/", view(findings_page), name="findings"),
    path("register/bevindingen/<slug:slug>/<str:code>/", view(finding_page), name="finding"),
    path("register/toewijzen/<slug:slug>/", view(assign_page), name="assign"),
    path("register/opmerkingen/<slug:slug>/", view(comments_page), name="comments"),
    path("mijn-werk/", view(my_work), name="my_work"),
    path("mijn-werk/agenda.ics", view(calendar_file), name="my_calendar"),
    path("register/gecontroleerd/<slug:slug>/", view(review), name="review"),
]
