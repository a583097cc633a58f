"""Asks DuckDB what the pipelines' analyses ask, of the archive's own rows, and compares every cell.

Usage: answers_in_sql.py (settings come from the environment, as those of bin/crossroads do)

Everything that was sent is archived, and 'analyses' has run since: see answers_agree. The
queries in answers/ say again what the analyses promise; they share nothing with the product's. Tables are
read as their current snapshots, through the catalog.
"""

import ipaddress
import json
import math
import os
import sys
import urllib.request
from contextlib import closing
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import duckdb
import psycopg2
import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog

import euros

QUERIES = Path(__file__).parent / "answers"
TABLES = {
    "logs": ("logs", "curated"),
    "iot": ("iot-data", "processed"),
    "environment": ("environment", "readings"),
    "transactions": ("transactions", "output"),
}

# How far two doubles may be apart, as a share: some roundings of the last of their 53 bits.
CLOSE = 1e-14
# Correlations, which are sums of doubles: most of their digits may cancel.
CANCELLED = {("iot", "correlations"): 1e-9, ("environment", "correlations"): 1e-12}
# Whose rows are in an order that no column tells.
ORDERED = {("logs", "top_paths")}
ALSO_CSV = {("logs", "top_paths")}


def setting(name):
    return os.environ[f"CROSSROADS_{name}"]


def database(name):
    """Host, port and database of a JDBC address, with account and password."""
    place = setting(f"{name}_URI").removeprefix("jdbc:").removeprefix("postgresql://")
    return f"postgresql://{setting(f'{name}_USER')}:{setting(f'{name}_PASSWORD')}@{place}"


def catalog():
    uri = database("CATALOG").replace("postgresql:", "postgresql+psycopg2:", 1)
    return SqlCatalog("crossroads", uri=uri, init_catalog_tables="false")


def served(path, **parameters):
    """All rows of a list that the API pages."""
    cursor = ""
    while cursor is not None:
        more = "".join(f"{name}={value}&" for name, value in parameters.items())
        with urllib.request.urlopen(
            f"{setting('URL')}/api/v1/{path}?{more}limit=1000{cursor}"
        ) as answer:
            page = json.load(answer)
        yield from page["rows"]
        cursor = page["next"] and f"&cursor={page['next']}"


class Comparison:
    """Of one pipeline: its tables are views of DuckDB, and answers lie in a folder."""

    def __init__(self, pipeline, tables):
        self.pipeline = pipeline
        self.answers = Path(setting("LAKE").removeprefix("file:")) / TABLES[pipeline][0] / "analytics"
        self.cells = {}
        self.connection = duckdb.connect()
        self.connection.execute("set timezone = 'UTC'")
        for name, table in tables.items():
            self.connection.register(name, table)
        for file in sorted((QUERIES / pipeline).glob("_*.sql")):
            self.connection.execute(file.read_text(encoding="utf-8"))

    def rows(self, query):
        answer = self.connection.sql(query).to_arrow_table()
        return answer.column_names, list(zip(*(column.to_pylist() for column in answer.columns)))

    def analyses(self):
        queries = {}
        for file in sorted((QUERIES / self.pipeline).glob("[!_]*.sql")):
            queries[f"{file.stem}.parquet"] = file
            if (self.pipeline, file.stem) in ALSO_CSV:
                queries[f"{file.stem}.csv"] = file
        answered = {file.name for file in self.answers.iterdir() if file.name[0] not in "._"}
        if answered != set(queries):
            sys.exit(f"error: {self.pipeline} answers {sorted(answered)}, in SQL {sorted(queries)}")
        for name, file in queries.items():
            reader = "read_csv" if name.endswith(".csv") else "read_parquet"
            found = self.rows(f"from {reader}('{self.answers / name}')")
            self.compare(name, found, self.rows(file.read_text(encoding="utf-8")))

    def compare(self, name, found, wanted):
        """Ends the program where a cell differs, or where there is none."""
        (our_columns, ours), (their_columns, theirs) = found, wanted
        what = f"{self.pipeline}, {name}"
        if not theirs:
            sys.exit(f"error: {what}: there is nothing to compare")
        if our_columns != their_columns:
            sys.exit(f"error: {what}: columns {our_columns}, in SQL {their_columns}")
        kind = (self.pipeline, name.split(".")[0])
        if kind not in ORDERED:
            ours, theirs = sorted(ours, key=exact_cells), sorted(theirs, key=exact_cells)
        for our_row, their_row in zip(ours, theirs):
            for column, our, their in zip(our_columns, our_row, their_row):
                if not same(our, their, CANCELLED.get(kind, CLOSE)):
                    sys.exit(
                        f"error: {what}, {column}: {our!r}, in SQL {their!r}\n  {our_row}\n  {their_row}"
                    )
        if len(ours) != len(theirs):
            sys.exit(f"error: {what}: {len(ours)} rows, in SQL {len(theirs)}")
        self.cells[name] = len(ours) * len(our_columns)
        print(f"ok: {what}: {len(ours)} rows, {self.cells[name]} cells")


