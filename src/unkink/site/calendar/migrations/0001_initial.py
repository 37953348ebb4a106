import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_keeper_lock"),
    ]

    operations = [
        migrations.CreateModel(
            name="FeedRow",
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
                ("token_sha256", models.CharField(max_length=64, null=True, unique=True)),
                ("since", models.DateTimeField()),
                ("published", models.TextField(default="")),
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
