from django.db import migrations

from search.triggers import install


def watch_licences(apps, schema_editor):
    """The table of what listings state is watched too; ``migrate`` puts it back where it is lost."""
    install(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("search", "0900_outbox"), ("catalogue", "0903_photograph_review")]
    operations = [migrations.RunPython(watch_licences, migrations.RunPython.noop)]
