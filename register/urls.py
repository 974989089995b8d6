"""Addresses."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from register.api import views as api
from register.dossier import SCHEMA_PATH
from register.health import health
from register.linked import SHAPES_PATH
from register.views import (
    auditor,
    feeds,
    files,
    identifiers,
    processors,
    public,
    self_check,
    source_page,
    tasks,
    versions,
)
from register.views.sign_in import SignIn

# The admin's own form has no limit on wrong passwords.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400 = "register.views.refused.bad_request"
handler500 = "register.views.problems.server_error"

urlpatterns = [
    path("admin/", include("register.admin.urls")),
    path("admin/", admin.site.urls),
    path("accounts/login/", SignIn.as_view(), name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path(".well-known/security.txt", files.security_txt, name="security_txt"),
    *api.urlpatterns,
    path("gezond", health, name="health"),
    path("register/", auditor.index, name="register_index"),
    path("register/taken/<int:number>/", tasks.progress, name="task"),
    path("register/taken/<int:number>/bestand/", tasks.file, name="task_file"),
    path("register/taken/<int:number>/opnieuw/", tasks.again, name="task_again"),
    path("register/<slug:provider>/", auditor.register, name="register"),
    path("register/<slug:provider>/zelfcheck/", self_check.page, name="self_check"),
    path("register/<slug:provider>/concept/", auditor.concept, name="register_concept"),
    path("register/<slug:provider>/concept/verklaring.pdf", auditor.draft_statement, name="concept_pdf"),
    path("register/<slug:provider>/verwerkingen/<slug:number>/", auditor.activity, name="activity"),
    path("register/<slug:provider>/bron/<slug:code>/", source_page.source, name="source"),
    path("register/<slug:provider>/register.pdf", auditor.download, {"form": "pdf"}, name="register_pdf"),
    path("register/<slug:provider>/register.json", auditor.download, {"form": "json"}, name="register_json"),
    path("register/<slug:provider>/register.jsonld", auditor.download, {"form": "jsonld"}, name="register_jsonld"),
    path("register/<slug:provider>/register.xlsx", auditor.download, {"form": "xlsx"}, name="register_xlsx"),
    path("register/<slug:provider>/register.ods", auditor.download, {"form": "ods"}, name="register_ods"),
    path("register/<slug:provider>/register.csv", auditor.download, {"form": "csv"}, name="register_csv"),
    path("register/<slug:provider>/dossier.zip", auditor.evidence, name="evidence"),
    path(SHAPES_PATH.removeprefix("/"), files.shacl, name="shapes"),
    path(SCHEMA_PATH.removeprefix("/"), files.schema, name="schema"),
    path("<slug:provider>/verklaring.pdf", files.statement_pdf, name="statement_pdf"),
    path("<slug:provider>/verklaring.json", files.statement_json, name="statement_json"),
    path("<slug:provider>/versies/<int:number>/verklaring.pdf", files.statement_pdf, name="version_statement_pdf"),
    path("<slug:provider>/versies/<int:number>/verklaring.json", files.statement_json, name="version_statement_json"),
    path("<slug:provider>/verklaring.jsonld", files.statement_jsonld, name="statement_jsonld"),
    path(
        "<slug:provider>/versies/<int:number>/verklaring.jsonld",
        files.statement_jsonld,
        name="version_statement_jsonld",
    ),
    path("<slug:provider>/versies.atom", feeds.versions, name="versions_atom"),
    path("<slug:provider>/subverwerkers.atom", processors.feed, name="processors_atom"),
    path("<slug:provider>/subverwerkers.ics", processors.ics, name="processors_ics"),
    path(
        "<slug:provider>/versies/<int:number>/verwerkingen/<slug:activity>.jsonld",
        identifiers.activity_jsonld,
        name="activity_jsonld",
    ),
    path("id/<slug:provider>/<slug:number>", identifiers.activity, name="activity_id"),
    # The pages that are there in every language, as /en/; files have one address and are Dutch.
    *i18n_patterns(
        path("", public.index, name="index"),
        path("over/", public.about, name="about"),
        path("toegankelijkheid/", public.accessibility, name="accessibility"),
        path("controle/", versions.check, name="check"),
        path("<slug:provider>/subverwerkers/", processors.page, name="processors"),
        path("<slug:provider>/versies/", versions.versions, name="versions"),
        path("<slug:provider>/versies/<int:number>/", public.version, name="version_statement"),
        path("<slug:provider>/versies/<int:number>/voor/<slug:situation>/", public.situation, name="version_situation"),
        path("<slug:provider>/voor/<slug:situation>/", public.situation, name="situation"),
        path("<slug:provider>/verschil/<int:before>-<int:after>/", versions.difference, name="difference"),
        # Last of all: any word of the site itself goes before a provider's.
        path("<slug:provider>/", public.statement, name="statement"),
        prefix_default_language=False,
    ),
]
