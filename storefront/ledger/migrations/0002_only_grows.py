from django.db import migrations

from storefront.ledger.triggers import install


def put_in_place(apps, schema_editor):
    install(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(put_in_place, migrations.RunPython.noop)]
