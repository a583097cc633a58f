"""Reads what the demo wrote with programs that share no code with it, and compares every figure.

Usage: independent_readers.py DEMO_HOME [FOLDER_OF_REAL_COUNTS]
"""

import json
import sys
from collections import Counter
from pathlib import Path

import duckdb
from pyiceberg.table import StaticTable

checks = 0


def check(what, found, expected):
    global checks
    if found != expected:
        sys.exit(f"error: {what}: {found}, not {expected}")
    checks += 1
    print(f"ok: {what}: {found}")


def rows(metadata_file):
    return StaticTable.from_metadata(metadata_file).scan().to_arrow()


def streamed(home):
    said = json.loads((home / "reconciled.json").read_text())
    sent = json.loads((home / "produced.json").read_text())
    archived, rejected = rows(said["archive"]), rows(said["rejected"])
    check("records sent", sent["acknowledged"], archived.num_rows + rejected.num_rows)
    check("events by sensor", dict(Counter(archived["sensor_id"].to_pylist())), said["byKey"])
    reasons = Counter(rejected["reason"].to_pylist())
    meant = {reason: count for reason, count in sent["invalid_by_reason"].items() if count}
    check("reasons, as the sender meant them", dict(sorted(reasons.items())), dict(sorted(meant.items())))
    places = Counter()
    for table in (archived, rejected):
        places.update(zip(table["kafka_partition"].to_pylist(), table["kafka_offset"].to_pylist()))
    check("offsets in more than one row", sum(1 for count in places.values() if count > 1), 0)
    check("the last offset", max(offset for _, offset in places) + 1, len(places))
    speeds = archived["average_speed"]
    check("type of a measured value", str(speeds.type), "decimal128(5, 2)")
    check("speeds outside 10 to 100", sum(1 for s in speeds.to_pylist() if not 10 <= s <= 100), 0)


def history(home):
    for file in sorted(Path("data").glob("*.csv")):
        counted = duckdb.sql(f"select count(*), sum(vehicles), min(id), max(id) from '{file}'")
        converted = home / "buckets/traffic-batch-data" / f"{file.stem}.parquet"
        check(f"{file.name}: rows, vehicles, ids", totals(converted), counted.fetchall()[0])
        check(f"{file.name}: rows out of order", out_of_order(converted), 0)


def real_counts(folder):
    converted = folder / "traffic_1.parquet"
    check("real rows and vehicles", totals(converted)[:2], (48_120, 1_096_719))
    by_junction = duckdb.sql(
        f"select sum(vehicles)::int from '{converted}' group by junction order by junction"
    ).fetchall()
    check("by junction", [n for (n,) in by_junction], [657_412, 207_983, 199_823, 31_501])
    check("rows out of order", out_of_order(converted), 0)


def totals(parquet):
    return duckdb.sql(
        f"select count(*), sum(vehicles), min(id), max(id) from '{parquet}'"
    ).fetchall()[0]


def out_of_order(parquet):
    return duckdb.sql(
        f"""select count(*) from (
              select (junction, date_time) < lag((junction, date_time)) over (order by file_row_number)
                as earlier
              from read_parquet('{parquet}', file_row_number = true))
            where earlier"""
    ).fetchall()[0][0]


streamed(Path(sys.argv[1]))
history(Path(sys.argv[1]))
if len(sys.argv) > 2 and Path(sys.argv[2]).exists():
    real_counts(Path(sys.argv[2]))
print(f"{checks} figures agree")
