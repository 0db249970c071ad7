#!/usr/bin/env python3
"""What a spreadsheet makes of an exported CSV: LibreOffice opens it, and every cell has to be what the case says.

    python3 tests/spreadsheet/libreoffice.py PROGRAM

Chinese, leading zeros, quotes, and what looks like a formula must be text; numbers must be numbers; nothing is a formula.
"""
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
NOW = "2026-11-22T09:00:00+08:00"
# What a customer may write, and what the cell has to show.
TITLES = [
    ("酸奶里喝出苍蝇", "酸奶里喝出苍蝇"),
    ("=1+1", "'=1+1"),
    ("+1+1", "'+1+1"),
    ("-1+1", "'-1+1"),
    ("@SUM(A1:A9)", "'@SUM(A1:A9)"),
    ('=HYPERLINK("http://example.com","看")', '\'=HYPERLINK("http://example.com","看")'),
    ("＝1+1", "'＝1+1"),
    ("007", "'007"),
    ("00123,45", "'00123,45"),
    ("3-4", "'3-4"),
    ("6222020000000000001", "'6222020000000000001"),
    ('他说 "不", 就走了', '他说 "不", 就走了'),
    ("1e5", "'1e5"),
    ("=1+1;=2", "'=1+1;=2"),
    ("第一行\n=1+1", "第一行 =1+1"),
]


def run(*command, cwd, env=None):
    ran = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if ran.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit {ran.returncode}\n{ran.stdout}{ran.stderr}")
    return ran.stdout


def cells(ods):
    """The rows of the first sheet: each cell as (type, text, formula)."""
    root = xml.fromstring(zipfile.ZipFile(ods).read("content.xml"))
    for row in root.iter(f"{{{TABLE}}}table-row"):
        out = []
        for cell in row.iter(f"{{{TABLE}}}table-cell"):
            text = "\n".join("".join(p.itertext()) for p in cell.iter(f"{{{TEXT}}}p"))
            one = (cell.get(f"{{{OFFICE}}}value-type"), text, cell.get(f"{{{TABLE}}}formula"))
            out += [one] * min(int(cell.get(f"{{{TABLE}}}number-columns-repeated", 1)), 200)
        yield out


def opened(folder, csv):
    """The rows of the sheet as whoever double-clicks the file gets them: by the name of their column."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    # 44: comma; 34: quote; 76: UTF-8; from line 1, every column as the program takes it.
    run("soffice", profile, "--headless", "--infilter=CSV:44,34,76,1", "--convert-to", "ods", "--outdir", folder, csv,
        cwd=folder, env=os.environ | {"HOME": folder})
    rows = list(cells(os.path.join(folder, os.path.splitext(os.path.basename(csv))[0] + ".ods")))
    head = [text for _, text, _ in rows[0]]
    return [dict(zip(head, row)) for row in rows[1:] if any(text for _, text, _ in row)]


def main():
    program, wrong = os.path.abspath(sys.argv[1]), []
    with tempfile.TemporaryDirectory() as folder:
        amends = lambda *args: run(program, *args, cwd=folder, env={"AMENDS_BY": "wang"})
        amends("init", "-q", "--time-zone", "Asia/Shanghai")
        wanted = {}
        for n, (title, want) in enumerate(TITLES):
            at = f"2026-11-21T10:{n:02}:00+08:00"
            record = {"title": title, "customer": "李女士", "contact": f"+86 138 0000 00{n:02}", "channel": "phone", "demand": "=2+2", "description": "0010"}
            path = os.path.join(folder, "in.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump(record, file)
            case = amends("open", "-q", "--from", path, "--received", at, "--at", at, "--now", NOW).strip()
            wanted[case] = (title, want)
        csv = os.path.join(folder, "cases.csv")
        amends("export", "--reveal", "-o", csv, "--now", NOW)
        first = open(csv, "rb").read(3)
        if first != b"\xef\xbb\xbf":
            wrong.append(f"the file begins with {first}")
        rows = opened(folder, csv)
        if {row["case_id"][1] for row in rows} != set(wanted):
            wrong.append(f"{len(rows)} rows: {rows}")
        for row in rows:
            title, want = wanted[row["case_id"][1]]
            formulas = [(name, cell) for name, cell in row.items() if cell[2]]
            if formulas:
                wrong.append(f"{title!r}: formulas {formulas}")
            expected = {"title": want, "demand": "'=2+2", "description": "'0010", "customer": "李女士"}
            for name, text in expected.items():
                if row[name] != ("string", text, None):
                    wrong.append(f"{title!r}: {name} is {row[name]}, not {text!r}")
            numbers = [row[name][:2] for name in ("tier", "cycles", "rounds")]
            if numbers != [("float", "1"), ("float", "1"), ("float", "0")]:
                wrong.append(f"{title!r}: numbers are {numbers}")
        # Without the guard the program does change them, so there is something to guard against.
        amends("export", "--reveal", "--raw", "-o", csv, "--now", NOW)
        if "007" in {row["title"][1] for row in opened(folder, csv)}:
            wrong.append("007 survives without the guard")
    print("\n".join(wrong))
    print(f"{len(TITLES)} rows opened, {len(wrong)} cells differ")
    sys.exit(1 if wrong else 0)


main()