def exact_cells(row):
    """What rows are sorted by: doubles need not be the same to the last bit, times not of one type."""
    cells = (cell.timestamp() if isinstance(cell, datetime) else cell for cell in row)
    return [str(cell) for cell, whole in zip(cells, row) if not isinstance(whole, float)]


def same(our, their, tolerance):
    if isinstance(our, float) and isinstance(their, float):
        return math.isclose(our, their, rel_tol=tolerance, abs_tol=tolerance)
    return our == their


def with_addresses(archive):
    """Addresses as such: one that is written in two ways is one."""

    def address(text):
        try:
            read = ipaddress.ip_address(text)
        except ValueError:
            return text
        return str(getattr(read, "ipv4_mapped", None) or read)

    return archive.append_column(
        "address", pa.array(map(address, archive["ip"].to_pylist()), pa.string())
    )


def payments(archive):
    """The archived payments with what Python's decimal makes of them."""
    rates = euros.shipped()
    rows = []
    for row in archive.to_pylist():
        rate, date = euros.applies(rates, row["devise"], row["timestamp"])
        derived = {
            "amount_eur": euros.convert(row["montant"], rate),
            "rate": rate,
            "rate_date": date,
            "rate_version": "sample",
            "time_utc": row["timestamp"],
            "time_local": row["timestamp"].astimezone(euros.PARIS).isoformat(),
            "zone": euros.PARIS.key,
            "score": None,
        }
        rows.append(row | derived)
    return pa.Table.from_pylist(rows, archive.schema)


def episodes(pipeline):
    """Episodes of alerts, as the API tells them."""
    rows = []
    for row in served(f"pipelines/{pipeline}/alerts"):
        times = {
            name: row[name] and datetime.fromisoformat(row[name])
            for name in ("started_at", "until", "ended_at")
        }
        entity, readings = " ".join(row["entity"].values()), row["evidence"]["readings"]
        rows.append(
            times
            | {
                "alert": row["alert"],
                "severity": row["severity"],
                "entity": entity,
                "readings": readings,
            }
        )
    fields = {
        "alert": pa.string(),
        "severity": pa.string(),
        "entity": pa.string(),
        "readings": pa.int64(),
    }
    times = dict.fromkeys(("started_at", "until", "ended_at"), pa.timestamp("us", "UTC"))
    return pa.Table.from_pylist(rows, pa.schema(fields | times))


def stored(relation):
    """All rows of a relation in the store, with its columns' names."""
    with closing(psycopg2.connect(database("STORE"), options="-c search_path=serving")) as connection:
        cursor = connection.cursor()
        cursor.execute(f"select * from {relation}")
        return [column.name for column in cursor.description], cursor.fetchall()


def mean(cell):
    """A mean as the serving layer gives it: six digits more than the field's two."""
    if not isinstance(cell, dict):
        return cell
    exact = Decimal(cell["sum"] or 0) / (cell["count"] or 1)
    return exact.quantize(Decimal("1e-8"), ROUND_HALF_EVEN) if cell["count"] else None


def tables(pipeline):
    namespace, name = pipeline, TABLES[pipeline][1]
    found = {
        view: catalog().load_table(f"{namespace}.{table}").scan().to_arrow()
        for view, table in (("archive", name), ("rejected", f"{name}_rejected"))
    }
    if pipeline == "logs":
        found["archive"] = with_addresses(found["archive"])
    if pipeline in ("iot", "environment"):
        found["alerts"] = episodes(pipeline)
    if pipeline == "transactions":
        found["payments"] = payments(found["archive"])
    return found


ALERTS = """select alert, entity, sum(readings)::bigint as readings, min(started_at) as first_started_at,
                   max(until) as last_until from alerts group by all"""


def compare(pipeline):
    comparison = Comparison(pipeline, tables(pipeline))
    comparison.analyses()
    for file in sorted((QUERIES / pipeline / "served").glob("*.sql")):
        columns, wanted = comparison.rows(file.read_text(encoding="utf-8"))
        found = comparison.rows(ALERTS) if file.stem == "alerts" else stored(file.stem)
        comparison.compare(file.stem, found, (columns, [tuple(map(mean, row)) for row in wanted]))
    if pipeline == "transactions":
        archived, wanted = comparison.rows("from archive"), comparison.rows("from payments")
        comparison.compare("output", archived, wanted)
    return comparison.cells


if __name__ == "__main__":
    compared = {pipeline: compare(pipeline) for pipeline in TABLES}
    for pipeline, cells in compared.items():
        print(f"{pipeline}: {sum(cells.values())} cells of {len(cells)} answers are the same in SQL")
