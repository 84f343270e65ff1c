#!/usr/bin/env python3
"""Imports RavenStack by the mappings of examples/ravenstack and reconciles it with the CSV: ravenstack.py CSX [FOLDER]

FOLDER holds the five CSV files; without it the variable CSX_RAVENSTACK names it, else ../shared/data/ravenstack beside the
repository. The sample of the example is always imported; where the whole is not there, that is said.
"""
import collections
import csv
import decimal
import os
import pathlib
import re
import sys

from folder import ROOT, Folder, expect

FILES = [("accounts", "accounts.csv"), ("subscriptions", "subscriptions.csv"), ("support-tickets", "support_tickets.csv"),
         ("churn-events", "churn_events.csv"), ("feature-usage", "feature_usage.csv")]


def whole_folder():
    places = [sys.argv[2]] if len(sys.argv) > 2 else []
    places += [os.environ["CSX_RAVENSTACK"]] if "CSX_RAVENSTACK" in os.environ else []
    # A worktree lies one folder deeper than the repository.
    places += [above / "shared/data/ravenstack" for above in (ROOT.parent, ROOT.parent.parent)]
    return next((pathlib.Path(place) for place in places if (pathlib.Path(place) / FILES[-1][1]).is_file()), None)


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def expected_rows(tables):
    """What must become of the rows of each file."""
    owners = {row["subscription_id"]: row["account_id"] for row in tables["subscriptions.csv"]}
    months = {(owners[row["subscription_id"]], row["usage_date"][:7]) for row in tables["feature_usage.csv"]}
    rows = {name: {"read": len(tables[name]), "created": len(tables[name])} for _, name in FILES}
    rows["feature_usage.csv"].update(created=len(months), grouped=len(tables["feature_usage.csv"]) - len(months))
    return rows


def entries(folder, kind):
    """The entries of a type, as csx reads them."""
    return [entry for journal in folder.records("journal") for entry in journal["entries"] if entry["type"] == kind]


def reconcile(folder, tables):
    """Everything that the mappings take, record by record."""
    accounts = {each["id"]: each for each in folder.records("account")}
    expect(set(accounts) == {slug(row["account_id"]) for row in tables["accounts.csv"]}, "accounts are those of the CSV")
    for row in tables["accounts.csv"]:
        account = accounts[slug(row["account_id"])]
        said = (account["name"], account["segment"], account["tier"], account["lead_source"], account["profile"]["location"])
        expect(said == (row["account_name"], slug(row["industry"]), slug(row["plan_tier"]), row["referral_source"],
                        row["country"]), f"account {said} is that of {row}")
    there = {(account["id"], each["id"]): each for account in accounts.values() for each in account.get("subscriptions", [])}
    expect(len(there) == len(tables["subscriptions.csv"]), "subscriptions are as many as in the CSV")
    total = decimal.Decimal(0)
    for row in tables["subscriptions.csv"]:
        each = there[slug(row["account_id"]), slug(row["subscription_id"])]
        total += decimal.Decimal(each["mrr"].split()[0])
        said = (decimal.Decimal(each["mrr"].split()[0]), each["start_on"], each.get("end_on", ""), each["plan"], each["trial"])
        expect(said == (decimal.Decimal(row["mrr_amount"]), row["start_date"], row["end_date"], row["plan_tier"],
                        row["is_trial"].lower()), f"subscription {said} is that of {row}")
    expect(total == sum(decimal.Decimal(row["mrr_amount"]) for row in tables["subscriptions.csv"]), "MRR adds up")
    tickets = {each["id"]: each for each in entries(folder, "ticket")}
    expect(len(tickets) == len(tables["support_tickets.csv"]), "tickets are as many as in the CSV")
    for row in tables["support_tickets.csv"]:
        each = tickets[slug(row["ticket_id"])]
        minutes = int(row["first_response_time_minutes"])
        day, hour = row["closed_at"].split(" ")
        closed = f"{day}T{hour.zfill(5)}:00"
        said = (each["account"], each["at"], each["first_response_at"], each["resolved"], str(each.get("csat", "")))
        expect(said == (slug(row["account_id"]), f"{row['submitted_at']}T00:00:00",
                        f"{row['submitted_at']}T{minutes // 60:02}:{minutes % 60:02}:00", [closed], row["satisfaction_score"]),
               f"ticket {said} is that of {row}")
    events = {each["id"]: each for each in entries(folder, "churn-event")}
    expect(len(events) == len(tables["churn_events.csv"]), "churn events are as many as in the CSV")
    for row in tables["churn_events.csv"]:
        each = events[slug(row["churn_event_id"])]
        said = (each["account"], each["at"], each["reason"], each.get("comment", ""))
        expect(said == (slug(row["account_id"]), row["churn_date"], row["reason_code"], row["feedback_text"]),
               f"churn event {said} is that of {row}")
    owners = {row["subscription_id"]: slug(row["account_id"]) for row in tables["subscriptions.csv"]}
    use = collections.defaultdict(collections.Counter)
    for row in tables["feature_usage.csv"]:
        use[owners[row["subscription_id"]], row["usage_date"][:7]][row["feature_name"]] += int(row["usage_count"])
    found = {(each["account"], each["period"]): {name: int(count) for name, count in each["features"].items()}
             for each in entries(folder, "usage")}
    expect(found == {key: dict(counts) for key, counts in use.items()}, "use of features adds up by account and month")


