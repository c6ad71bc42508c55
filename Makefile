# Two commands are enough: `make run` and `make test`. `make help` lists the rest.

# Variables, to be set on the command line (make run PORT=9000):
#   PYTHON       the Python that makes .venv; 3.11 or later; found when not given
#   TORCH_INDEX  a package index that offers CPU builds of torch, with which the tests compare; asked beside the usual one for
#                torch alone. On Linux the usual index gives the build for graphics cards, with gigabytes of libraries.
#   HOST, PORT   where `make run` serves
#   IMAGE        name of the image that `make image` builds
#   WORKERS      processes that `make test` spreads the tests over; each takes up to 3 GB of memory
PYTHON ?=
TORCH_INDEX ?=
HOST ?= 127.0.0.1
PORT ?= 8000
IMAGE ?= quoteservice
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
PIP := $(BIN)/python -m pip --disable-pip-version-check
say = @printf '\n==> %s\n'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test install models seeds lint type bench conformance soak chaos evaluate manual docs image clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install seeds  ## set up, load the seeds, serve page and API on http://127.0.0.1:8000
	$(say) 'Serving (Ctrl-C stops)'
	@exec $(BIN)/quoteservice serve --host $(HOST) --port $(PORT)

test: install $(STAMPS)/tools  ## set up and run all the tests
	$(say) 'Tests'
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

install: $(STAMPS)/packages models  ## set up alone, into .venv; done once, checked in a second

$(STAMPS)/venv:
	$(say) 'Creating $(VENV)'
	@python=''; for candidate in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if "$$candidate" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then python="$$candidate"; break; fi; \
	done; \
	test -n "$$python" || { echo 'Python 3.11 or later with venv was not found. Install it, or name it: make install PYTHON=/path/to/python3' >&2; exit 1; }; \
	"$$python" -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/packages: $(STAMPS)/venv pyproject.toml constraints.txt
	$(say) 'Installing the service and what it needs'
	@$(PIP) install --constraint constraints.txt --editable '.[models]'
	@touch $@

$(STAMPS)/torch: $(STAMPS)/packages constraints.txt
	$(say) 'Installing torch, with which the tests compare'
	@$(PIP) install --constraint constraints.txt $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) torch
	@touch $@

$(STAMPS)/tools: $(STAMPS)/torch pyproject.toml constraints.txt
	$(say) 'Installing what tests and measurements need'
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

models: $(STAMPS)/packages
	$(say) 'Models'
	@$(BIN)/python -m quoteservice.embedding.prepare models

seeds: install
	$(say) 'Loading the seeds'
	@$(BIN)/quoteservice ingest --index seeds/index.json

lint: $(STAMPS)/tools  ## style and likely mistakes (ruff)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

type: $(STAMPS)/tools  ## types (mypy --strict)
	@$(BIN)/mypy

bench: install $(STAMPS)/tools  ## how fast it answers, beside a server that only compares vectors
	@$(BIN)/quoteservice bench

conformance: install $(STAMPS)/tools  ## some ten thousand requests made up from the OpenAPI document, each answer held against it
	@$(BIN)/python -m tests.conformance

soak: install  ## eight clients write and read at once for two minutes: no undocumented status, no growth of memory
	@$(BIN)/python -m quoteservice.bench.soak

chaos: install  ## kill -9 under a load of writes, twenty times: nothing that was acknowledged is lost
	@$(BIN)/python -m quoteservice.bench.chaos

evaluate: install $(STAMPS)/tools  ## how good the answers are
	@$(BIN)/quoteservice evaluate

manual: install $(STAMPS)/tools  ## write the parts of README and docs/ that are made of code and results anew
	@$(BIN)/python -m quoteservice.manual

$(STAMPS)/docs: $(STAMPS)/packages
	@$(PIP) install --constraint constraints.txt --editable '.[docs]'
	@touch $@

docs: $(STAMPS)/docs  ## the manual as a site, in build/site; fails at a broken link
	$(say) 'Manual'
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo 'Open build/site/index.html'

image: models  ## build the container image, with the models prepared here
	$(say) 'Image $(IMAGE)'
	@docker build --tag $(IMAGE) .

clean:  ## remove what was installed, prepared and cached; quotes in data/ stay
	rm -rf $(VENV) models/*/weights models/*/weights.old models/*/.preparing-* build dist *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .schemathesis
	find quoteservice tests -name __pycache__ -prune -exec rm -rf {} +
