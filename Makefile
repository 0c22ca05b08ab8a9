# Needs Python 3.11 or later with pip and venv; everything else comes from requirements.lock.
# Năm Rõ reads and writes UTF-8 whatever the locale of the machine.

PYTHON  ?= python3
WORKERS ?= 2
PY      := .venv/bin/python
STAMP   := .venv/.ready

export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup run test mutants bench lint format lock clean

help:
	@echo "make setup   cài đặt mọi thứ vào .venv"
	@echo "make run     phát lại năm 2024 của xã Ba Bích rồi mở máy chủ Prefect (ONCE=1: tự kết thúc)"
	@echo "make test    chạy toàn bộ kiểm thử"
	@echo "make mutants sửa thử từng con số của kịch bản và chính sách: sửa sai thì phải có kịch bản nhận ra"
	@echo "make bench   đo tốc độ, ghi var/bench.json"
	@echo "make lint    định dạng, kiểu dữ liệu, phân lớp"
	@echo "make format  tự sửa định dạng"
	@echo "make lock    tính lại requirements.lock (UPGRADE=1: lấy bản mới nhất được phép)"
	@echo "make clean   xoá môi trường, bộ đệm và var/"

# uv is quick and compiles; where it cannot be had, or finds no registry because only pip was told of one, pip
# installs the same lock. --no-deps for pip: the lock is complete, and pip of 2023 stops on extras such as
# sqlalchemy[asyncio] when hashes are required.
define install
	{ $(PY) -m pip install -q uv && \
	$(PY) -m uv pip install -q --python $(PY) --compile-bytecode --require-hashes -r requirements.lock; } || \
	$(PY) -m pip install -q --no-deps --require-hashes -r requirements.lock
endef

define imports
	$(PY) -c "import prefect, fastapi, sqlalchemy, alembic, psycopg, transitions, pendulum, pydantic_settings, ruamel.yaml, holidays, pytest_bdd, watchfiles, jinja2, hypothesis, aiosmtpd, hatchling, editables, pyotp, segno, playwright, apprise"
endef

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cần Python 3.11 trở lên, đây là " + sys.version.split()[0])'
	@rm -f $@
	@echo "Cài đặt thư viện vào .venv (khoảng nửa phút)…"
	@$(PYTHON) -m venv .venv
	@{ $(install); } && { $(imports); } || { echo "Cài đặt chưa trọn, thử lại một lần…"; { $(install); } && { $(imports); }; }
	@$(PY) -m pip install -q --no-index --no-deps --no-build-isolation -e .
	@touch $@
	@echo "Đã cài đặt xong."

run: setup
	@$(PY) -m flows.launch $(if $(filter 1,$(ONCE)),--once)

test: setup
	@$(PY) -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

# Takes a quarter of an hour: what is tried of it in every run of the suite is a part.
mutants: setup
	@NAMRO_ALL_MUTANTS=1 $(PY) -m pytest -n $(WORKERS) tests/rules/test_mutants.py tests/rules/test_policy_mutants.py $(ARGS)

bench: setup
	@$(PY) -m benchmarks $(ARGS)

lint: setup
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports

format: setup
	$(PY) -m ruff check --fix --exit-zero .
	$(PY) -m ruff format .

# Keeps what is pinned unless pyproject.toml asks for something else. No registry address goes into the file.
lock: setup
	$(PY) -m pip install -q uv
	$(PY) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header $(if $(filter 1,$(UPGRADE)),--upgrade) \
		--group pyproject.toml:dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv var dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
