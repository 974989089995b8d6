"""Officers may decide on findings and record controls; auditors may see both."""

from django.db import migrations

OFFICERS, AUDITORS = "Privacy officer", "Auditor"
MODELS = {"findingdecision": "besluit over een bevinding", "review": "controle"}


def grant(apps, schema_editor):
    """Give the groups what they need; Django itself makes these permissions only after migrating."""
    using = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(using)
    for model in MODELS:
        add, view = (_permission(apps, using, verb, model) for verb in ("add", "view"))
        groups.get(name=OFFICERS).permissions.add(add, view)
        groups.get(name=AUDITORS).permissions.add(view)


def withdraw(apps, schema_editor):
    """Take these permissions away from both groups."""
    permissions = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    permissions.filter(content_type__app_label="register", content_type__model__in=MODELS).delete()


def _permission(apps, using, verb, model):
    types = apps.get_model("contenttypes", "ContentType").objects.using(using)
    content_type, _ = types.get_or_create(app_label="register", model=model)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    permission, _ = permissions.get_or_create(
        content_type=content_type, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {MODELS[model]}"}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [("register", "0010_reviews")]

    operations = [migrations.RunPython(grant, withdraw)]
