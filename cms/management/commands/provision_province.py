import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.mentions.keeping import remember_all
from cms.provinces.loading import load_pieces
from cms.provinces.services import provision_province
from marketplace.geography.models import Province


class Command(BaseCommand):
    help = "Makes a province's house: pages in both languages, groups, collection, workflow, texts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", help="such as dong-thap")
        parser.add_argument("--all", action="store_true", help="all provinces")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
        parser.add_argument("--without-texts", action="store_true", help="leave the houses empty")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["slug"]
        if bool(slug) == options["all"]:
            raise CommandError("Name one province, or say --all.")
        provinces = Province.objects.order_by("code")
        if slug:
            provinces = provinces.filter(slug=slug)
            if not provinces:
                raise CommandError(f"There is no province {slug}.")
        done = {one.slug: provision_province(province=one).made for one in provinces}
        loaded = {} if options["without_texts"] else load_pieces()
        remember_all()
        for name, made in done.items():
            self.stderr.write(f"{name}: {', '.join(made) or 'nothing to do'}")
        if loaded:
            self.stderr.write("texts: " + ", ".join(f"{n} {what}" for what, n in loaded.items()))
        if options["json"]:
            self.stdout.write(json.dumps({"provinces": done, "texts": dict(loaded)}))
