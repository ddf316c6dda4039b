# One line a task: `make help`. Everything sets itself up from the lock first (packaging/bootstrap.sh).
SHELL := /bin/sh
PY := .venv/bin/python
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard resources/locale/*/LC_MESSAGES/chancery.po))
SOURCES := main.py app ui migrations tests benchmarks packaging
export PYTHON ARGS

.PHONY: help run test quick lint types format bench screenshots i18n-extract i18n-compile i18n-check lock clean distclean setup setup-dev catalogues
.DEFAULT_GOAL := help

help: ## This list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-22s %s\n", $$1, $$2 }'

run: setup catalogues ## Open the window on the sample story (no display: build it and print minutes as PDF)
	@packaging/run.sh

test: lint types catalogues ## Everything that must hold: lint, types and every test
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2 --dist loadfile $(ARGS)

quick: setup-dev catalogues ## Tests without the slow ones
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2 --dist loadfile -m "not slow" $(ARGS)

lint: setup-dev ## ruff: rules and format
	$(PY) -m ruff check $(wildcard $(SOURCES))
	$(PY) -m ruff format --check $(wildcard $(SOURCES))

types: setup-dev ## mypy, strict
	$(PY) -m mypy

format: setup-dev ## Let ruff format and mend what it can
	$(PY) -m ruff check --fix $(wildcard $(SOURCES))
	$(PY) -m ruff format $(wildcard $(SOURCES))

bench: setup-dev catalogues ## Speed against the bare libraries (SCALE=1000000 for the large store)
	QT_QPA_PLATFORM=offscreen $(PY) -m benchmarks $(ARGS)

i18n-extract: setup ## Bring new messages into the .po files
	$(PY) packaging/messages.py extract

i18n-compile: setup catalogues ## Compile the .po files that changed

i18n-check: setup ## Name what is not translated, per language
	$(PY) packaging/messages.py check

screenshots: setup-dev catalogues ## Take the documentation's pictures from the real program
	$(PY) packaging/screenshots.py

lock: ## Write the requirements files from pyproject.toml (ARGS="--upgrade" moves pins)
	@packaging/lock.sh

clean: ## Remove caches, built files and the sample store (not .venv, not anybody's own store)
	rm -rf .cache/sample .cache/sample.new build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis $(CATALOGUES)
	find $(wildcard $(SOURCES)) -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## clean, and .venv with all of .cache too
	rm -rf .venv .cache

setup:
	@packaging/bootstrap.sh run

setup-dev:
	@packaging/bootstrap.sh dev

catalogues: $(CATALOGUES)

# Babel is in .venv, which a first call has yet to make: order-only, so that a present .mo is not compiled again.
%.mo: %.po | setup
	@$(PY) packaging/messages.py compile $<
