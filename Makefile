# What people do with the portal. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help run dev test lint format rules bench bench-search lock messages

PYTHON ?= python3
VENV ?= .venv
export VENV
IN_VENV = $(VENV)/bin/python
DEVELOPMENT = $(PYTHON) bin/portal install-dev && $(PYTHON) bin/portal catalogues
# Checks need a configuration, though nothing is ever signed or stored with this one.
TOOLS = env SECRET_KEY=for-checks-only-0123456789-abcdefghijklmnopqrstuvwxyz \
	DATABASE_URL=sqlite://:memory: PYTHONPATH=site
TESTS ?= tests
MARKS ?=
# One process a processor; tests of one xdist_group stay together.
PYTEST_ARGS ?= -q -n auto --dist loadgroup

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## install, prepare and serve the demo portal at http://127.0.0.1:8000 (PORT=, BIND=, DATA_DIR=, DEMO=0)
	@exec $(PYTHON) bin/portal run

dev: ## the same with DEBUG and a reloading server
	@exec $(PYTHON) bin/portal dev

test: ## install what the tests need and run them (TESTS=, MARKS=, PYTEST_ARGS=)
	@$(DEVELOPMENT)
	@$(IN_VENV) -m pytest $(PYTEST_ARGS) -m "$(MARKS)" $(TESTS)

lint: ## style, types, floors of the house, missing migrations, deployment checks
	@$(DEVELOPMENT)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(TOOLS) $(VENV)/bin/mypy
	$(TOOLS) $(VENV)/bin/lint-imports --no-cache
	$(TOOLS) $(IN_VENV) manage.py makemigrations --check --dry-run
	$(TOOLS) BASE_URL=https://portal.example $(IN_VENV) manage.py check --deploy --fail-level WARNING

format: ## let ruff put the code in order
	@$(DEVELOPMENT)
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

rules: ## which rows of the regulation hold, are failing, or have no test; writes docs/regulation.md
	@$(DEVELOPMENT)
	@$(IN_VENV) -m tests.rules $(PYTEST_ARGS)

bench: ## run the benchmarks in bench/ (BENCH=pages for one)
	@$(DEVELOPMENT)
	@$(IN_VENV) -m bench $(BENCH)

bench-search: ## how well search answers, on the development sets or another (DOCS=, QUERIES=, ENGINE=)
	@$(DEVELOPMENT)
	@$(IN_VENV) -m bench.search_quality --docs "$(DOCS)" --queries "$(QUERIES)" --engine "$(ENGINE)"

lock: ## resolve requirements*.txt into the locks with hashes
	@$(DEVELOPMENT)
	$(COMPILE) requirements.txt -o requirements.lock
	$(COMPILE) requirements-dev.txt -c requirements.lock -o requirements-dev.lock

COMPILE = $(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-emit-find-links --python-version 3.11 --custom-compile-command "make lock"

messages: ## collect the texts of one room into its Vietnamese catalogue (ROOM=units; needs gettext)
	cd $(ROOM) && $(TOOLS) PYTHONPATH=..:../site DJANGO_SETTINGS_MODULE=portal.settings \
		$(abspath $(IN_VENV)) -m django makemessages -l vi --no-obsolete --no-location
