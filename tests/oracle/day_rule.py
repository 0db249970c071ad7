#!/usr/bin/env python3
"""The day rule a second time, from the text of the design alone: 1,000 random cases, and `overdue` must agree.

    python3 tests/oracle/day_rule.py PROGRAM [SEED]

It shares nothing with the program: dates of Python's standard library, one loop over the days (rules F1 to F7).
"""
import json
import os
import random
import subprocess
import sys
import tempfile
from datetime import date, datetime, time, timedelta, timezone

ZONE = timezone(timedelta(hours=8))
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
OFF = {date(2026, 10, d) for d in range(1, 8)}
WORK = {date(2026, 9, 20), date(2026, 10, 10)}
CALENDAR = "years = [2026]\n[[off]]\nfrom = 2026-10-01\nto = 2026-10-07\n" + "".join(f"[[work]]\nday = {d}\n" for d in sorted(WORK))
# (days between feedbacks, which days, cutoff)
POLICIES = [(1, "all", time(18)), (1, "working", time(18)), (3, "working", time(17, 30)), (2, "all", time(9))]
CASES, MOMENTS = 250, 12


def is_feedback_day(day, days):
    return days == "all" or day in WORK or (day.weekday() < 5 and day not in OFF)


def level(missed):
    return "breach" if missed >= 3 else "critical" if missed == 2 else "late"


def expected(case, now, policy):
    """The row of a case at a moment: kind, level, missed, due; None where there is none."""
    every, days, cutoff_time = policy
    cutoff = lambda day: datetime.combine(day, cutoff_time, ZONE)
    if case["received"] > now or case["anonymous"]:
        return None
    past = sorted((e for e in case["events"] if e["at"] <= now), key=lambda e: e["at"])
    start, is_open = case["received"], True
    for e in past:
        if e["do"] in ("close", "reopen"):
            is_open = e["do"] == "reopen"
            start = e["at"] if is_open else start
    if not is_open:
        return None
    contacts = [e for e in past if e["do"] == "contact" and e["at"] >= start]
    feedback = [e for e in contacts if e["reached"] and not e["auto"] and e["by"] != "system" and (e["dir"] == "out" or e["update"])]
    for e in feedback:
        every = e["every"] or every
    wishes = [e for e in contacts if e["reached"] and e["next"]]
    pauses = [e for e in past if e["do"] == "pause" and e["at"] >= start]

    def excused(day):
        # The latest wish that anybody knew of when the day was judged (F5).
        known = [w for w in wishes if w["at"].date() <= day and w["logged"] < cutoff(day)]
        if known and known[-1]["at"].date() < day < min(known[-1]["next"], known[-1]["at"].date() + 14 * DAY):
            return True
        return any(p["at"] <= cutoff(day) < p["until"] for p in pauses)

    def attempted(day):
        # A machine does not try (F1).
        tries = [e["at"] for e in contacts if not e["reached"] and not e["auto"] and e["by"] != "system" and e["at"].date() == day]
        return bool(tries) and max(tries) - min(tries) >= timedelta(hours=4)

    last = max((e["at"] for e in feedback), default=None)
    day = (last or start).date() + every * DAY
    while not is_feedback_day(day, days):
        day += DAY
    streak = []
    while cutoff(day) < now:
        if is_feedback_day(day, days) and not excused(day):
            streak.append(day)
        day += DAY
    missed = sum(not attempted(day) for day in streak)
    if last is None:
        due = start + DAY
        return ("first-response", level(missed), missed, due.isoformat()) if now > due else None
    return ("feedback", level(missed), missed, cutoff(streak[0]).isoformat()) if streak else None


