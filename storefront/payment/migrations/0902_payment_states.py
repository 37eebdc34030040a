from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("payment", "0901_awaiting_payment")]

    operations = [
        migrations.AlterField(
            model_name="payment",
            name="state",
            field=models.CharField(
                choices=[
                    ("created", "awaiting payment"),
                    ("due", "due on delivery"),
                    ("captured", "received"),
                    ("cancelled", "cancelled"),
                ],
                default="created",
                max_length=10,
                verbose_name="state",
            ),
        ),
    ]
