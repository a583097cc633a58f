"""Asks DuckDB what the traffic analyses ask, from the CSV files themselves, and compares every cell.

Usage: analyses_in_sql.py FOLDER_OF_ANSWERS CSV_FILE...

The queries say again in SQL what the analyses promise; they share nothing with the product's. Means
and percentages are one division of whole numbers, so both sides must have the same double.
"""

import sys
from pathlib import Path

import duckdb

# How a file writes its times, where it is not 2026-01-31 08:00.
TIMES = {"traffic_2.csv": ("%d/%m/%Y %H:%M", ";")}

QUERIES = {
    "vehicles_by_junction": """
        select junction, count(*), sum(vehicles)::bigint, sum(vehicles)::double / count(*),
               min(vehicles), max(vehicles)
        from counts group by junction order by junction""",
    "by_hour_of_day": """
        select hour(moment)::int, count(*), sum(vehicles)::bigint, sum(vehicles)::double / count(*)
        from counts group by all order by 1""",
    "by_weekday": """
        select isodow(moment)::int, count(*), sum(vehicles)::bigint, sum(vehicles)::double / count(*)
        from counts group by all order by 1""",
    "by_month": """
        select junction, date_trunc('month', moment)::date, sum(vehicles)::bigint,
               sum(vehicles)::double / count(*)
        from counts group by all order by 1, 2""",
    "peak_hours": """
        with hours as (
          select hour(moment)::int as hour, sum(vehicles)::double / count(*) as mean
          from counts group by all)
        select (row_number() over (order by mean desc, hour))::int as place, hour, mean
        from hours qualify place <= 3 order by place""",
    "growth": """
        with months as (
          select date_trunc('month', moment)::date as month, sum(vehicles)::bigint as total
          from counts group by all)
        select this.month, this.total, before.total,
               (100 * (this.total - before.total))::double / before.total
        from months this
        left join months before on before.month = (this.month - interval 1 month)::date
        order by 1""",
    "missing_hours": """
        with expected as (
          select junction, unnest(generate_series(min(moment), max(moment), interval 1 hour)) as moment
          from counts group by junction),
        missing as (
          select junction, moment,
                 moment - interval 1 hour * row_number() over (partition by junction order by moment)
                   as gap
          from expected anti join counts using (junction, moment))
        select junction, min(moment), max(moment), count(*)::int
        from missing group by junction, gap order by 1, 2""",
    "outliers": """
        with distances as (
          select junction, moment, vehicles, isodow(moment) as weekday, hour(moment) as hour,
                 median(vehicles) over (partition by junction, isodow(moment), hour(moment)) as middle
          from counts),
        spreads as (
          select junction, weekday, hour, median(abs(vehicles - middle)) as mad
          from distances group by all)
        select junction, moment, vehicles, middle, mad
        from distances join spreads using (junction, weekday, hour)
        where mad > 0 and abs(vehicles - middle) > 5 * 1.4826 * mad
        order by 1, 2, 3""",
}


def compare(answers, files):
    """Prints what was compared; returns how many cells, or ends the program where one differs."""
    connection = duckdb.connect()
    tables = " union all ".join(counts(Path(file)) for file in files)
    connection.execute(f"create table counts as {tables}")
    cells = 0
    for name, query in QUERIES.items():
        wanted = connection.sql(query).fetchall()
        found = connection.sql(f"select * from '{answers}/{name}.parquet'").fetchall()
        for place, (ours, theirs) in enumerate(zip(found, wanted)):
            if ours != theirs:
                sys.exit(f"error: {name}, row {place + 1}: {ours}, in SQL {theirs}")
        if len(found) != len(wanted):
            sys.exit(f"error: {name}: {len(found)} rows, in SQL {len(wanted)}")
        here = sum(map(len, wanted))
        cells += here
        print(f"ok: {name}: {len(wanted)} rows, {here} cells")
    return cells


def counts(file):
    pattern, delimiter = TIMES.get(file.name, ("%Y-%m-%d %H:%M:%S", ","))
    return f"""select column0 as moment, column1 as junction, column2 as vehicles
               from read_csv('{file}', header = false, skip = 1, delim = '{delimiter}',
                 timestampformat = '{pattern}',
                 columns = {{'column0': 'timestamp', 'column1': 'int', 'column2': 'int',
                            'column3': 'bigint'}})"""


if __name__ == "__main__":
    print(f"{compare(sys.argv[1], sys.argv[2:])} cells of {len(QUERIES)} analyses are the same in SQL")
