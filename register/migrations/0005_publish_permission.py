"""Officers may publish and see publications; auditors may see them."""

from django.db import migrations

OFFICERS, AUDITORS = "Privacy officer", "Auditor"
OFFICER_MAY = ("publish", "view_publication", "view_publicationfile")
AUDITOR_MAY = ("view_publication",)
NAMES = {
    "publish": ("publication", "Mag verklaringen publiceren en intrekken"),
    "view_publication": ("publication", "Can view publicatie"),
    "view_publicationfile": ("publicationfile", "Can view bestand van een publicatie"),
}


def grant(apps, schema_editor):
    """Give the groups what they need; Django itself makes these permissions only after migrating."""
    using = schema_editor.connection.alias
    permissions = {name: _permission(apps, using, name) for name in NAMES}
    groups = apps.get_model("auth", "Group").objects.using(using)
    groups.get(name=OFFICERS).permissions.add(*(permissions[name] for name in OFFICER_MAY))
    groups.get(name=AUDITORS).permissions.add(*(permissions[name] for name in AUDITOR_MAY))


def withdraw(apps, schema_editor):
    """Take these permissions away from both groups."""
    using = schema_editor.connection.alias
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    permissions.filter(content_type__app_label="register", codename__in=NAMES).delete()


def _permission(apps, using, codename):
    model, name = NAMES[codename]
    types = apps.get_model("contenttypes", "ContentType").objects.using(using)
    content_type, _ = types.get_or_create(app_label="register", model=model)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    permission, _ = permissions.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [("register", "0004_publications"), ("register", "0003_groups")]

    operations = [migrations.RunPython(grant, withdraw)]
