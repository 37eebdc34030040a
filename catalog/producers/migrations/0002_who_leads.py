from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("producers", "0001_initial")]

    operations = [
        migrations.AddField(
            "producer",
            "is_women_led",
            models.BooleanField("led by women", default=False, db_default=False),
        ),
        migrations.AddField(
            "producer",
            "is_youth_led",
            models.BooleanField("led by young people", default=False, db_default=False),
        ),
        migrations.AddField(
            "producer",
            "is_ethnic_minority",
            models.BooleanField("of an ethnic minority", default=False, db_default=False),
        ),
    ]
