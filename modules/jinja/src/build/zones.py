"""Writes the time zones that templates see, from the IANA data that the installed pytz carries.

Run with the Python of the oracle: zones.py src/main/resources/dev/bailey/jinja/value/zones.gz
One line for each zone, sorted by name, fields separated by tabs:
  name, "c" for a common one or "-", then either
  "=" and the zone whose data it shares, or
  its offsets as seconds/dst/abbreviation separated by blanks, and the changes in base 36 as
  "delta:offset" separated by blanks (delta in seconds since the change before; the first
  offset holds from the beginning of time and has no delta).
"""

import gzip
import sys
from datetime import datetime

import pytz

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(number):
    if number < 0:
        return "-" + base36(-number)
    text = ""
    while True:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
        if not number:
            return text


def data(zone):
    if not hasattr(zone, "_utc_transition_times"):
        offset = int(zone.utcoffset(None).total_seconds())
        return f"{offset}/0/{zone.tzname(None)}\t"
    offsets, changes, before = [], [], 0
    for moment, info in zip(zone._utc_transition_times, zone._transition_info):
        entry = "%d/%d/%s" % (info[0].total_seconds(), info[1].total_seconds(), info[2])
        if entry not in offsets:
            offsets.append(entry)
        index = base36(offsets.index(entry))
        if moment == datetime.min:
            changes.append(":" + index)
        else:
            seconds = int((moment - datetime(1970, 1, 1)).total_seconds())
            changes.append(base36(seconds - before) + ":" + index)
            before = seconds
    return " ".join(offsets) + "\t" + " ".join(changes)


def main(target):
    seen, lines = {}, []
    common = set(pytz.common_timezones)
    for name in sorted(pytz.all_timezones):
        mark = "c" if name in common else "-"
        text = "UTC" if name == "UTC" else data(pytz.timezone(name))
        shared = seen.setdefault(text, name)
        lines.append(f"{name}\t{mark}\t" + (text if shared == name else "=" + shared))
    packed = gzip.compress("\n".join(lines).encode("ascii"), 9, mtime=0)
    with open(target, "wb") as file:
        file.write(packed)
    print(len(lines), "zones,", len(packed), "bytes, IANA", pytz.OLSON_VERSION)


main(sys.argv[1])
