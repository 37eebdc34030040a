from oscar.apps.partner import apps


class PartnerConfig(apps.PartnerConfig):
    name = "catalog.partner"

    def ready(self) -> None:
        from catalog.catalogue.registries import register_obstacle
        from catalog.catalogue.selectors.packs import COUNTED
        from marketplace.caching.watching import watch

        from .models import Partner, StockRecord, Vendor, VisitTerms
        from .sale import told_obstacle

        super().ready()
        register_obstacle(told_obstacle)
        left = "COALESCE({row}.num_in_stock, 0) - COALESCE({row}.num_allocated, 0)"
        shown = f"CASE WHEN {left} < {COUNTED} THEN {left} ELSE {COUNTED} END"
        watch(Partner, Vendor, VisitTerms)
        watch(StockRecord, only=("product_id", "partner_id", "price", "price_currency", shown))
