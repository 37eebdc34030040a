from django.db import migrations, models

PARCEL_CLASS = models.CharField(
    choices=[
        ("ordinary", "ordinary"),
        ("cold", "chilled or frozen"),
        ("fragile", "fragile"),
        ("live", "live plants or animals"),
        ("pick_up", "only fetched at the seller's"),
    ],
    default="ordinary",
    max_length=8,
    verbose_name="how it travels",
)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0903_photograph_review")]

    operations = [
        # In SQL, because Django would re-make the table on SQLite, which other tables' triggers name.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE catalogue_product"
                    " ADD COLUMN parcel_class varchar(8) DEFAULT 'ordinary' NOT NULL",
                    "ALTER TABLE catalogue_product DROP COLUMN parcel_class",
                )
            ],
            state_operations=[
                migrations.AddField("product", "parcel_class", PARCEL_CLASS),
            ],
        ),
        *(
            migrations.AddField(
                "product",
                f"parcel_{name}",
                models.PositiveSmallIntegerField(
                    blank=True, null=True, verbose_name=f"{name} in cm"
                ),
            )
            for name in ("length", "width", "height")
        ),
    ]
