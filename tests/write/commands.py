"""Every writing command once, in an order in which each is allowed, for the folder tests/data/cli/handoff."""

import pathlib

HOLIDAYS = pathlib.Path(__file__).resolve().parents[1] / "fuzz/corpus/ical/yearly.ics"
# More files than are written one after the other.
MANY = pathlib.Path(__file__).resolve().parent / "data"
COMMANDS = [
    ("new", ["new", "account", "nova", "name=Nova", "segment=mid-market"]),
    ("set", ["set", "account/boreal", "lead_source=referral"]),
    ("add", ["add", "account/cometa", "milestones", "title=First month"]),
    ("log", ["log", "touchpoint", "aurora", "channel=call", "by=carla", "--when", "2026-03-09T10:00:00-03:00"]),
    ("clock exclude", ["clock", "exclude", "handoff/2026-03-boreal", "handoff-submitted", "--why", "The system was down",
                       "--by", "ana", "--when", "2026-03-03"]),
    ("unset", ["unset", "account/boreal", "lead_source"]),
    ("undo", ["undo"]),
    ("handoff open", ["handoff", "open", "cometa", "--type", "cs-to-support", "--by", "carla", "--when", "2026-03-07"]),
    ("handoff cancel", ["handoff", "cancel", "2026-03-cometa", "--by", "carla", "--reason", "not needed"]),
    ("handoff submit", ["handoff", "submit", "2026-03-aurora", "--when", "2026-03-03T17:40:00-03:00"]),
    ("handoff return", ["handoff", "return", "2026-03-aurora", "--by", "carla", "--reason", "wrong-information",
                        "--fields", "context.objectives", "--when", "2026-03-04T09:30:00-03:00"]),
    ("handoff submit", ["handoff", "submit", "2026-03-aurora", "--when", "2026-03-04T15:00:00-03:00"]),
    ("handoff accept", ["handoff", "accept", "2026-03-aurora", "--by", "carla", "--when", "2026-03-04T16:10:00-03:00"]),
    ("handoff introduce", ["handoff", "introduce", "2026-03-aurora", "--by", "carla", "--how", "a call",
                           "--when", "2026-03-05"]),
    ("handoff kickoff", ["handoff", "kickoff", "2026-03-aurora", "--by", "carla", "--participants", "Maria, Carla",
                         "--when", "2026-03-09T14:00:00-03:00"]),
    ("handoff hold", ["handoff", "hold", "2026-03-aurora", "--by", "carla", "--reason", "holidays",
                      "--when", "2026-03-20"]),
    ("handoff resume", ["handoff", "resume", "2026-03-aurora", "--by", "carla", "--when", "2026-04-01"]),
    ("handoff activate", ["handoff", "activate", "2026-03-aurora", "--by", "carla", "--when", "2026-04-08"]),
    ("handoff complete", ["handoff", "complete", "2026-03-aurora", "--by", "carla", "--when", "2026-04-24"]),
    ("rename", ["rename", "account/aurora", "padaria-aurora"]),
    ("opinion add", ["opinion", "add", "sales-cs", "Rework waits for days", "--by", "carla", "--when", "2026-05-20"]),
    ("opinion answer", ["opinion", "answer", "2026-05-20-carla-rework-waits-for", "It has a clock now", "--status",
                        "clarified"]),
    ("audit run", ["audit", "run", "--period", "2026-04", "--allow-errors"]),
    ("agreement release", ["agreement", "release", "sales-cs", "--from", "2026-10-01", "--why", "Rework"]),
    ("agreement approve", ["agreement", "approve", "sales-cs", "--by", "ana"]),
    ("new", ["new", "calendar", "br", "timezone=America/Sao_Paulo", 'hours={mon: ["09:00-18:00"]}']),
    ("import", ["import", str(MANY / "accounts.yaml"), str(MANY / "accounts.csv")]),
    ("import calendar", ["import", "calendar", str(HOLIDAYS), "--calendar", "br"]),
]


def without_row(repository):
    """Names of the commands that offer --no-commit, which is every one that writes records, and are not above."""
    def said(*words):
        return repository.run([repository.csx_path, *words]).stdout
    nouns = [line.split("\t")[0] for line in said("__complete", "").splitlines()]
    writing = []
    for noun in nouns:
        # Help of a noun is that of each of its commands: "csx handoff open: begin …".
        for each in ("\n" + said("help", noun)).split("\ncsx ")[1:]:
            writing += [each.split(":")[0]] if "--no-commit" in each else []
    if len(writing) < 10:
        raise RuntimeError(f"only {writing} seem to write")
    return sorted(set(writing) - {name for name, _ in COMMANDS})
