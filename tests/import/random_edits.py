#!/usr/bin/env python3
"""Whatever happens to a CSV, importing it twice is importing it once: random_edits.py CSX [SEED [ROUNDS]]

Rows of the samples are changed, repeated, broken, left out and put in another order; every import must add up, the second
of the same files must change nothing, and the folder must stay without errors.
"""
import random
import sys

from folder import ROOT, Folder, expect

FILES = [("accounts", "accounts.csv"), ("subscriptions", "subscriptions.csv"), ("support-tickets", "support_tickets.csv"),
         ("churn-events", "churn_events.csv"), ("feature-usage", "feature_usage.csv")]
CELLS = ["", "x", "2024-02-30", "2023-05-05", "2024-12-01 7:00", "TRUE", "-1", "12.5", "urgent", "Pro", "Basic", "EdTech", "\"",
         "a\"b", "=cmd()", "A-10aa01", "S-20bb01", "é", "\udce9", "9" * 20, "yes", "a: b", "[x]", "\"two\nlines\"", "\"a,b\""]


def edit(rng, lines):
    header, rows = lines[0], lines[1:]
    for _ in range(rng.randint(0, 3)):
        if not rows:
            break
        at = rng.randrange(len(rows))
        what = rng.randrange(6)
        if what <= 2:
            cells = rows[at].split(",")
            cells[rng.randrange(len(cells))] = rng.choice(CELLS)
            rows[at] = ",".join(cells)
        elif what == 3:
            rows.append(rows[at])
        elif what == 4:
            del rows[at]
        else:
            rows[at] = rows[at][:rng.randrange(len(rows[at]) + 1)]
    rng.shuffle(rows)
    return [header, *rows]


def main():
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 6
    rng = random.Random(seed)
    folder = Folder(sys.argv[1], "ravenstack")
    source = ROOT / "examples/ravenstack/sample"
    place = folder.path.parent
    rejected = 0
    for turn in range(rounds):
        for mapping, name in FILES:
            lines = (source / name).read_text(encoding="utf-8").splitlines()
            edited = place / f"{turn}-{name}"
            breaks = rng.choice(["\n", "\r\n"])
            text = (rng.choice(["", "\ufeff"]) + breaks.join(edit(rng, lines)) + breaks)
            edited.write_bytes(text.encode("utf-8", "surrogateescape"))
            options = ["--rejected", place / "rejected.csv"]
            answer = folder.imported(mapping, edited, good=(0, 1), options=options)
            expect(answer["written"] or not answer["records"], f"seed {seed}, {edited}: {answer.get('errors')}")
            rejected += answer["import"]["rows"]["rejected"]
            head = folder.head()
            again = folder.imported(mapping, edited, good=(0, 1), options=options)
            expect(not again["records"] and folder.head() == head, f"seed {seed}, {edited}: the second import changes {again['records']}")
            expect(again["import"]["rows"]["rejected"] == answer["import"]["rows"]["rejected"], f"seed {seed}, {edited}: as many rejected")
        folder.check()
    expect(rejected > 0, "some rows are broken")
    print(f"ok: {rounds} rounds, {rejected} rows rejected")


main()
