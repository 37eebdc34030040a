from django.db import migrations, models

import marketplace.kernel.ids


def draw(apps, schema_editor):
    """One of its own for each address that is there already."""
    addresses = apps.get_model("address", "UserAddress").objects
    for pk in addresses.values_list("pk", flat=True):
        addresses.filter(pk=pk).update(public_id=marketplace.kernel.ids.new_public_id())


class Migration(migrations.Migration):
    dependencies = [("address", "0900_vietnamese_address")]

    operations = [
        migrations.AddField(
            model_name="useraddress",
            name="public_id",
            field=models.CharField(editable=False, max_length=16, null=True),
        ),
        migrations.RunPython(draw, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="useraddress",
            name="public_id",
            field=models.CharField(
                default=marketplace.kernel.ids.new_public_id,
                editable=False,
                max_length=16,
                unique=True,
            ),
        ),
    ]
