"""``make bench``: measure, print a table, write ``var/bench.json``."""

import argparse
import os
import platform
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import text

from benchmarks import floor
from benchmarks.population import WARNED, make_due, populate
from config.loader import load_policy, packaged_root
from tests.postgres import find_binaries, start_server, stop_server
from workflows.charter import Charter
from workflows.clock import now
from workflows.register.columns import epoch
from workflows.register.unit_of_work import Register
from workflows.sweep import sweep


def measure(url: str, folder: Path, charter: Charter, rows: int, due: int, rounds: int) -> Iterator[dict[str, Any]]:
    """Yield the results for one database, floor and sweep in turn so that drift touches both."""
    register = Register.open(url, key_file=folder / "key", anchors=folder / "anchors")
    engine, database = register.engine, register.engine.dialect.name
    populate(register, charter, rows)
    floor.prepare(engine)
    later = epoch(WARNED + timedelta(days=900))
    floors, sweeps, idles = [], [], []
    for number in range(rounds):
        at = WARNED + timedelta(seconds=number)
        make_due(engine, due, at)
        floors.append(floor.run(engine, epoch(at), later))
        make_due(engine, due, at)
        done = sweep(register, charter, as_of=at, recorded_at=now())
        sweeps.append(done.seconds)
        with engine.begin() as connection:  # reminders of another round bear the same key
            connection.execute(text("DELETE FROM notice"))
        idles += [sweep(register, charter, as_of=at, recorded_at=now()).seconds for _ in range(5)]
    moved = done.moved.get("warn", 0)
    yield _result("sweep", database, rows, moved, statistics.median(sweeps), statistics.median(floors))
    yield _result("idle sweep", database, rows, 0, statistics.median(idles), None)
    at = WARNED + timedelta(days=30)
    with engine.begin() as connection:
        connection.execute(text("UPDATE assignment SET next_due_at = cut_off_at WHERE next_due_at < :l"), {"l": later})
    started = time.perf_counter()
    done = sweep(register, charter, as_of=at, recorded_at=now())
    yield _result(
        "sweep with cut-offs and first rungs",
        database,
        rows,
        done.moved.get("cut_off", 0),
        time.perf_counter() - started,
        None,
    )
    engine.dispose()


@contextmanager
def postgres(url: str) -> Iterator[tuple[str, ...]]:
    """Give the URL of an empty PostgreSQL database: the one named, else one of a server started for it, else none."""
    if url:
        yield (url,)
        return
    binaries = find_binaries()
    if binaries is None:
        print("Không có PostgreSQL trên máy này; chỉ đo SQLite.")
        yield ()
        return
    server = start_server(binaries)
    try:
        yield (server.create_database(),)
    finally:
        stop_server(server)


def _result(name: str, database: str, rows: int, due: int, seconds: float, least: float | None) -> dict[str, Any]:
    return {
        "name": name,
        "database": database,
        "open": rows,
        "due": due,
        "seconds": round(seconds, 6),
        "floor_seconds": round(least, 6) if least else None,
        "ratio": round(seconds / least, 3) if least else None,
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where a server is given or can be started."""
    parser = argparse.ArgumentParser(description="Đo lượt quét so với sàn vật lý.")
    parser.add_argument("--open", type=int, default=200_000, help="số nhiệm vụ đang mở")
    parser.add_argument("--due", type=int, default=20_000, help="số nhiệm vụ đến hạn")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--postgres", default=os.environ.get("NAMRO_TEST_PG_URL", ""), help="URL của PostgreSQL")
    options = parser.parse_args()
    charter = Charter(load_policy(packaged_root()), "ba_bich")
    results: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="namro-bench-") as folder, postgres(options.postgres) as server:
        for url in (f"sqlite:///{folder}/bench.db", *server):
            for result in measure(url, Path(folder), charter, options.open, options.due, options.rounds):
                results.append(result)
                ratio = f"{result['ratio']:.2f}× sàn" if result["ratio"] else ""
                print(
                    f"{result['database']:<11} {result['name']:<36} mở {result['open']:>9,} đến hạn "
                    f"{result['due']:>7,}  {result['seconds']:9.4f} giây  {ratio}",
                    flush=True,
                )
    machine = f"{platform.machine()}, {os.cpu_count()} lõi, Python {platform.python_version()}"
    Path("var").mkdir(exist_ok=True)
    Path("var/bench.json").write_bytes(
        orjson.dumps({"machine": machine, "results": results}, option=orjson.OPT_INDENT_2)
    )


if __name__ == "__main__":
    main()
