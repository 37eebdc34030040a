"""The product's application, warmed up: a process that follows a killed one answers at once."""

from django.db import connections
from django.template.loader import get_template
from django.test import Client

from marketplace.wsgi import application

__all__ = ["application"]

for _name in ("checkout/review.html", "order/detail.html"):
    get_template(_name)
Client().get("/basket/", headers={"host": "127.0.0.1"})
connections.close_all()
