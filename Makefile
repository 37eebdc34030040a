# Everything a person runs. `make help` lists it.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help

$(VENV)/.installed: requirements.txt
	@test -x $(BIN)/python || (echo "Making the virtual environment …" && $(PYTHON) -m venv $(VENV))
	@echo "Installing dependencies …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed tests/requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

.PHONY: help setup run test soak lint bench
help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.installed ## virtual environment and dependencies

run: setup ## the marketplace with its demo on http://127.0.0.1:8000 (HOST, PORT, DATA_DIR)
	@$(BIN)/python -W ignore manage.py serve

lint: $(VENV)/.installed-dev ## ruff, mypy, djLint, import contracts, migrations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/djlint --lint --quiet marketplace catalog storefront cms search
	@$(BIN)/python -W ignore manage.py makemigrations --check --dry-run

test: lint ## everything, with real servers that it starts itself
	@$(BIN)/python -m pytest

soak: $(VENV)/.installed-dev ## the same scenarios at the figures of the budgets
	@$(BIN)/python -m pytest -m soak

bench: $(VENV)/.installed-dev ## ratios against peers, in one interleaved run
	@$(BIN)/python -m tests.bench
