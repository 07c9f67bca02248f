"""Writes the named character references of HTML, from the table that Python carries.

Run with the Python of the oracle: entities.py src/main/resources/dev/bailey/jinja/value/entities.gz
One line for each name, sorted, as "name=text"; names end with a semicolon unless HTML lets them
go without. The file is always the same for the same Python.
"""

import gzip
import html.entities
import sys

lines = "".join("%s=%s\n" % (k, v) for k, v in sorted(html.entities.html5.items()) if v != "\n")
with open(sys.argv[1], "wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as packed:
    packed.write(lines.encode("utf-8"))
