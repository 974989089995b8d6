# The remark of a control: no form ever asked for it.

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0013_document_tasks")]

    operations = [migrations.RemoveField(model_name="review", name="note")]