def import_at_once(folder, source):
    return folder.imported(*(f"{mapping}={source / name}" for mapping, name in FILES))


def import_each(folder, source):
    return {name: folder.imported(mapping, source / name) for mapping, name in FILES}


def counts(rows):
    return {name: count for name, count in rows.items() if count}


def check_import(csx, source):
    tables = {name: read(source / name) for _, name in FILES}
    expected = expected_rows(tables)
    apart = Folder(csx, "ravenstack")
    apart.check()
    for name, answer in import_each(apart, source).items():
        expect(counts(answer["import"]["rows"]) == expected[name], f"{name}: {answer['import']['rows']}, expected {expected[name]}")
        expect(answer["commit"], f"{name}: a commit")
    apart.check()
    reconcile(apart, tables)
    together = Folder(csx, "ravenstack")
    answer = import_at_once(together, source)
    rows = [counts(each["rows"]) for each in answer["import"]["mappings"]]
    expect(rows == [expected[name] for _, name in FILES], f"at once: {rows}, expected {expected}")
    trees = [folder.git("rev-parse", "HEAD^{tree}") for folder in (apart, together)]
    expect(trees[0] == trees[1], "five imports and one of all make the same files")
    expect(together.git("rev-list", "--count", "HEAD").strip() == "2", "one import is one commit")
    head = together.head()
    for answer in [import_at_once(together, source), *import_each(together, source).values()]:
        expect(answer["commit"] is None and not answer["records"], "a second import changes nothing")
    expect(together.head() == head, "a second import makes no commit")
    change_one(together, source)
    print(f"ok: {sum(row['read'] for row in expected.values())} rows of {source} reconciled, twice the same")


def change_one(folder, source):
    """A changed row changes its own lines."""
    lines = (source / "support_tickets.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    cells = lines[1].split(",")
    cells[5] = "low" if cells[5] != "low" else "high"
    changed = folder.path.parent / "changed.csv"
    changed.write_text("".join([lines[0], ",".join(cells), *lines[2:]]), encoding="utf-8")
    answer = folder.imported("support-tickets", changed)
    expect(answer["import"]["rows"]["changed"] == 1, "one ticket changed")
    gone, come = folder.changed_lines()
    expect(len(gone) == 1 and come == [f"    priority: {cells[5]}"], f"only its line changed: {gone} {come}")
    folder.check()


def main():
    csx = sys.argv[1]
    check_import(csx, ROOT / "examples/ravenstack/sample")
    whole = whole_folder()
    if whole is None:
        print("the whole of RavenStack is not here (CSX_RAVENSTACK names its folder): only the sample was imported")
    else:
        check_import(csx, whole)


if __name__ == "__main__":
    main()
