"""Writes events that a simulator seldom sends, for answers to be compared on.

Usage: hard_cases.py FOLDER

The folder gets a file for each pipeline, to be sent with 'replay', and one in the format 'combined'. Every
line is a valid event, but for those of transactions without a rate.
"""

import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

UNITS = {"temperature": "\u00b0C", "humidity": "%", "pressure": "hPa", "light": "lux"}

# Within the 30 days of sensor_data.
DAY = datetime.now(timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(
    days=2
)


def at(**after):
    return (DAY + timedelta(**after)).isoformat().replace("+00:00", "Z")


def logs():
    def request(second, **fields):
        return {"ts": at(seconds=second), "host": "api.myapp.com", "status": 200, **fields}

    # One address in many spellings, and what is none.
    for number, ip in enumerate(
        ["2001:DB8::1", "2001:db8:0:0:0:0:0:1", "2001:0db8::0001", "192.0.2.1", "::ffff:192.0.2.1"]
        + ["::FFFF:c000:0201", "198.51.100.7", None, "unknown"]
    ):
        yield request(number, host="addresses.example", ip=ip, rt_ms=number)
    # An hour and a host of one request, a host without a single rt_ms, and the ends of each class.
    yield request(3 * 3600, host="ALONE.example", rt_ms=0.001)
    for number, status in enumerate((100, 199, 399, 400, 499, 500, 599)):
        yield request(3600 + number, host="untimed.example", status=status, bytes=2**40)
    for number, status in enumerate((399, 400, 499, 500, 599)):
        yield request(7199.999999 + number / 1e6, host="classes.example", status=status, rt_ms=7.125)
    # Ties on both sides of place 100, and paths that a CSV file must quote.
    for number in range(120):
        for time in range(2 if number < 90 else 1):
            yield request(
                4 * 3600 + number,
                path=f"/tie/{number % 7}/{number:03}",
                rt_ms=number,
                status=200 + time,
            )
    for path in (
        "/a,b",
        '/"quoted"',
        "/two\nlines",
        "/ü",
        "/\U0001f600",
        "/z?q=1",
        "/z?q=2",
        "/\u2028",
        " /blank ",
    ):
        for _ in range(3):
            yield request(5 * 3600, path=path, rt_ms=1)
    # A percentile that falls between two values, of many.
    for number in range(20_002):
        yield request(
            9 * 3600 + number / 10, host="many.example", rt_ms=round(number * 0.317, 3), path="/many"
        )


def combined():
    day = DAY.strftime("%d/%b/%Y")
    yield f'192.0.2.1 - - [{day}:23:59:59 +0000] "GET /a?b=c HTTP/1.1" 503 17 "-" "curl/8.0"'
    yield f'192.0.2.1 - - [{day}:23:59:59 -0100] "GET /a?b=c HTTP/1.1" 404 - "-" "-"'
    yield f'2001:db8::5 - - [{day}:12:00:00 +0000] "\\x16\\x03\\x01" 400 157 "-" "-"'
    yield f'2001:db8::5 - - [{day}:12:00:00 +0000] "" 400 0 "-" "-"'


def iot():
    def reading(hour, sensor, kind, value, **fields):
        fields = {
            "timestamp": at(hours=hour),
            "location": "Tangier-Port",
            "is_anomaly": False,
        } | fields
        return {
            "sensor_id": sensor,
            "sensor_type": kind,
            "value": value,
            "unit": UNITS[kind],
            **fields,
        }

    # The ends of what is normal, and what rounds to them.
    ends = {
        "temperature": (15, 35),
        "humidity": (40, 90),
        "pressure": (980, 1030),
        "light": (0, 100_000),
    }
    for kind, (low, high) in ends.items():
        for number, value in enumerate(
            (low, high, low + 0.0005, high - 0.0005, high + 0.0004, high + 0.0005)
        ):
            yield reading(number / 60, "EDGE_1", kind, value, battery_level=30)
        yield reading(0.5, "EDGE_1", kind, high + 0.0015, is_anomaly=True, battery_level=29.999)
        if kind != "light":
            yield reading(0.6, "EDGE_1", kind, low - 0.001, is_anomaly=True)
    # Flags that say nothing, or something else.
    for number, flag in enumerate((None, True, False, None)):
        yield reading(1 + number / 60, "FLAGS_1", "humidity", 50 + 45 * (number % 2), is_anomaly=flag)
    # More than half the same, so that their spread is 0, and one that is not; just over and under 6 MAD.
    for number, value in enumerate((20, 20, 20, 20, 20, 20.001, 25)):
        yield reading(2 + number / 60, "STILL_1", "temperature", value)
    for number, value in enumerate((5.999, 6, 11, 11, 12, 12, 12, 13, 13, 18, 18.001)):
        yield reading(3 + number / 60, "SPREAD_1", "light", value)
    for number, value in enumerate((50, 50.5, 51, 51.5, 52, 52.5, 57.75, 57.751)):
        yield reading(3 + number / 60, "SPREAD_2", "humidity", value)
    # A sensor that has moved, came late, was replaced, and said two things of one moment.
    yield reading(6, "MOVED_1", "pressure", 1000, location="Tangier-Centre", battery_level=3)
    yield reading(5, "MOVED_1", "pressure", 1001, battery_level=99)
    yield reading(6, "MOVED_1", "pressure", 1002, location="Tangier-Aeroport", battery_level=100)
    yield reading(7, "MOVED_1", "pressure", 1003, location="Tangier-Universite")
    # A place of its own: hours in which a kind has no reading, or none that is normal.
    for hour in range(12):
        yield reading(hour, "FAR_1", "temperature", 20 + hour % 5, location="Far")
        if hour % 3:
            yield reading(hour, "FAR_1", "humidity", 95 if hour == 4 else 60 - hour, location="Far")
        if hour < 2:
            yield reading(hour, "FAR_1", "light", 7, location="Far")


def environment():
    def reading(minute, sensor, **fields):
        measures = {
            "temperature": 21,
            "humidity": 50,
            "co2": 600,
            "pressure": 1000,
            "battery_level": 80,
        }
        base = {
            "sensor_id": sensor,
            "timestamp": at(minutes=minute),
            "status": "OK",
            "site": "Tangier",
        }
        return base | measures | fields

    absent = dict.fromkeys(("temperature", "humidity", "co2", "pressure", "battery_level"))
    # Faults with measures, with some, and with none; a day with nothing else.
    for minute in range(10):
        yield reading(minute, "ENV-91", temperature=20 + minute / 8, co2=700 + minute * minute)
    yield reading(10, "ENV-91", status="FAULT", temperature=-10)
    yield reading(11, "ENV-91", status="FAULT", **absent | {"humidity": 51.115})
    yield reading(12, "ENV-91", status="FAULT", **absent)
    for minute in range(3):
        yield reading(minute - 20 * 24 * 60, "ENV-92", status="FAULT", **absent)
    # A sensor that has moved, late and double; the first and last moment of an hour and of a day.
    yield reading(60, "ENV-93", site="Rabat", battery_level=70)
    yield reading(30, "ENV-93", battery_level=60)
    yield reading(60, "ENV-93", site="Rabat", battery_level=71)
    for minute in (119.99999998, 120, 1439.99999998, 1440):
        yield reading(minute, "ENV-94", site="Casablanca", temperature=minute / 100)
    # Each alert's ends: none at them, one beyond.
    for number, fields in enumerate(
        [
            {"temperature": 5},
            {"temperature": 40},
            {"co2": 1000},
            {"battery_level": 20},
            {"humidity": 20},
        ]
        + [
            {"humidity": 80},
            {"co2": 2000},
            {"temperature": 40.01},
            {"temperature": 4.99},
            {"co2": 2000.01},
        ]
        + [{"co2": 1000.01}, {"battery_level": 19.99}, {"humidity": 19.99}, {"humidity": 80.01}]
    ):
        yield reading(200 + number, f"ENV-{100 + number}", **fields)


def transactions():
    numbers = iter(range(10**15, 2 * 10**15))

    def payment(time, montant, devise="EUR"):
        return {
            "transaction_id": next(numbers),
            "montant": montant,
            "devise": devise,
            "timestamp": time,
        }

    # Midnight in Paris, in winter and in summer, and around both changes of the clock.
    for time in (
        [
            "2026-01-14T22:59:59.999999Z",
            "2026-01-14T23:00:00Z",
            "2026-07-14T21:59:59.999999Z",
            "2026-07-14T22:00:00Z",
        ]
        + [
            "2026-03-29T00:59:59.999999Z",
            "2026-03-29T01:00:00Z",
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:30:00Z",
        ]
        + [
            "2026-03-28T23:00:00Z",
            "2026-03-29T22:00:00Z",
            "2026-10-24T22:00:00Z",
            "2026-10-25T23:00:00Z",
        ]
    ):
        for devise in ("EUR", "USD", "GBP", "MAD", "JPY"):
            yield payment(time, 1234.5678, devise)
    # Ties, and what rounds to the even cent.
    for montant in (
        0.0001,
        0.005,
        0.0051,
        0.015,
        0.025,
        10**12,
        999_999_999_999.9999,
        10_000,
        10_000.01,
    ):
        yield payment("2026-05-05T12:00:00Z", montant)
    for number in range(60):
        yield payment(f"2026-05-06T12:00:{number:02}Z", 5_000)
    twice = payment("2026-05-06T12:30:00Z", 17.5, "GBP")
    yield from (twice, twice, twice | {"montant": 18})
    # No rate: of a currency that has none, and before the first of one that has.
    yield payment("2026-05-06T12:30:00Z", 17.5, "CHF")
    yield payment("2024-12-26T12:00:00Z", 17.5, "USD")
    yield payment("2024-12-26T12:00:00Z", 17.5)


if __name__ == "__main__":
    for events in (logs, iot, environment, transactions):
        with open(Path(sys.argv[1]) / f"{events.__name__}.jsonl", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(event, ensure_ascii=False) + "\n" for event in events())
    Path(sys.argv[1], "access.log").write_text(
        "".join(f"{line}\n" for line in combined()), encoding="utf-8"
    )
