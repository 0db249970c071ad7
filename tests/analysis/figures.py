#!/usr/bin/env python3
"""The queries of docs/analysis.md over an export, held against what `report` and `overdue` print.

    python3 tests/analysis/figures.py PROGRAM [SEED]

Every ```sql block of the page is run as it stands, in DuckDB: over the sample workspace and over random ones with
reopened, paused, anonymous and closed cases, as they stood at several moments, for several periods.
"""
import decimal
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta

import duckdb

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(HOME, "tests", "oracle"))
import day_rule  # noqa: E402: random cases, written as files

PAGE = open(os.path.join(HOME, "docs", "analysis.md"), encoding="utf-8").read()
BLOCKS = re.findall(r"^```sql ?(\w*)\n(.*?)^```", PAGE, re.S | re.M)
NAMED = {name: text for name, text in BLOCKS if name}
FIGURES = ("flow", "first_response", "feedback")
compared, wrong = 0, []


def run(program, root, *args):
    command = [program, "-C", root, *args]
    ran = subprocess.run(command, env={}, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if ran.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit {ran.returncode}: {ran.stderr}")
    return ran.stdout


def statements(text):
    return [part for part in re.sub(r"--.*", "", text).split(";") if part.strip()]


def rows(base, text):
    """The rows of the last statement, as JSON has such values."""
    for statement in statements(text):
        result = base.execute(statement)
    plain = lambda v: float(v) if isinstance(v, (decimal.Decimal, float)) else v
    return [dict(zip([d[0] for d in result.description], map(plain, row))) for row in result.fetchall()]


def same(where, got, wanted):
    global compared
    compared += 1
    if got != wanted and not (isinstance(got, float) and wanted is not None and got == float(wanted)):
        wrong.append(f"{where}: SQL {got}, report {wanted}")


def compare(program, root, now, periods):
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        run(program, root, "export", "all", "--raw", "-q", "-o", os.path.join(folder, "export"), "--now", now)
        base = duckdb.connect()
        base.execute(NAMED["schema"])
        base.execute(NAMED["load"])
        base.execute(NAMED["period"])
        for since, until in periods:
            base.execute(f"CREATE OR REPLACE VIEW period AS SELECT DATE '{since}' AS since, DATE '{until}' AS until")
            where = f"{os.path.basename(root)} at {now}, {since} to {until}"
            args = ("report", "-f", "json", "--since", str(since), "--until", str(until), "--now", now)
            report = json.loads(run(program, root, *args, "--group-by", "playbook"))
            for name in FIGURES:
                [row] = rows(base, NAMED[name])
                for key, value in row.items():
                    same(f"{where}: {name}.{key}", value, report["figures"][name][key])
            groups = {g["group"]: g["figures"]["flow"] for g in report["groups"]}
            for row in rows(base, NAMED["groups"]):
                for key in ("received", "closed", "open_at_end"):
                    same(f"{where}: {row['playbook']}.{key}", row[key], groups.get(row["playbook"], {}).get(key))
        lines = {}
        for item in json.loads(run(program, root, "overdue", "-f", "json", "--now", now))["items"]:
            lines[item["level"]] = lines.get(item["level"], 0) + 1
        same(f"{root} at {now}: overdue", {r["level"]: r["lines"] for r in rows(base, NAMED["overdue"])}, lines)
        for name, text in BLOCKS:
            if not name:
                rows(base, text)
        rows(base, NAMED["parquet"])
        for table in ("cases", "cycles", "events", "clocks", "days"):
            [[n, m]] = base.execute(f"SELECT (SELECT count(*) FROM {table}), (SELECT count(*) FROM 'export/{table}.parquet')").fetchall()
            same(f"{where}: rows of {table}.parquet", m, n)
        os.chdir(HOME)


def generated(root, rng, policy, count):
    every, days, cutoff = policy
    put = lambda name, text: open(os.path.join(root, name), "w", encoding="utf-8").write(text)
    os.makedirs(os.path.join(root, "playbooks"))
    put("amends.toml", f'format = 1\ntime_zone = "Asia/Shanghai"\n[feedback]\nevery = "{every}d"\ndays = "{days}"\ncutoff = "{cutoff:%H:%M}"\n')
    put("calendar.toml", day_rule.CALENDAR)
    put("playbooks/p.toml", 'id = "p"\nrevision = 1\nname = "P"\nkind = "flow"\n[[step]]\nid = "s"\nname = "S"\n[[step.check]]\nid = "c"\ntext = "C"\n')
    for n in range(count):
        day_rule.write(root, n, day_rule.random_case(rng))


def main():
    program = os.path.abspath(sys.argv[1])
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20261122)
    with tempfile.TemporaryDirectory() as folder:
        samples = os.path.join(folder, "samples")
        os.makedirs(samples)
        for name in ("cases", "playbooks"):
            shutil.copytree(os.path.join(HOME, name), os.path.join(samples, name))
        for name in ("amends.toml", "calendar.toml"):
            shutil.copy(os.path.join(HOME, name), samples)
        months = [(date(2026, 9, 1), date(2026, 9, 30)), (date(2026, 10, 1), date(2026, 10, 31)), (date(2026, 11, 1), date(2026, 11, 30))]
        year = (date(2026, 1, 1), date(2026, 12, 31))
        for now in ("2026-11-22T09:00:00+08:00", "2026-12-24T18:00:01+08:00"):
            compare(program, samples, now, [*months, year, (date(2026, 11, 19), date(2026, 11, 19))])
        for policy, count in zip(day_rule.POLICIES, (1500, 200, 200, 200)):
            root = os.path.join(folder, f"random-{policy[0]}-{policy[1]}")
            generated(root, rng, policy, count)
            days = [date(2026, 9, 17) + timedelta(days=rng.randrange(30)) for _ in range(4)]
            periods = [year, months[0], months[1], (min(days), max(days)), (days[0], days[0])]
            for now in ("2026-10-03T17:59:59+08:00", "2026-10-20T12:00:00+08:00"):
                compare(program, root, now, periods)
    print("\n".join(wrong[:20]))
    print(f"{compared} figures compared, {len(wrong)} differ")
    # A comparison of nothing would agree too.
    sys.exit(1 if wrong or compared < 1000 else 0)


main()
