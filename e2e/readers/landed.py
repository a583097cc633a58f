"""Reads what the stack wrote with programs that share no code with it.

Usage: landed.py offsets|streamed|history < JSON, which says where it is and what it should hold.
"""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

import duckdb
from pyarrow.fs import FileSelector, FileType, S3FileSystem
from pyiceberg.table import StaticTable

BUCKET = "traffic-batch-data"


def check(what, found, expected):
    if found != expected:
        sys.exit(f"error: {what}: {found}, not {expected}")
    print(f"ok: {what}: {found}")


def rows(asked, table):
    properties = {
        "s3.endpoint": asked["endpoint"],
        "s3.access-key-id": "reader",
        "s3.secret-access-key": asked["secret"],
        "s3.region": "us-east-1",
    }
    return StaticTable.from_metadata(asked[table], properties).scan().to_arrow()


def offsets(asked):
    archived, rejected = rows(asked, "archive"), rows(asked, "rejected")
    places = Counter()
    for table in (archived, rejected):
        partitions = table["kafka_partition"].to_pylist()
        places.update(zip(partitions, table["kafka_offset"].to_pylist()))
    ends = {int(partition): end for partition, end in asked["ends"].items()}
    expected = {(partition, offset) for partition, end in ends.items() for offset in range(end)}
    print(f"archived {archived.num_rows}, rejected {rejected.num_rows}, sent {len(expected)}")
    check("offsets that are missing", len(expected - places.keys()), 0)
    check("offsets that were never sent", len(places.keys() - expected), 0)
    check("offsets in more than one row", sum(1 for n in places.values() if n > 1), 0)
    return archived, rejected


def streamed(asked):
    archived, rejected = offsets(asked)
    sent = asked["sent"]
    check("archived + rejected, of those sent", archived.num_rows + rejected.num_rows, sent["sent"])
    reasons = Counter(rejected["reason"].to_pylist())
    meant = {reason: count for reason, count in sent["invalid_by_reason"].items() if count}
    check("reasons, as the sender meant them", dict(sorted(reasons.items())), dict(sorted(meant.items())))


def history(asked):
    store = S3FileSystem(
        endpoint_override=asked["endpoint"],
        access_key="reader",
        secret_key=asked["secret"],
        region="us-east-1",
    )
    found = store.get_file_info(FileSelector(BUCKET))
    objects = [info.path for info in found if info.type == FileType.File]
    sources = sorted(Path(asked["csv"]).glob("*.csv"))
    check(
        "objects",
        sorted(path for path in objects if path.endswith(".parquet")),
        [f"{BUCKET}/{source.stem}.parquet" for source in sources],
    )
    with tempfile.TemporaryDirectory() as folder:
        for source in sources:
            copy = f"{folder}/{source.stem}.parquet"
            with store.open_input_stream(f"{BUCKET}/{source.stem}.parquet") as stream:
                Path(copy).write_bytes(stream.read())
            check(f"rows and vehicles of {source.name}", totals(copy), totals(source))


def totals(file):
    return duckdb.sql(f"select count(*), sum(vehicles)::int from '{file}'").fetchall()[0]


{"offsets": offsets, "streamed": streamed, "history": history}[sys.argv[1]](json.load(sys.stdin))
