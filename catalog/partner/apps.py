from oscar.apps.partner import apps


class PartnerConfig(apps.PartnerConfig):
    name = "catalog.partner"

    def ready(self) -> None:
        from catalog.catalogue.registries import register_obstacle

        from .sale import obstacle

        super().ready()
        register_obstacle(obstacle)
