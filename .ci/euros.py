"""What a payment is in euros, by the shipped rates: said again with Python's decimal."""

import csv
from datetime import timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

RATES = (
    Path(__file__).parents[1] / "pipelines/src/main/resources/io/crossroads/pipelines/transactions"
)
PARIS = ZoneInfo("Europe/Paris")
CENT = Decimal("0.01")
# Digits of the division: a quotient of 17 digits by 18 that is no tie differs from one before digit 40.
DIVISION = Context(prec=60)


def shipped():
    """Rates by currency and date, as text."""
    rates = {}
    with open(RATES / "sample-rates-wide.csv", encoding="utf-8") as wide:
        for row in csv.DictReader(wide):
            for currency, rate in row.items():
                if currency not in ("Date", "", None) and rate not in ("N/A", ""):
                    rates[currency, row["Date"]] = Decimal(rate)
    with open(RATES / "sample-rates-long.csv", encoding="utf-8") as long:
        for row in csv.DictReader(long):
            rates[row["currency"], row["date"]] = Decimal(row["rate"])
    return rates


def applies(rates, currency, time):
    """The rate of a payment and its date; none where the seven days before it have none."""
    day = time.astimezone(PARIS).date()
    if currency == "EUR":
        return Decimal(1), day
    for age in range(8):
        date = day - timedelta(days=age)
        rate = rates.get((currency, date.isoformat()))
        if rate is not None:
            return rate, date
    return None


def convert(amount, rate):
    return DIVISION.divide(amount, rate).quantize(CENT, ROUND_HALF_EVEN, DIVISION)
