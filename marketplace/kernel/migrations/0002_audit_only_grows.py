from django.conf import settings
from django.db import migrations

from marketplace.kernel.triggers import install


def put_in_place(apps, schema_editor):
    install(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [migrations.RunPython(put_in_place, migrations.RunPython.noop)]
