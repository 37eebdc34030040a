from django.db import migrations

from storefront.personal.triggers import install


def put_in_place(apps, schema_editor):
    install(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("personal", "0001_personal_data")]
    operations = [migrations.RunPython(put_in_place, migrations.RunPython.noop)]
