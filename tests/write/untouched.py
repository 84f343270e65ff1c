#!/usr/bin/env python3
"""What somebody else staged or edited survives every writing command bit for bit: untouched.py CSX FOLDER.

The table names every command that writes records: one that is missing there fails.
"""
import sys

from commands import COMMANDS, without_row
from repository import Repository, scratch


def faults_of(repository, name, command):
    """Runs one command in each of the ways it writes; it is committed only in the last."""
    found = []
    others, before = repository.others(), repository.state()

    def is_as(what, wanted, is_now):
        if is_now != wanted:
            found.append(f"{name}{what}: {is_now}, wanted {wanted}")

    repository.must(*command, "--dry-run")
    is_as(" --dry-run", before, repository.state())
    repository.must(*command, "--no-commit")
    is_as(" --no-commit: others", others, repository.others())
    is_as(" --no-commit: HEAD", before["head"], repository.head())
    is_as(" --no-commit: index", before["index"], repository.git("ls-files", "--stage"))
    if repository.files() == before["files"]:
        found.append(f"{name} --no-commit changes no file")
    repository.git("restore", "--", ".", ":!others")
    repository.git("clean", "--quiet", "--force", "-d", "--", ".", ":!others")
    is_as(" taken back", before, repository.state())
    repository.must(*command)
    is_as(": others", others, repository.others())
    is_as(": parent", before["head"], repository.git("rev-parse", "HEAD~1").strip())
    is_as(": rest of the index", "", repository.git("status", "--porcelain", "--", ":!others"))
    touched = repository.git("diff", "--name-only", "HEAD~1", "HEAD").split()
    if not touched or any(path.startswith("others") for path in touched):
        found.append(f"{name}: the commit holds {touched}")
    return found + repository.faults()


def main():
    csx, fixture = sys.argv[1:3]
    with scratch("untouched") as top:
        repository = Repository(top, csx, fixture)
        repository.dirty()
        faults = [f"csx {name} writes and has no row in commands.py" for name in without_row(repository)]
        for name, command in COMMANDS:
            faults += faults_of(repository, name, command)
    for fault in faults:
        print(fault)
    print(f"{len(COMMANDS)} commands, each shown, written, committed; {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
