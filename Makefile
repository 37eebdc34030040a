# Everything a person runs. `make help` lists it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
.DEFAULT_GOAL := help

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or later is needed. Name one: make run PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is missing. On Debian: apt install python3-venv" >&2; exit 1; }
	@echo "Making the virtual environment …"
	@$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/pip
	@echo "Installing dependencies …"
	@$(PIP) install --quiet -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: tests/requirements.txt $(VENV)/.installed
	@echo "Installing what the tests need …"
	@$(PIP) install --quiet -r tests/requirements.txt
	@touch $@

.PHONY: help setup run test soak promises lint lint-types lint-rest bench
help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.installed ## virtual environment and dependencies

run: setup ## the marketplace with its demo on http://127.0.0.1:8000 (HOST, PORT, DATA_DIR, TODAY)
	@exec $(BIN)/python -W ignore manage.py serve

lint: $(VENV)/.installed-dev ## ruff, mypy, djLint, import contracts, migrations
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target lint-types lint-rest

lint-types:
	@$(BIN)/mypy

lint-rest:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/djlint --lint --quiet marketplace catalog storefront cms search
	@$(BIN)/python -W ignore manage.py makemigrations --check --dry-run

test: lint ## everything, with real servers that it starts itself
	@$(BIN)/python -m pytest -m "not soak" --numprocesses=2 --dist=loadfile

soak: $(VENV)/.installed-dev ## the same scenarios at the figures of the budgets
	@$(BIN)/python -m pytest -m soak

promises: $(VENV)/.installed-dev ## take each guard away in turn: some test must fail
	@$(BIN)/python -m tests.promises

bench: $(VENV)/.installed-dev ## ratios against peers, in one interleaved run
	@$(BIN)/python -W ignore -m tests.bench
