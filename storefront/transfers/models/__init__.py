from .accounts import BankAccount
from .statements import BankTransaction, Statement, StatementLayout
from .transfers import Refund, Transfer

__all__ = [
    "BankAccount",
    "BankTransaction",
    "Refund",
    "Statement",
    "StatementLayout",
    "Transfer",
]
