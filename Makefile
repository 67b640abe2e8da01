# `make` builds the program and runs it on sources/; `make test` runs every test. `make help` lists the rest.

SOURCES ?= sources
OUTPUT ?= output
# More options for a run: make run OPTIONS='--fail-on critical'
OPTIONS ?=

CARGO ?= cargo
PROGRAM := target/release/quotealign

.PHONY: all build run extract cluster align audit test lint bench tools clean help

all: run

build:
	$(CARGO) build --release --locked

## run: everything, from SOURCES to OUTPUT
run: build
	$(PROGRAM) run "$(SOURCES)" -o "$(OUTPUT)" $(OPTIONS)

## extract, cluster, align, audit: one stage, from the tables of the stage before in OUTPUT
extract: build
	$(PROGRAM) extract "$(SOURCES)" -o "$(OUTPUT)" $(OPTIONS)

cluster: build
	$(PROGRAM) cluster "$(OUTPUT)/quotes.csv" -o "$(OUTPUT)" $(OPTIONS)

align: build
	$(PROGRAM) align "$(OUTPUT)/renderings.csv" -o "$(OUTPUT)" $(OPTIONS)

audit: build
	$(PROGRAM) audit "$(OUTPUT)/renderings.csv" -o "$(OUTPUT)" $(OPTIONS)

## test: every test; those that need a program that is missing are named and left out
test:
	$(CARGO) test --locked
	@scripts/left-out.sh

## lint: formatting and warnings
lint:
	$(CARGO) fmt --check
	$(CARGO) clippy --all-targets --locked -- -D warnings

## bench: the benchmarks
bench:
	$(CARGO) bench --locked

## tools: installs the system packages that some tests need (Debian and its relatives)
tools:
	@scripts/tools.sh

## clean: removes what was built and what a run wrote, but for tables that may hold an auditor's decisions
clean:
	$(CARGO) clean
	find "$(OUTPUT)" -mindepth 1 -not -name README.md -not -name divergences.csv -not -name audit.xlsx -not -name run.toml -delete 2>/dev/null || true

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)
