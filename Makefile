# `make run` starts Amends, `make test` proves it. README.md has the same as plain commands.
PYTHON := .venv/bin/python
PREPARE := python3 .ci/environment.py

.PHONY: help run test setup setup-dev lint bench screenshots lock

help: ## Show these lines
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

run: setup ## Start the dashboard on http://127.0.0.1:8501
	@$(PYTHON) -m dashboard serve

test: setup-dev ## Set everything up, check the style and run all tests
	@$(PYTHON) -m tests.browser --install
	@$(MAKE) --no-print-directory lint
	@$(PYTHON) -m pytest -n auto --dist loadfile

setup: needs-python ## Prepare .venv for running
	@$(PREPARE)

setup-dev: needs-python ## Prepare .venv for running and testing
	@$(PREPARE) --dev

lint: setup-dev ## Check style and types
	@$(PYTHON) -m ruff check --quiet
	@$(PYTHON) -m ruff format --check --quiet
	@$(PYTHON) -m mypy

bench: setup-dev ## Measure load speed, memory, page time and roll-ups (takes long)
	@$(PYTHON) -m tests.benchmarks

screenshots: setup-dev ## Pictures of every page, three sizes, light and dark, in build/screenshots/
	@$(PYTHON) -m tests.screenshots
	@[ ! -d ../shared/real ] || $(PYTHON) -m tests.screenshots.real_files

lock: setup-dev ## Lock the newest versions that requirements*.in allow
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	@$(call compile,requirements,)
	@$(call compile,requirements-dev,--constraints requirements.txt)

define compile
printf '# Locked from $(1).in by `make lock`.\n' > $(1).lock && \
$(PYTHON) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header $(2) \
    $(1).in >> $(1).lock && mv $(1).lock $(1).txt
endef

.PHONY: needs-python
needs-python:
	@command -v python3 >/dev/null || { echo "Amends needs Python 3.11 or newer. On Debian and Ubuntu: sudo apt-get install python3 python3-venv"; exit 1; }
