# The daily commands. `make run` needs Rust, Node.js with npm and a C compiler; `make test` gets the rest itself
# where it may. Everything works from a fresh clone and without a terminal.

# Where the same machine builds again and again, what was built before is kept outside the clone.
ifeq ($(CI),true)
ifneq ($(HOME),)
KARTOTEKA_BUILD_CACHE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/kartoteka
endif
endif
ifneq ($(KARTOTEKA_BUILD_CACHE),)
export CARGO_TARGET_DIR ?= $(KARTOTEKA_BUILD_CACHE)/target
endif

PROGRAM := $(or $(CARGO_TARGET_DIR),target)/release/kartoteka
LISTEN ?= 127.0.0.1:8080
DATA ?= data

UI := crates/ui
DIST := $(UI)/dist/manifest.json
MODULES := $(UI)/node_modules/.package-lock.json
ASSETS := $(shell git ls-files --cached --others --exclude-standard -- 'crates/*.css' 'crates/*.js' 'crates/*.mjs' \
	'crates/*.svg' '$(UI)/package.json' 2>/dev/null)

.PHONY: run build test bench bench-peers fmt assets tools node
.DEFAULT_GOAL := run

run: build
	$(PROGRAM) serve --data $(DATA) --listen $(LISTEN) --demo

build: tools node assets
	cargo build --release --package kartoteka

# On a fresh machine even the C compiler may have to come first; the rest is the chore's own business.
test:
	@command -v cc >/dev/null || { apt-get update -q && apt-get install -y -q build-essential; } || true
	@$(MAKE) --no-print-directory tools
	cargo xtask needs
	cargo xtask ci

bench: build
	$(PROGRAM) bench

PEERS := $(or $(CARGO_TARGET_DIR),target)/peers
bench-peers: build
	test -d $(PEERS) || python3 -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --requirement bench/requirements.txt
	$(PEERS)/bin/python bench/peers.py $(PROGRAM)

fmt:
	cargo fmt --all

assets: $(DIST)

$(DIST): $(MODULES) $(wildcard $(ASSETS))
	cd $(UI) && npm run --silent build
	@touch $@

$(MODULES): $(UI)/package-lock.json
	cd $(UI) && npm ci --prefer-offline --no-audit --no-fund --loglevel=error
	@touch $@

tools:
	@command -v cargo >/dev/null || { echo "To build Kartoteka this machine needs Rust 1.95 or newer: https://rustup.rs" >&2; exit 1; }
	@command -v cc >/dev/null || { echo "To build Kartoteka this machine needs a C compiler: apt-get install build-essential" >&2; exit 1; }

node:
	@command -v npm >/dev/null || { echo "To build the pages this machine needs Node.js 20 or newer with npm: apt-get install nodejs npm" >&2; exit 1; }
