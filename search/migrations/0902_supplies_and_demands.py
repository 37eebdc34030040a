from django.db import migrations, models

from search.triggers import install


def watch_supplies_and_demands(apps, schema_editor):
    """Their tables are watched too; ``migrate`` puts it back where it is lost."""
    install(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0901_alcohol_licences"),
        ("supply", "0002_ledger_only_grows"),
        ("matching", "0001_initial"),
    ]
    operations = [
        migrations.AlterField(
            model_name="change",
            name="kind",
            field=models.CharField(
                max_length=12,
                choices=[
                    ("product", "Product"),
                    ("producer", "Producer"),
                    ("partner", "Partner"),
                    ("organisation", "Organisation"),
                    ("supply", "Supply"),
                    ("demand", "Demand"),
                ],
            ),
        ),
        migrations.RunPython(watch_supplies_and_demands, migrations.RunPython.noop),
    ]
