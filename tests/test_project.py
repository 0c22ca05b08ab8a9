"""The project as it is shipped: its names, its lock file, its wheel, its text."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.postgres import PostgresServer

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("config", "flows", "rules", "state_machines", "workflows")
BUILD_BACKEND = {"hatchling", "editables"}
TEXT = {
    ".py",
    ".yaml",
    ".yml",
    ".toml",
    ".md",
    ".feature",
    ".lock",
    ".cfg",
    ".ini",
    ".json",
    ".jsonl",
    ".csv",
    ".sql",
    ".mako",
}
NOT_OURS = {".git", ".venv", "var", "dist", "node_modules", "__pycache__"}
WORKING_SET = {
    "prefect": "==3.8.8",
    "fastapi": ">=0.139,<0.151",
    "sqlalchemy": ">=2.0.57,<2.1",
    "transitions": "==0.9.3",
    "pytest": "==9.2.0",
    "pytest-bdd": "==9.0.1",
}


def project_files() -> Iterator[Path]:
    """Yield every file of the project, leaving out the environment, results and caches."""
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if path.name in NOT_OURS or (path.name.startswith(".") and path.name.endswith("_cache")):
                continue
            if path.is_dir() and not path.is_symlink():
                folders.append(path)
            elif path.is_file():
                yield path


def locked() -> dict[str, tuple[Requirement, list[str]]]:
    """Read the lock: by canonical name, each requirement and the lines of its hashes."""
    entries: dict[str, tuple[Requirement, list[str]]] = {}
    hashes: list[str] = []
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        text = line.strip().removesuffix("\\").strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("--"):
            hashes.append(text)
            continue
        requirement, hashes = Requirement(text), []
        entries[canonicalize_name(requirement.name)] = (requirement, hashes)
    return entries


def declared() -> dict[str, Requirement]:
    """Read what pyproject.toml asks for, the development group included, by canonical name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    return {canonicalize_name((requirement := Requirement(line)).name): requirement for line in lines}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Build the wheel with the locked backend, without network, and list what is in it."""
    target = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (file,) = target.glob("*.whl")
    with zipfile.ZipFile(file) as archive:
        return archive.namelist()


@pytest.mark.parametrize("package", PACKAGES)
def test_package_is_not_shadowed(package: str) -> None:
    """A top-level name of ours is found in this project, and no other distribution or module claims it."""
    spec = importlib.util.find_spec(package)

    assert spec is not None
    assert spec.origin is not None, f"{package} has no __init__.py: anything later on the path could take it"
    assert Path(spec.origin).resolve() == ROOT / package / "__init__.py"
    assert package not in sys.stdlib_module_names
    claimed = {canonicalize_name(name) for name in metadata.packages_distributions().get(package, [])}
    assert claimed <= {"namro"}
    elsewhere = [Path(entry).resolve() for entry in sys.path if Path(entry or ".").resolve() != ROOT]
    assert [entry for entry in elsewhere if (entry / package).is_dir() or (entry / f"{package}.py").is_file()] == []


def test_lock_has_no_address() -> None:
    """The lock names no registry, so that it installs from whichever the reader trusts."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert re.findall(r"\S+://\S+|^\s*(?:-i|-f|--(?:index|extra|find|trusted))\b.*", text, re.MULTILINE) == []


def test_every_locked_dependency_is_pinned_and_hashed() -> None:
    """Each line of the lock is one exact version with at least one SHA-256."""
    entries = locked()

    assert len(entries) > len(declared())
    for name, (requirement, hashes) in entries.items():
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), name
        assert hashes, name
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", value) for value in hashes), name


def test_lock_answers_the_project() -> None:
    """Everything that pyproject.toml asks for is in the lock, in a version that it allows."""
    entries = locked()

    for name, wanted in declared().items():
        assert name in entries
        (pin,) = entries[name][0].specifier
        assert wanted.specifier.contains(pin.version, prereleases=True), f"{name}: {pin.version} is not {wanted}"


def test_build_backend_comes_from_the_lock() -> None:
    """The project is installed without build isolation: nothing unhashed is fetched to build it."""
    assert locked().keys() >= BUILD_BACKEND


@pytest.mark.parametrize(("name", "versions"), WORKING_SET.items())
def test_versions_that_work_together(name: str, versions: str) -> None:
    """The versions that were proved together are asked for, locked and installed."""
    wanted = Requirement(f"{name}{versions}").specifier
    (pin,) = locked()[name][0].specifier

    assert declared()[name].specifier == wanted
    assert wanted.contains(pin.version)
    assert metadata.version(name) == pin.version


def test_installed_is_what_is_locked() -> None:
    """The environment of the tests is the one of the lock, so that what passes here is what is shipped."""
    differs = {
        name: (metadata.version(name), str(requirement.specifier))
        for name, (requirement, _) in locked().items()
        if (requirement.marker is None or requirement.marker.evaluate())
        and f"=={metadata.version(name)}" != str(requirement.specifier)
    }

    assert differs == {}


def test_wheel_has_all_packages(wheel: list[str]) -> None:
    """The wheel holds the packages with every module and script of theirs and the features, and nothing else."""
    tops = {name.split("/")[0] for name in wheel}
    sources = {
        path.relative_to(ROOT).as_posix()
        for path in project_files()
        if path.relative_to(ROOT).parts[0] in PACKAGES and path.suffix != ".pyc"
    }

    assert {top for top in tops if not top.endswith(".dist-info")} == {*PACKAGES, "features"}
    assert sources - set(wheel) == set()


def test_wheel_has_the_policy(wheel: list[str]) -> None:
    """The wheel holds every policy file, for the packaged config is the default policy."""
    policy = {path.relative_to(ROOT).as_posix() for path in (ROOT / "config").rglob("*.yaml")}

    assert policy
    assert policy - set(wheel) == set()


def test_text_is_composed() -> None:
    """Every file name and every text file is UTF-8 in NFC: a decomposed keyword looks the same and is not."""
    bad = []
    for path in project_files():
        where = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8") if path.suffix in TEXT else ""
        if not unicodedata.is_normalized("NFC", where + text):
            bad.append(where)

    assert bad == []


def test_a_database_is_fresh(database_url: str) -> None:
    """A test that asks for a database gets an empty one of each kind, in UTF-8."""
    engine = sa.create_engine(database_url)
    try:
        with engine.begin() as connection:
            assert sa.inspect(connection).get_table_names() == []
            connection.execute(sa.text("CREATE TABLE fresh (label TEXT)"))
            connection.execute(sa.text("INSERT INTO fresh VALUES ('Năm Rõ')"))
            assert connection.execute(sa.text("SELECT length(label) FROM fresh")).scalar_one() == 6
    finally:
        engine.dispose()


def test_a_dropped_database_is_gone(postgres_server: PostgresServer) -> None:
    """A test's database goes with it, even with a connection left open."""
    url = postgres_server.create_database()
    dsn = url.replace("+psycopg", "")
    left_open = psycopg.connect(dsn)

    postgres_server.drop_database(url)

    with left_open, pytest.raises(psycopg.OperationalError):
        left_open.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(dsn)