def random_case(rng):
    """A case around National Day; more often than not with something at an edge."""
    edges = [time(0, 0), time(9), time(9, 0, 1), time(17, 30), time(18), time(18, 0, 1), time(23, 59, 59)]

    def moment(first, last):
        clock = rng.choice(edges) if rng.random() < 0.4 else time(rng.randrange(24), rng.randrange(60), rng.randrange(60))
        return datetime.combine(first + rng.randrange((last - first).days + 1) * DAY, clock, ZONE)

    received = moment(date(2026, 9, 17), date(2026, 10, 8))
    events, begin = [], received
    if rng.random() < 0.3:
        close = received + timedelta(seconds=rng.randrange(1, 8 * 86400))
        events.append({"do": "close", "at": close})
        if rng.random() < 0.8:
            begin = close + timedelta(seconds=rng.randrange(1, 5 * 86400))
            events.append({"do": "reopen", "at": begin})
    for _ in range(rng.choice([0, 1, 1, 2, 3, 5, 8])):
        at = max(moment(received.date(), received.date() + 14 * DAY), received)
        out = rng.random() < 0.75
        reached = not out or rng.random() < 0.6
        kind = rng.random()
        events.append({
            "do": "contact", "at": at, "dir": "out" if out else "in", "reached": reached, "update": not out and kind < 0.5,
            "auto": out and kind > 0.9, "by": "system" if out and 0.85 < kind < 0.9 else "wang",
            "next": at.date() + rng.randrange(1, 20) * DAY if reached and rng.random() < 0.25 else None,
            "every": rng.randrange(1, 5) if out and reached and kind < 0.1 else None,
            "logged": at if rng.random() < 0.8 else max(at, moment(at.date(), at.date() + 3 * DAY)),
        })
    for _ in range(rng.choice([0, 0, 1, 2])):
        # Attempts about four hours apart, most of them on the day after something happened.
        after = rng.choice(events)["at"].date() + DAY if events and rng.random() < 0.7 else received.date() + rng.randrange(14) * DAY
        first = max(moment(after, after).replace(hour=rng.randrange(18)), received)
        for at in (first, first + timedelta(hours=4) + rng.choice([-1, 0, 1]) * SECOND):
            events.append({"do": "contact", "at": at, "dir": "out", "reached": False, "update": False, "auto": False,
                           "by": "wang", "next": None, "every": None, "logged": at})
    if rng.random() < 0.3 and (begin == received) == (len(events) == 0 or events[0]["do"] != "close"):
        at = begin + timedelta(seconds=rng.randrange(5 * 86400))
        events.append({"do": "pause", "at": at, "until": max(moment(at.date(), at.date() + 6 * DAY), at + SECOND)})
    rng.shuffle(events)
    return {"received": received, "anonymous": rng.random() < 0.03, "events": events}


def line(n, e, ids):
    keys = {"id": ids[id(e)], "at": e["at"].isoformat(), "by": e.get("by", "wang"), "do": e["do"]}
    if e["do"] == "contact":
        keys |= {"dir": e["dir"], "via": "phone", "reached": str(e["reached"]).lower()}
        keys |= {k: "true" for k in ("update", "auto") if e[k]}
        keys |= {"next": e["next"]} if e["next"] else {}
        keys |= {"every": f'"{e["every"]}d"'} if e["every"] else {}
        keys |= {"logged": e["logged"].isoformat()} if e["logged"] != e["at"] else {}
    elif e["do"] == "pause":
        keys |= {"reason": "agreed-date", "until": e["until"].isoformat()}
    elif e["do"] == "close":
        keys["outcome"] = "goodwill"
    else:
        keys |= {"of": ids["close"], "why": '"again"'}
    return "  - {" + ", ".join(f"{k}: {v}" for k, v in keys.items()) + "}\n"


