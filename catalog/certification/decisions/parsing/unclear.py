from dataclasses import dataclass


@dataclass
class Unclear(Exception):
    """A cell does not say one thing. ``code`` is one of docs/decisions.md, ``message`` is for people."""

    code: str
    message: str

    def __str__(self) -> str:
        return self.message
