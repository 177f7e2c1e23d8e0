# make run     the whole system on this machine: http://127.0.0.1:8000     (make run ARGS="--port 8001")
# make test    every test: three at a time, for many wait for processes       (make test ARGS="tests/deploy -x")
# make chaos   the fault tests, the long ones too: workers killed, Redis and PostgreSQL gone, mail servers misbehaving;
#              and a thousand histories nobody thought of
# make check   lint, types and the walls between the services
# make bench   how fast it is, as ratios taken in one run                   (make bench ARGS="--seconds 10")
# make setup   the environment in .venv; the others do it by themselves
# make screenshots  every page at 360 and 1280 pixels, light and dark, in var/screenshots
# make pictures     the pictures of the README, taken anew
# make format  formats the source
# make lock    resolves the dependencies of pyproject.toml anew into requirements.lock         (make lock ARGS=--upgrade)
ARGS ?=
BIN = .venv/bin
unexport PYTHONDONTWRITEBYTECODE  # each process would compile its code anew, and the tests start hundreds

.PHONY: setup run test chaos check bench format lock screenshots pictures

setup:
	@sh deploy/setup/environment

run: setup
	@exec $(BIN)/wego up $(ARGS)

test: setup
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

chaos: setup
	$(BIN)/python -m pytest tests/faults tests/properties -m "chaos or not chaos" --hypothesis-profile=chaos $(ARGS)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: setup
	@sh deploy/setup/lock $(ARGS)

screenshots: setup
	$(BIN)/python -m tests.journeys.screenshots $(ARGS)

pictures: setup
	$(BIN)/python -m tests.journeys.pictures

bench: setup
	$(BIN)/python -m tests.bench $(ARGS)
