SHELL := /bin/bash
.DEFAULT_GOAL := help
export PATH := $(CURDIR)/.venv/bin:$(PATH)

WEB_SOURCES := $(shell find web -type d \( -name node_modules -o -name dist \) -prune -o -type f -print 2>/dev/null)

.PHONY: help run test install web train demo lint types check e2e bench clean

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

run: install web train demo ## build what is missing, load the demo shop, start everything, say where to look
	@WARMLINE_DEMO=1 warmline up --quiet

test: install web train ## every test, on SQLite and (where it runs) PostgreSQL and Redis
	@cd web && npm run --silent test
	@bash scripts/services.sh
	@pytest -n 2 --dist loadfile tests/unit
	@pytest tests/integration tests/browser

install: .venv/installed ## the Python environment from requirements.lock, Node included

.venv/installed: requirements.lock pyproject.toml scripts/environment.sh
	@bash scripts/environment.sh

web: web/dist/built ## the pages

web/dist/built: $(WEB_SOURCES) | .venv/installed
	@echo "building the pages"
	@cd web && npm ci --silent && npm run --silent build
	@touch $@

train: install ## the models, each only where its inputs changed
	@warmline train

demo: install train ## the demo shop: orders, articles, staff
	@WARMLINE_DEMO=1 warmline demo

lint: install ## style and import rules
	@ruff check . && ruff format --check . && lint-imports

types: install web ## types of Python and TypeScript
	@mypy
	@cd web && npm run --silent check

e2e: install train ## Rasa's own checks: data validation and end-to-end stories
	@bash scripts/stories.sh

check: lint types e2e test ## all that CI runs

bench: install ## the benchmarks; see benchmarks/README.md
	@warmline bench turn

clean: ## forget everything that was built, trained or stored
	@rm -rf .venv .tools web/dist web/node_modules models/trained var test-artefacts
