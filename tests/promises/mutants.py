"""The guards, one by one: where each stands, what the code is without it, whose tests must fail."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """``find`` stands exactly once in ``path``; ``replace`` is the same code without its guard."""

    name: str
    path: str
    find: str
    replace: str
    tests: tuple[str, ...]

    def applied_to(self, source: str) -> str:
        """The file without the guard. Raises ValueError where the guard is not found once."""
        if source.count(self.find) != 1:
            raise ValueError(f"{self.name}: {source.count(self.find)} times in {self.path}")
        return source.replace(self.find, self.replace)


CATALOGUE = ("tests/catalogue", "tests/cms")
SHELVES = ("tests/catalogue/test_shelves.py", "tests/cms/test_province_pages.py")
CERTIFICATION = (
    "tests/certification/test_gate.py",
    "tests/certification/test_verification.py",
    "tests/certification/test_walls.py",
    "tests/certification/test_papers.py",
)
OFFICE = ("tests/certification/office", "tests/certification/test_walls.py")
BUYING = ("tests/partner", "tests/storefront")
VENDORS = ("tests/storefront/vendors",)
SUPPLY = ("tests/supply",)
STOCK = ("tests/partner", "tests/storefront/test_placing.py")
ENGINES = ("tests/contract/test_engines.py",)
TRANSFERS = ("tests/storefront/transfers", "tests/concurrency/test_transfers.py")
SAVED = ("tests/storefront/saved",)
PERSONAL = ("tests/storefront/personal",)

#: Truth 1: whoever reads products for showing or selling asks whether the certificate is live.
LIVE = (
    Mutant(
        "live: what may be shown",
        "catalog/catalogue/managers.py",
        "return self.approved().filter(Exists(live))",
        "return self.approved()",
        CATALOGUE,
    ),
    Mutant(
        "live: lists",
        "catalog/catalogue/selectors/lists.py",
        "    products = Product.objects.listed(on=on)\n",
        "    products = Product.objects.approved()\n",
        CATALOGUE,
    ),
    Mutant(
        "live: in season",
        "catalog/catalogue/selectors/lists.py",
        "return in_its_season(Product.objects.listed(on=on),",
        "return in_its_season(Product.objects.approved(),",
        CATALOGUE,
    ),
    Mutant(
        "live: newly certified",
        "catalog/catalogue/selectors/front.py",
        "        .objects.live(on=on)\n",
        "        .objects.all()\n",
        CATALOGUE,
    ),
    Mutant(
        "live: similar products",
        "catalog/catalogue/selectors/similar.py",
        "        Product.objects.listed(on=on)\n        .filter(criteria_set",
        "        Product.objects.approved()\n        .filter(criteria_set",
        CATALOGUE,
    ),
    Mutant(
        "live: shelves, by hand",
        "catalog/catalogue/selectors/shelves.py",
        "Product.objects.listed(on=on).filter(pk__in=by_hand)",
        "Product.objects.filter(pk__in=by_hand)",
        SHELVES,
    ),
    Mutant(
        "live: shelves, by what is asked",
        "catalog/catalogue/selectors/shelves.py",
        'certificates = get_model("certification", "Certificate").objects.live(on=on)',
        'certificates = get_model("certification", "Certificate").objects.all()',
        SHELVES,
    ),
    Mutant(
        "live: services to visit",
        "catalog/partner/visits.py",
        "product__in=Product.objects.listed(on=on).filter(",
        "product__in=Product.objects.approved().filter(",
        ("tests/storefront/trade", "tests/partner"),
    ),
    Mutant(
        "live: supplies that buyers are shown",
        "catalog/supply/selectors.py",
        "        Exists(live),\n",
        "",
        ("tests/supply/test_services.py",),
    ),
    Mutant(
        "live: products to put on pages",
        "cms/choosers.py",
        "listed = Product.objects.listed(on=today())",
        "listed = Product.objects.approved()",
        ("tests/cms/test_editing.py",),
    ),
    Mutant(
        "live: filter by star",
        "catalog/catalogue/selectors/lists.py",
        'certificates = get_model("certification", "Certificate").objects.live(on=on)',
        'certificates = get_model("certification", "Certificate").objects.all()',
        CATALOGUE,
    ),
    Mutant(
        "live: figures of a province by star",
        "catalog/catalogue/selectors/province.py",
        "        .objects.live(on=on)\n",
        "        .objects.all()\n",
        CATALOGUE,
    ),
    Mutant(
        "live: products in the site map",
        "catalog/catalogue/sitemap.py",
        "products = Product.objects.listed(on=on).filter(pk__gte=low",
        "products = Product.objects.approved().filter(pk__gte=low",
        CATALOGUE,
    ),
    Mutant(
        "live: producers in the site map",
        "catalog/catalogue/sitemap.py",
        "offered = Product.objects.listed(on=on).filter(producer",
        "offered = Product.objects.approved().filter(producer",
        CATALOGUE,
    ),
    Mutant(
        "live: stars, certificate cards and JSON-LD",
        "catalog/certification/selectors.py",
        "        Certificate.objects.live(on=on)\n",
        "        Certificate.objects.all()\n",
        (*CERTIFICATION, *CATALOGUE),
    ),
    Mutant(
        "live: the link from the verification page",
        "catalog/certification/verification.py",
        "Product.objects.listed(on=on).filter(pk=certificate.product_id)",
        "Product.objects.approved().filter(pk=certificate.product_id)",
        CERTIFICATION,
    ),
    Mutant(
        "live: what may be sold",
        "catalog/partner/sale.py",
        "certificates.objects.live(on=on)",
        "certificates.objects.all()",
        BUYING,
    ),
    Mutant(
        "live: the counts of an engine",
        "search/engine/embedded/engine.py",
        "base = [*library.live(query.kind, query.day), *library.chosen(query.within)]",
        'base = [library.term("kind", query.kind), *library.chosen(query.within)]',
        ENGINES,
    ),
    Mutant(
        "live: what an engine finds",
        "search/engine/embedded/engine.py",
        "        *library.live(query.kind, query.day),\n",
        '        library.term("kind", query.kind),\n',
        ENGINES,
    ),
    Mutant(
        "live: what an engine suggests",
        "search/engine/embedded/engine.py",
        "sets, library.live(kind, day), order=",
        'sets, [library.term("kind", kind)], order=',
        ENGINES,
    ),
    Mutant(
        "live: what a cluster finds and counts",
        "search/engine/elastic/engine.py",
        "base = [*library.live(query.kind, query.day), *library.chosen(query.within)]",
        "base = [*library.live(query.kind, query.day)[:1], *library.chosen(query.within)]",
        ENGINES,
    ),
    Mutant(
        "live: what a cluster suggests",
        "search/engine/elastic/engine.py",
        'library.live(kind, day), order="rank"',
        'library.live(kind, day)[:1], order="rank"',
        ENGINES,
    ),
    Mutant(
        "a change that waits in the outbox is recalled",
        "search/matching/index_recall.py",
        "return _keys(found, Supply.objects.filter(late)",
        "return _keys(found, Supply.objects.none()",
        ("tests/elastic/test_recall.py",),
    ),
    Mutant(
        "live: products suggested",
        "search/suggesting.py",
        "Product.objects.listed(on=on).filter(pk__in=ids)",
        "Product.objects.filter(pk__in=ids)",
        ("tests/search/test_pages.py",),
    ),
    Mutant(
        "live: producers suggested",
        "search/suggesting.py",
        "Product.objects.listed(on=on).filter(producer__in=ids)",
        "Product.objects.filter(producer__in=ids)",
        ("tests/search/test_pages.py",),
    ),
    Mutant(
        "live: filter by star without an engine",
        "search/plain.py",
        "Certificate.objects.live(on=on).filter(product=",
        "Certificate.objects.filter(product=",
        ("tests/search/test_pages.py",),
    ),
    Mutant(
        "live: suppliers without an engine",
        "search/suppliers/plain.py",
        "products = Product.objects.listed(on=on)",
        "products = Product.objects.approved()",
        ("tests/search/suppliers",),
    ),
    Mutant(
        "live: suppliers by star without an engine",
        "search/suppliers/plain.py",
        "Certificate.objects.live(on=on).filter(product=",
        "Certificate.objects.filter(product=",
        ("tests/search/suppliers",),
    ),
    Mutant(
        "live: nobody is told of what may not be shown",
        "storefront/alerts/selectors.py",
        "Product.objects.listed(on=on).filter(pk=alert.product_id)",
        "Product.objects.approved().filter(pk=alert.product_id)",
        ("tests/storefront/alerts",),
    ),
    Mutant(
        "live: stars and offers of saved products",
        "storefront/saved/selectors.py",
        "Product.objects.listed(on=on).filter(public_id__in=ids)",
        "Product.objects.approved().filter(public_id__in=ids)",
        SAVED,
    ),
)

#: Truth 11: a listing is moderated before it is shown.
MODERATED = (
    Mutant(
        "moderated: saved products",
        "storefront/saved/selectors.py",
        "approved = Product.objects.approved().filter(public_id__in=ids)",
        "approved = Product.objects.recognised().filter(public_id__in=ids)",
        SAVED,
    ),
    Mutant(
        "moderated: what can be saved",
        "storefront/saved/selectors.py",
        "product is None or not Product.objects.approved().filter(pk=product.pk).exists()",
        "product is None",
        SAVED,
    ),
)

#: Truth 7: tenants are walls; a foreign object is not found.
WALLS = (
    Mutant(
        "wall: a vendor's desk",
        "storefront/vendors/selectors.py",
        "Membership.objects.filter(user_id=user.pk, organisation__vendor__public_id=vendor_public_id)",
        "Membership.objects.filter(organisation__vendor__public_id=vendor_public_id)",
        VENDORS,
    ),
    Mutant(
        "wall: the vendors of a user",
        "storefront/vendors/selectors.py",
        "return Vendor.objects.filter(organisation__memberships__user=user).order_by",
        "return Vendor.objects.order_by",
        VENDORS,
    ),
    Mutant(
        "wall: a vendor's list of orders",
        "storefront/vendors/selectors.py",
        "    own = VendorOrder.objects.filter(vendor=desk.vendor)\n    of_any_status",
        "    own = VendorOrder.objects.all()\n    of_any_status",
        VENDORS,
    ),
    Mutant(
        "wall: a vendor's export of orders",
        "storefront/vendors/selectors.py",
        "    own = VendorOrder.objects.filter(vendor=desk.vendor)\n    return",
        "    own = VendorOrder.objects.all()\n    return",
        VENDORS,
    ),
    Mutant(
        "wall: one order of a vendor",
        "storefront/vendors/selectors.py",
        "_with_lines(VendorOrder.objects.filter(vendor=desk.vendor))\n",
        "_with_lines(VendorOrder.objects.all())\n",
        VENDORS,
    ),
    Mutant(
        "wall: orders moved together",
        "storefront/vendors/batches.py",
        "VendorOrder.objects.filter(vendor=desk.vendor, public_id__in=wanted)",
        "VendorOrder.objects.filter(public_id__in=wanted)",
        VENDORS,
    ),
    Mutant(
        "wall: packing slips printed together",
        "storefront/vendors/selectors.py",
        "VendorOrder.objects.filter(vendor=desk.vendor, public_id__in=public_ids)",
        "VendorOrder.objects.filter(public_id__in=public_ids)",
        VENDORS,
    ),
    Mutant(
        "wall: a vendor's shelf",
        "storefront/vendors/selectors.py",
        "partner=vendor.partner_id, product__structure",
        "product__structure",
        VENDORS,
    ),
    Mutant(
        "wall: a vendor speaks for its own products",
        "storefront/vendors/selectors.py",
        "public_id=product_public_id, producer__organisation=desk.vendor.organisation_id",
        "public_id=product_public_id",
        VENDORS,
    ),
    Mutant(
        "wall: certificates in the books",
        "catalog/certification/selectors.py",
        """    return Certificate.objects.filter(
        Q(decision__province__in=provinces)""",
        """    return Certificate.objects.filter(
        Q(pk__gt=0) | Q(decision__province__in=provinces)""",
        (*CERTIFICATION, *OFFICE),
    ),
    Mutant(
        "wall: papers",
        "catalog/certification/selectors.py",
        """    return Document.objects.filter(
        Q(decisions__province__in=provinces)""",
        """    return Document.objects.filter(
        Q(pk__gt=0) | Q(decisions__province__in=provinces)""",
        CERTIFICATION,
    ),
    Mutant(
        "wall: imports of a province",
        "catalog/certification/office/selectors.py",
        'return runs.filter(province__in=provinces_for(user).values("pk"))',
        "return runs",
        OFFICE,
    ),
    Mutant(
        "wall: the worklist of a province",
        "catalog/certification/office/selectors.py",
        'return items.filter(province__in=provinces_for(user).values("pk"))',
        "return items",
        OFFICE,
    ),
    Mutant(
        "wall: listings to review",
        "catalog/catalogue/selectors/review.py",
        'return waiting.filter(producer__province__in=provinces_for(user).values("pk"))',
        "return waiting",
        (*CATALOGUE, *OFFICE),
    ),
    Mutant(
        "wall: a buyer's orders",
        "storefront/order/selectors.py",
        'return Order.objects.filter(user_id=user.pk).order_by("-date_placed", "-pk")',
        'return Order.objects.order_by("-date_placed", "-pk")',
        BUYING,
    ),
    Mutant(
        "wall: an order's private page",
        "storefront/order/selectors.py",
        "orders = orders.filter(Q(user=user) | Q(user__isnull=True))",
        "pass",
        BUYING,
    ),
    Mutant(
        "wall: the provinces of an office",
        "marketplace/accounts/selectors.py",
        """        organisations__memberships__user=user,
        organisations__memberships__role__in=roles,
""",
        "",
        OFFICE,
    ),
    Mutant(
        "role: who writes in an office",
        "marketplace/accounts/selectors.py",
        "        organisations__memberships__role__in=roles,\n",
        "",
        (*OFFICE, "tests/accounts", "tests/partner"),
    ),
    Mutant(
        "role: who lets vendors in",
        "catalog/partner/services.py",
        "    if acting_user is not None and not may_keep_vendors(acting_user, organisation):\n",
        "    if False:\n",
        (*OFFICE, "tests/partner"),
    ),
    Mutant(
        "wall: a shop's transfers",
        "storefront/transfers/selectors.py",
        "Transfer.objects.filter(vendor_order__vendor=desk.vendor)",
        "Transfer.objects.all()",
        TRANSFERS,
    ),
    Mutant(
        "wall: a shop's money",
        "storefront/transfers/selectors.py",
        "BankTransaction.objects.filter(account__vendor=desk.vendor)",
        "BankTransaction.objects.all()",
        TRANSFERS,
    ),
    Mutant(
        "wall: a shop's statement",
        "storefront/transfers/selectors.py",
        "        account__vendor=desk.vendor, public_id=public_id\n",
        "        public_id=public_id\n",
        TRANSFERS,
    ),
    Mutant(
        "wall: a transfer of the order on the page",
        "storefront/transfers/selectors.py",
        "        vendor_order__order=order, reference=reference\n",
        "        reference=reference\n",
        TRANSFERS,
    ),
    Mutant(
        "wall: saved products",
        "storefront/saved/selectors.py",
        "SavedProduct.objects.filter(user=user).values_list",
        "SavedProduct.objects.values_list",
        SAVED,
    ),
    Mutant(
        "wall: alerts",
        "storefront/alerts/selectors.py",
        "ProductAlert.objects.filter(user=user, status=ProductAlert.ACTIVE)",
        "ProductAlert.objects.filter(status=ProductAlert.ACTIVE)",
        ("tests/storefront/alerts", "tests/storefront/personal", "tests/storefront/customer"),
    ),
    Mutant(
        "wall: a copy of one's data",
        "storefront/personal/exports.py",
        "own = DataExport.objects.filter(user=user, token=token, ready_at__isnull=False)",
        "own = DataExport.objects.filter(token=token, ready_at__isnull=False)",
        PERSONAL,
    ),
    Mutant(
        "wall: photographs of a vendor's own products",
        "storefront/vendors/photographs.py",
        "public_id=product_public_id, producer__organisation=desk.vendor.organisation_id",
        "public_id=product_public_id",
        ("tests/pictures/test_workspace.py",),
    ),
    Mutant(
        "wall: the organisations of a user",
        "marketplace/accounts/selectors.py",
        "return Organisation.objects.filter(memberships__user=user)",
        "return Organisation.objects.all()",
        ("tests/accounts",),
    ),
)

#: Truth 5: nobody sells what is not there.
STOCK_GUARDS = (
    Mutant(
        "stock: reserving",
        "catalog/partner/stock.py",
        "pk=stockrecord_id, num_in_stock__gte=allocated + quantity",
        "pk=stockrecord_id",
        STOCK,
    ),
    Mutant(
        "stock: giving back",
        "catalog/partner/stock.py",
        "StockRecord.objects.filter(pk=stockrecord_id, num_allocated__gte=quantity).update(",
        "StockRecord.objects.filter(pk=stockrecord_id).update(",
        STOCK,
    ),
    Mutant(
        "stock: leaving the house",
        "catalog/partner/stock.py",
        "pk=stockrecord_id, num_allocated__gte=quantity, num_in_stock__gte=quantity",
        "pk=stockrecord_id",
        STOCK,
    ),
    Mutant(
        "capacity: promising",
        "catalog/supply/committing.py",
        'pk=rows.get(month, 0), quantity__gte=F("committed") + wanted',
        "pk=rows.get(month, 0)",
        SUPPLY,
    ),
    Mutant(
        "capacity: taking away",
        "catalog/supply/services.py",
        "row.filter(committed__lte=units).update(",
        "row.update(",
        SUPPLY,
    ),
    Mutant(
        "one basket, one order",
        "storefront/checkout/services.py",
        "Basket.objects.filter(pk=basket.pk, status=Basket.OPEN).update(",
        "Basket.objects.filter(pk=basket.pk).update(",
        ("tests/storefront/test_placing.py", "tests/storefront/test_checkout_pages.py"),
    ),
)

#: Money by transfer counts once, whoever comes at the same time.
MONEY = (
    Mutant(
        "transfer: money is matched once",
        "storefront/transfers/services/matching.py",
        """            pk=money.pk, transfer__isnull=True, is_aside=False
        ).update(transfer=transfer""",
        """            pk=money.pk
        ).update(transfer=transfer""",
        TRANSFERS,
    ),
    Mutant(
        "transfer: confirmed by hand once",
        "storefront/transfers/services/transfers.py",
        "pk=transfer.pk, state=TransferState.AWAITING, confirmed_at__isnull=True",
        "pk=transfer.pk",
        TRANSFERS,
    ),
    Mutant(
        "transfer: the buyer's word tells once",
        "storefront/transfers/services/transfers.py",
        "            claimed_at__isnull=True,\n",
        "",
        TRANSFERS,
    ),
)

#: A page that is the same for all shows nothing old and does nothing for another site's form.
SHARED = (
    Mutant(
        "origin: a form of another site",
        "marketplace/caching/origin.py",
        "request.method in _READING or is_trial or is_from_here(request)",
        "True",
        ("tests/caching/test_origin.py",),
    ),
    Mutant(
        "cache: the stamp in a page's version",
        "marketplace/caching/stamps.py",
        "told = [str(read()), release()]",
        "told = [release()]",
        ("tests/caching",),
    ),
    Mutant(
        "cache: the day in a page's version",
        "marketplace/caching/middleware.py",
        'f"{clock.today():%Y%m%d}-{found.language}',
        'f"{found.language}',
        ("tests/caching/test_pages.py",),
    ),
    Mutant(
        "photographs: reviewed before they are shown",
        "catalog/catalogue/photographs/publishing.py",
        "product=product_id, state=PhotographState.APPROVED, removed_at=None",
        "product=product_id, removed_at=None",
        ("tests/pictures/test_photographs.py",),
    ),
)

#: What dies, and what never comes.
LOST = (
    Mutant(
        "queue: a task whose worker died waits again",
        "marketplace/kernel/queue.py",
        'if mine.update(status="READY"):',
        "if mine.exists():",
        ("tests/kernel/test_queue.py",),
    ),
    Mutant(
        "queue: a mail whose worker died waits again",
        "storefront/order/apps.py",
        "worker_died.connect(wait_again)",
        "assert wait_again",
        ("tests/kernel/test_queue.py",),
    ),
    Mutant(
        "cards: disputes of which nobody told us",
        "storefront/cards/services/reconciling.py",
        "for found in (*begun.values(), *older)",
        "for found in ()",
        ("tests/money/test_events.py",),
    ),
)

MUTANTS = (*LIVE, *MODERATED, *WALLS, *STOCK_GUARDS, *MONEY, *SHARED, *LOST)
