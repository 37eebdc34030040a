from dataclasses import dataclass


@dataclass
class Unclear(Exception):
    """A cell does not say one thing. ``code`` is one of docs/decisions.md, ``message`` is for people."""

    code: str
    message: str
    #: The column, where a reading takes several into account.
    column: str = ""

    def __str__(self) -> str:
        return self.message
