"""The two groups beside the administrator, and what each may do.

A model that comes later gives its own permissions in its own migration: not everything an officer
may see is an officer's to change.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

# Officers may do all there is to do in these apps. What nobody may change, such as a publication or
# a decision, has no permission to change it: see `default_permissions` of its model.
OFFICERS, OFFICERS_MAY_ALL_OF = "Privacy officer", ("providers", "retention", "register")
# It may be there already when this is taken back and done again.
ADMINISTRATORS_ALONE = "shield"
AUDITORS, AUDITORS_MAY = "Auditor", ("read_register", "view_publication", "view_findingdecision", "view_review")


def make_groups(apps, schema_editor):
    """Both groups with their permissions, which Django itself makes only after the last migration."""
    using = schema_editor.connection.alias
    for label in OFFICERS_MAY_ALL_OF:
        create_permissions(installed.get_app_config(label), verbosity=0, using=using, apps=apps)
    ours = _rows(apps, "Permission", using).filter(content_type__app_label__in=OFFICERS_MAY_ALL_OF)
    ours = ours.exclude(codename=ADMINISTRATORS_ALONE)
    _rows(apps, "Group", using).create(name=OFFICERS).permissions.set(ours)
    _rows(apps, "Group", using).create(name=AUDITORS).permissions.set(ours.filter(codename__in=AUDITORS_MAY))


def remove_groups(apps, schema_editor):
    """Take the groups away; their members stay, without these permissions."""
    _rows(apps, "Group", schema_editor.connection.alias).filter(name__in=(OFFICERS, AUDITORS)).delete()


def _rows(apps, model, using):
    return apps.get_model("auth", model).objects.using(using)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("register", "0001_tables"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
