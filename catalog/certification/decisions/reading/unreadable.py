from marketplace.kernel.errors import MarketplaceError


class UnreadableFile(MarketplaceError):
    """The file as a whole is refused and nothing is written.

    Codes: too_large, wrong_type, old_excel, encrypted, macros, bomb, damaged, too_many_rows,
    no_table.
    """

    code = "damaged"
