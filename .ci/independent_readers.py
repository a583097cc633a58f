"""Reads what the demo wrote with programs that share no code with it, and compares every figure.

Usage: independent_readers.py DEMO_HOME [DEMO_HOME_OF_REAL_COUNTS REAL_CSV]
"""

import json
import sys
from collections import Counter
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import duckdb
from pyiceberg.table import StaticTable

import analyses_in_sql

# Digits of a mean, six more than the field has.
MEAN = Decimal("1e-8")

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
    check("events by sensor", dict(Counter(archived["sensor_id"].to_pylist())), said["byEntity"])
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


def answered(home):
    """What was answered over HTTP, against the same computed from the archive's own files."""
    archive = rows(json.loads((home / "reconciled.json").read_text())["archive"])
    sums = duckdb.sql(
        """select epoch_us("timestamp") // 60_000_000 as minute, sensor_id, count(*) as events,
                  sum(average_speed), min(average_speed), max(average_speed),
                  sum(traffic_density), min(traffic_density), max(traffic_density)
           from archive group by all order by minute, sensor_id"""
    ).fetchall()
    wanted = []
    for minute, sensor, events, speed, slowest, fastest, density, least, most in sums:
        wanted.append(
            [minute, sensor, events, mean(speed, events), str(slowest), str(fastest)]
            + [mean(density, events), str(least), str(most)]
        )
    text = (home / "answers/traffic_by_minute.json").read_text()
    found = []
    for row in json.loads(text, parse_float=str):
        start = datetime.fromisoformat(row.pop("window_start").replace("Z", "+00:00"))
        row.pop("window_end")
        found.append([int(start.timestamp()) // 60, *row.values()])
    check("rows of traffic_by_minute", len(found), len(wanted))
    differ = [(ours, theirs) for ours, theirs in zip(found, wanted) if ours != theirs]
    check("rows of traffic_by_minute that differ", differ[:3], [])
    cells = sum(len(row) for row in found)
    check("events in them", sum(row[2] for row in found), archive.num_rows)
    print(f"ok: {cells} cells of traffic_by_minute are those of the archive, digit by digit")


def mean(total, count):
    return str((total / Decimal(count)).quantize(MEAN, ROUND_HALF_EVEN))


def history(home):
    for file in sorted(Path("data").glob("*.csv")):
        counted = duckdb.sql(f"select count(*), sum(vehicles), min(id), max(id) from '{file}'")
        converted = home / "buckets/traffic-batch-data" / f"{file.stem}.parquet"
        check(f"{file.name}: rows, vehicles, ids", totals(converted), counted.fetchall()[0])
        check(f"{file.name}: rows out of order", out_of_order(converted), 0)


def analyses(home, files):
    cells = analyses_in_sql.compare(home / "buckets/traffic-batch-data/analytics", files)
    print(f"ok: {cells} cells of {len(analyses_in_sql.QUERIES)} analyses are the same in SQL")


def real_counts(home):
    converted = home / "buckets/traffic-batch-data/traffic_1.parquet"
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


demo = Path(sys.argv[1])
streamed(demo)
answered(demo)
history(demo)
analyses(demo, sorted(Path("data").glob("*.csv")))
if len(sys.argv) > 2:
    real_counts(Path(sys.argv[2]))
    analyses(Path(sys.argv[2]), sys.argv[3:])
print(f"{checks} figures agree")