def write(root, n, case):
    letters = "bcdfghjkmnpqrstvwxz"
    tail = "".join(letters[n // len(letters) ** k % len(letters)] for k in range(5))
    name = f"{case['received'].date()}-{tail}"
    ids = {id(e): f"e{n}" for n, e in enumerate(case["events"], 1)}
    ids |= {"close": ids[id(e)] for e in case["events"] if e["do"] == "close"}
    who = "anonymous: true\n" if case["anonymous"] else "customer: c\ncontact: c\n"
    opened = case["received"].isoformat()
    text = (f"id: {name}\ntitle: t\nreceived: {opened}\nchannel: phone\n{who}demand: d\nplaybook: p@1\ndescription: d\nlog:\n"
            f"  - {{id: e0, at: {opened}, by: wang, do: open, step: s, severity: normal, owner: wang}}\n")
    text += "".join(line(n, e, ids) for n, e in enumerate(case["events"], 1))
    folder = os.path.join(root, "cases", name[:4], name[5:7])
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + ".yaml"), "w", encoding="utf-8") as file:
        file.write(text)
    return name


def main():
    program = os.path.abspath(sys.argv[1])
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20261122)
    wrong, compared, rows_seen = [], 0, {}
    for policy in POLICIES:
        every, days, cutoff = policy
        with tempfile.TemporaryDirectory() as root:
            with open(os.path.join(root, "amends.toml"), "w", encoding="utf-8") as file:
                file.write(f'format = 1\ntime_zone = "Asia/Shanghai"\n[feedback]\nevery = "{every}d"\ndays = "{days}"\ncutoff = "{cutoff:%H:%M}"\n')
            os.makedirs(os.path.join(root, "playbooks"))
            with open(os.path.join(root, "calendar.toml"), "w", encoding="utf-8") as file:
                file.write(CALENDAR)
            with open(os.path.join(root, "playbooks", "p.toml"), "w", encoding="utf-8") as file:
                file.write('id = "p"\nrevision = 1\nname = "P"\nkind = "flow"\n[[step]]\nid = "s"\nname = "S"\nwithin = "52w"\n'
                           '[[step.check]]\nid = "c"\ntext = "C"\n')
            cases = [random_case(rng) for _ in range(CASES)]
            names = [write(root, n, case) for n, case in enumerate(cases)]
            for turn in range(MOMENTS):
                day = date(2026, 9, 22) + rng.randrange(26) * DAY
                clock = [cutoff, (datetime.combine(day, cutoff) + SECOND).time(), time(rng.randrange(24), rng.randrange(60))][turn % 3]
                now = datetime.combine(day, clock, ZONE)
                command = [program, "overdue", "--kind", "first-response,feedback", "--format", "json", "--now", now.isoformat()]
                ran = subprocess.run(command, cwd=root, env={}, capture_output=True, text=True, stdin=subprocess.DEVNULL)
                if ran.returncode != 0:
                    sys.exit(f"exit {ran.returncode}: {ran.stderr}")
                got = {i["case"]: (i["kind"], i["level"], i["missed"], i["due"]) for i in json.loads(ran.stdout)["items"]}
                for name, case in zip(names, cases):
                    wanted = expected(case, now, policy)
                    compared += 1
                    kind = "none" if wanted is None else f"{wanted[0]} {wanted[1]}{' attempted' if wanted[2] == 0 else ''}"
                    rows_seen[kind] = rows_seen.get(kind, 0) + 1
                    if got.get(name) != wanted:
                        path = os.path.join(root, "cases", name[:4], name[5:7], name + ".yaml")
                        wrong.append(f"{policy} at {now}\n  wanted {wanted}\n  got    {got.get(name)}\n{open(path, encoding='utf-8').read()}")
    print("\n".join(wrong[:3]), end="")
    print(f"{CASES * len(POLICIES)} cases, {compared} rows compared, {len(wrong)} differ; {rows_seen}")
    # A comparison of rows that never come would agree too.
    kinds = ("none", "first-response late", "feedback late", "feedback critical", "feedback breach", "feedback late attempted")
    sys.exit(1 if wrong or any(rows_seen.get(kind, 0) < 5 for kind in kinds) else 0)


if __name__ == "__main__":
    main()
