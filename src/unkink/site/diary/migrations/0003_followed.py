import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_keeper_lock"),
        ("diary", "0002_views"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowedRow",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.person",
                    ),
                ),
                ("texts", models.TextField()),
                ("body", models.TextField()),
                ("base", models.TextField(null=True)),
                ("arrival", models.BigIntegerField()),
                (
                    "clinic",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.clinic",
                    ),
                ),
            ],
        ),
    ]
