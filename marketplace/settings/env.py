"""The one place that reads the process environment; every name is described in deploy/sample.env."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()

#: Where everything that the running system writes lives: database, media, private files, logs.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
