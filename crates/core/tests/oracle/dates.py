"""The dates of the rules by Python's own calendar.

Writes what Python's datetime gives for every day of the 400-year cycle 2000-01-01..2399-12-31 and every step below: for each step the CRC-32 of
all 146,097 results (each as ISO text and a line feed), and every 97th day with its results in full. `dates.txt` is what it wrote;
`cargo xtask prove` runs it again and compares.
"""

import calendar
import zlib
from datetime import date, timedelta

FIRST, LAST = date(2000, 1, 1), date(2399, 12, 31)

# The steps that shipped programmes use, the ones that follow from them (a lapse is the day after a window's last), and months that end
# on each of the four lengths.
STEPS = [
    ("years", 1),
    ("days", 1),
    ("days", 30),
    ("days", 31),
    ("days", -15),
    ("days", 23),
    ("days", 365),
    ("days", 7),
    ("days", -90),
    ("days", 90),
    ("months", 1),
    ("months", 18),
    ("months", -1),
]


def years_later(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months_later(day, months):
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def later(day, unit, count):
    if unit == "days":
        return day + timedelta(days=count)
    if unit == "months":
        return months_later(day, count)
    return years_later(day, count)


def main():
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    columns = [[later(day, unit, count).isoformat() for day in days] for unit, count in STEPS]
    print(f"days {FIRST} {LAST} {len(days)}")
    for (unit, count), results in zip(STEPS, columns):
        digest = zlib.crc32("".join(result + "\n" for result in results).encode())
        print(f"step {unit} {count:+d} crc32 {digest:08x}")
    for number in range(0, len(days), 97):
        print(days[number].isoformat(), *(results[number] for results in columns))


if __name__ == "__main__":
    main()
