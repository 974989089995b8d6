"""The two groups beside the administrator, with their permissions.

A model that comes later gives its own permissions in its own migration: not everything an officer
may see is an officer's to change.
"""

from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

OFFICERS = "Privacy officer"
AUDITORS = "Auditor"
OURS = ("providers", "retention", "register")


def make_groups(apps, schema_editor):
    """Officers edit everything there is now; auditors only read registers."""
    using = schema_editor.connection.alias
    _make_permissions(apps, using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    officers, _ = groups.get_or_create(name=OFFICERS)
    officers.permissions.add(*permissions.filter(content_type__app_label__in=OURS))
    auditors, _ = groups.get_or_create(name=AUDITORS)
    auditors.permissions.add(permissions.get(content_type__app_label="register", codename="read_register"))


def remove_groups(apps, schema_editor):
    """Take the groups away; their members stay, without these permissions."""
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=(OFFICERS, AUDITORS)).delete()


def _make_permissions(apps, using):
    """Django makes permissions after the last migration; here they are needed before that."""
    for label in OURS:
        config = apps.get_app_config(label)
        # Apps of a migration have no module, and without one no permissions are made.
        config.models_module = current_apps.get_app_config(label).models_module
        create_permissions(config, verbosity=0, using=using, apps=apps)
        config.models_module = None


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("providers", "0001_initial"),
        ("retention", "0001_initial"),
        ("register", "0002_statement_page"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
