"""Django settings. What differs per installation comes from the environment or .env."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from register import environment
from register.environment import setting

BASE_DIR = Path(__file__).resolve().parent.parent
environment.read_dotenv(BASE_DIR / ".env")

# What differs per installation

SITE_URL = setting("SITE_URL", environment.address, default="http://127.0.0.1:8000")
SECRET_KEY = setting("SECRET_KEY", environment.secret)
DEBUG = setting("DEBUG", environment.yes_or_no, default="false")
ALLOWED_HOSTS = setting("ALLOWED_HOSTS", environment.hosts, default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = setting("CSRF_TRUSTED_ORIGINS", environment.origins, default="")
DATABASE = setting("DATABASE_URL", environment.database, default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")
CACHES = {
    # Room for the wrong passwords of many addresses: of 300, Django's own number, old ones soon make way.
    "default": {
        "OPTIONS": {"MAX_ENTRIES": 20_000},
        **setting("CACHE_URL", environment.cache, default="locmemcache://"),
    },
    # Chapters of PDFs, found by a hash of all they are made of: old ones are never wrong, only unused.
    "pdf": {
        **setting("PDF_CACHE_URL", environment.cache, default=f"filecache://{BASE_DIR / 'pdf-cache'}"),
        "TIMEOUT": 30 * 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 1500},
    },
}
EMAIL = setting("EMAIL_URL", environment.mail, default="consolemail://")
SECURITY_CONTACT = setting("SECURITY_CONTACT", environment.contact, default="")
TIME_ZONE = setting("TIME_ZONE", environment.time_zone, default="Europe/Amsterdam")
LOG_LEVEL = setting("LOG_LEVEL", environment.log_level, default="INFO")

# The host of SITE_URL has to be answered and trusted; repeating it in two settings is a trap.
_site = urlsplit(SITE_URL)
_site_host = f"[{_site.hostname}]" if ":" in (_site.hostname or "") else str(_site.hostname)
ALLOWED_HOSTS = list(dict.fromkeys([*ALLOWED_HOSTS, _site_host]))
CSRF_TRUSTED_ORIGINS = list(dict.fromkeys([*CSRF_TRUSTED_ORIGINS, SITE_URL]))
HTTPS = _site.scheme == "https"
# gunicorn speaks plain http, so an https address means a proxy in front of it.
PROXIES = setting("PROXIES", environment.small_number, default="1" if HTTPS else "0")
HSTS = setting("HSTS", environment.hsts, default="site")

# Applications

INSTALLED_APPS = [
    # Ours first: our templates and commands go before those of the packages.
    "register",
    "retention",
    "providers",
    "import_export",
    "allauth",
    "allauth.account",
    "csp",
    "register.submissions.config.Admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "register.views.page_cache.public_answers",
    "django.middleware.security.SecurityMiddleware",
    "register.middleware.security_headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "register.middleware.language_of_address",
    "register.middleware.OneSpelling",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "register.requests.readable_text",
    "register.requests.SensibleRows",
    "register.requests.Turns",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "register.requests.bounded_body",
    "django.contrib.messages.middleware.MessageMiddleware",
    "register.middleware.one_change_per_request",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "register.urls"
WSGI_APPLICATION = "register.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
FORM_RENDERER = "register.rendering.EscapingRenderer"

# Database

if DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE["OPTIONS"] = {
        # IMMEDIATE waits for the write lock at the start of a transaction: a deferred one that
        # writes halfway fails at once with "database is locked". For the same reason there is
        # no ATOMIC_REQUESTS: every page view would then take that lock.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what was answered survives a power cut; with NORMAL the last commits could be lost.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASE |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # Nobody waits for ever: seconds to connect, milliseconds for a server that went silent and for a lock.
    waits = {"connect_timeout": 5, "tcp_user_timeout": 15_000, "options": "-c lock_timeout=20s"}
    DATABASE["OPTIONS"] = {**waits, **DATABASE.get("OPTIONS", {})}
DATABASES = {"default": DATABASE}

# History of edits: records are found by row and by provider, so the date needs no index.
SIMPLE_HISTORY_DATE_INDEX = False

# Mail

EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL["EMAIL_HOST"] or "localhost"
EMAIL_PORT = EMAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER = EMAIL["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_FILE_PATH = EMAIL["EMAIL_FILE_PATH"] or None
EMAIL_USE_TLS = EMAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
# Without a sender no mail about the work goes out.
MAIL_FROM = setting("MAIL_FROM", environment.sender, default="")
DEFAULT_FROM_EMAIL = MAIL_FROM or "webmaster@localhost"

# Language

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
# The pictures of the guide, which is read in the repository and in the admin.
STATICFILES_DIRS = [("handleiding", BASE_DIR / "docs" / "handleiding")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Sign-in

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "register.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_FORMS = {"change_password": "register.accounts.forms.OwnPasswordForm"}
# Signing in has limits of its own, in accounts/limits.py; one for a whole address would shut out who is known there.
ACCOUNT_RATE_LIMITS = {"login": None}
# Without this every visitor would have the proxy's address and share one limit.
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "register.accounts.passwords.GuessableValidator"},
]

# Security

# What the largest form sends: MOST_ROWS of providers/form_parts.py, with the fields and texts of their kind.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
# Bytes of any request; the server counts them before Django sees it. Only those with staff rights may send more
# than a form, such as a spreadsheet with what stands around it (`requests.bounded_body`).
MAX_BODY = 8_000_000
CSRF_FAILURE_VIEW = "register.views.refused.expired"
# There is no SECURE_PROXY_SSL_HEADER: `serving.py` reads X-Forwarded-Proto, and only from
# the proxies in FORWARDED_ALLOW_IPS (default: this machine).
SECURE_SSL_REDIRECT = HTTPS
# Monitoring asks the process itself, without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^gezond$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and HSTS != "site"
SECURE_HSTS_PRELOAD = HTTPS and HSTS == "preload"
# Other sites below the same name, and the lists in browsers, are for the administrator to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# With this start of the name no other site below the same domain can set them.
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
# Django would keep what it has to tell in a cookie of its own, without that start.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

# The admin needs scripts of its own. Other pages have none: their views forbid them (`views/answers.py`).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Logging

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"one_line": {"()": "register.outage.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["one_line"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        # Django mails errors to ADMINS and prints only when DEBUG; the console has them all.
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # Who came and went is told whatever the level of the rest.
        "register.access": {"level": "INFO"},
        # One line per glyph and CSS rule is no use to an administrator.
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        # A line for each request that waits for a thread.
        "waitress.queue": {"level": "ERROR"},
    },
}
