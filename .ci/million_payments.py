"""Payments of a million amounts whose euros must be, to the cent, what Python's decimal says.

Usage: million_payments.py write FOLDER
       million_payments.py compare (settings come from the environment, as those of bin/crossroads do)

'write' makes two files of payments and two of rates. The first payments are to be sent before the rates
that are loaded take effect, as version 'gaps'; the others after it. They are paid on both sides of midnight
in Paris, of its changes of the clock, of changes of a rate and of its seven days; in the order of their
times, as a table has a folder for each day.
"""

import json
import random
import sys
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import euros
from answers_in_sql import catalog

EACH = 500_000
CURRENCIES = ("EUR", "USD", "GBP", "JPY", "MAD")
LEVELS = {"USD": "1.1", "GBP": "0.85", "JPY": "160", "MAD": "10.6"}
WIDE = ("USD", "JPY", "GBP")
MICROSECOND = timedelta(microseconds=1)


def gapped():
    """Rates with gaps up to and over seven days; some of a form in which amounts can tie."""
    chance = random.Random(7)
    rates = {}
    for currency in LEVELS:
        day = date(2025, 1, 1)
        while day < date(2026, 11, 1):
            level = Decimal(LEVELS[currency]) * chance.randrange(900, 1100) / 1000
            step = chance.choice(
                ("0.0008", "0.0001", "0.00000001", "1") if level > 2 else ("0.0008", "0.00000001")
            )
            rates[currency, day.isoformat()] = (level // Decimal(step) + 1) * Decimal(step)
            day += timedelta(days=chance.choice((1, 1, 1, 2, 3, 7, 8, 9, 12)))
    return rates


def moments(rates):
    """Times on both sides of what matters, within weeks of a change of the clock, in their order."""
    days = {
        date.fromisoformat(day) + timedelta(days=after) for _, day in rates for after in (0, 1, 7, 8)
    }
    found = set()
    for change in (date(2025, 10, 26), date(2026, 3, 29)):
        near = {day for day in days if abs(day - change) < timedelta(weeks=2)}
        for day in near | {change, change + timedelta(days=1)}:
            found.add(datetime.combine(day, time(0), euros.PARIS).astimezone(timezone.utc))
        for half_hours in range(6):
            found.add(
                datetime.combine(change, time(0), timezone.utc) + timedelta(minutes=30 * half_hours)
            )
    return sorted(found | {moment - MICROSECOND for moment in found})


def payments(rates, first):
    """The payments of one file: id, text of the amount, currency and time."""
    chance = random.Random(first)
    times = moments(rates)
    for number in range(EACH):
        currency, moment = chance.choice(CURRENCIES), times[number * len(times) // EACH]
        montant = amount(chance, euros.applies(rates, currency, moment))
        yield first + number, montant, currency, moment


def amount(chance, applied):
    if chance.random() < 0.1 and applied:
        # Exactly between two cents, where the rate lets an amount of four digits be that.
        tie = applied[0] * (25 * chance.randrange(1, 10**6, 2)) / 200
        if tie == round(tie, 4):
            return f"{tie.normalize():f}"
    digits = chance.randrange(5)
    units = max(1, int(10 ** chance.uniform(0, 12 + digits)))
    value = Decimal(units).scaleb(-digits)
    return f"{value:E}" if chance.random() < 0.1 else f"{value:f}"


def write(folder):
    loaded = gapped()
    for name, rates, first in (("before", euros.shipped(), 0), ("after", loaded, EACH)):
        with open(folder / f"{name}.jsonl", "w", encoding="utf-8") as file:
            for number, montant, devise, moment in payments(rates, first):
                stamp = moment.isoformat().replace("+00:00", "Z")
                file.write(
                    f'{{"transaction_id":{number},"montant":{montant},"devise":"{devise}","timestamp":"{stamp}"}}\n'
                )
    days = sorted({day for currency, day in loaded if currency in WIDE}, reverse=True)
    with open(folder / "wide.csv", "w", encoding="utf-8") as file:
        file.write("Date," + ",".join(WIDE) + ",\n")
        for number, day in enumerate(days):
            none = ("N/A", "")[number % 2]
            file.write(
                ",".join([day] + [f"{loaded.get((currency, day), none)}" for currency in WIDE])
                + ",\n"
            )
    with open(folder / "long.csv", "w", encoding="utf-8") as file:
        file.write("date,currency,rate\n")
        file.writelines(
            f"{day},{currency},{rate}\n"
            for (currency, day), rate in loaded.items()
            if currency == "MAD"
        )


def compare(archive, rejected):
    """Ends the program where an amount differs."""
    found = dict(
        zip(
            archive["transaction_id"].to_pylist(),
            zip(*(archive[name].to_pylist() for name in COLUMNS)),
        )
    )
    reasons = {
        json.loads(value)["transaction_id"]: reason
        for value, reason in zip(rejected["raw_value"].to_pylist(), rejected["reason"].to_pylist())
    }
    ties = 0
    for version, rates, first in (("sample", euros.shipped(), 0), ("gaps", gapped(), EACH)):
        for number, montant, devise, moment in payments(rates, first):
            applied = euros.applies(rates, devise, moment)
            if applied is None:
                check(number, reasons.get(number), "unknown_reference")
                continue
            rate, day = applied
            euro = euros.convert(Decimal(montant), rate)
            ties += abs(euro * rate - Decimal(montant)) * 200 == rate
            local = moment.astimezone(euros.PARIS).isoformat()
            check(
                number,
                found.get(number),
                (Decimal(montant), devise, moment, euro, rate, day, version, local),
            )
    if len(found) + len(reasons) != 2 * EACH or archive.num_rows + rejected.num_rows != 2 * EACH:
        sys.exit(
            f"error: {archive.num_rows} payments archived and {rejected.num_rows} rejected, of {2 * EACH}"
        )
    print(
        f"ok: {len(found)} amounts in {len(CURRENCIES)} currencies are to the cent what decimal says, "
        f"{ties} of them exactly between two cents; {len(reasons)} without a rate are rejected"
    )


COLUMNS = (
    "montant",
    "devise",
    "timestamp",
    "amount_eur",
    "rate",
    "rate_date",
    "rate_version",
    "time_local",
)


def check(number, found, wanted):
    if found != wanted:
        sys.exit(f"error: payment {number}: {found}, not {wanted}")


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]))
    else:
        tables = [
            catalog().load_table(f"transactions.{name}") for name in ("amounts", "amounts_rejected")
        ]
        compare(*(table.scan().to_arrow() for table in tables))
