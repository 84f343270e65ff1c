#!/usr/bin/env python3
"""Breaks a writing command in each of its steps, one run a step: kills it there, or lets the disk be full there.

Usage: every_step.py DRIVER STEP_BREAKER [--all]   (without --all a full disk is tried in every fourth step only)
Afterwards, and after the next command's recovery, all is as before or as wanted, and nothing is in anybody's way.
"""
import os
import sys

from repository import Repository, scratch

DRIVER, BREAKER = sys.argv[1:3]
# The words of the driver, and what the files hold afterwards.
CASES = {
    "change a file": (["append", "{}", "a/one.yaml", "more"], {"a/one.yaml": "one\nmore\n"}),
    "make files in new folders": (["append", "{}", "new/deep/x.yaml,new/y.yaml", "more"],
                                  {"new/deep/x.yaml": "more\n", "new/y.yaml": "more\n"}),
    "remove files": (["remove", "{}", "a/one.yaml,b/two.yaml"], {"a/one.yaml": None, "b/two.yaml": None}),
    "with hooks": (["append", "{}", "a/one.yaml,b/two.yaml", "more"],
                   {"a/one.yaml": "one\nmore\n", "b/two.yaml": "two\nmore\n"}),
}


def prepare(top, case):
    repository = Repository(top)
    repository.write("a/one.yaml", "one\n")
    repository.write("b/two.yaml", "two\n")
    repository.commit_all("first")
    repository.dirty()
    if case == "with hooks":
        for name in ("pre-commit", "commit-msg"):
            repository.write(f".git/hooks/{name}", "#!/bin/sh\nunset LD_PRELOAD\ngit diff --cached --quiet && exit 1\nexit 0\n")
            (repository.folder / f".git/hooks/{name}").chmod(0o755)
    return repository


def command(repository, words):
    return [DRIVER, *(word.replace("{}", str(repository.folder)) for word in words)]


def steps(model, case):
    with scratch("step") as top:
        repository = Repository(top, copy_of=model)
        count = os.path.join(top, "count")
        done = repository.run(command(repository, CASES[case][0]), env={"LD_PRELOAD": BREAKER, "BREAK_COUNT": count})
        if done.returncode != 0:
            sys.exit(f"{case}: exit {done.returncode}: {done.stderr}")
        with open(count, encoding="ascii") as file:
            return int(file.read())


def faults_after(repository, case, how, at):
    words, wanted = CASES[case]
    before = {path: repository.read(path) for path in wanted}
    others = repository.others()
    head = repository.git("rev-parse", "HEAD")
    done = repository.run(command(repository, words),
                          env={"LD_PRELOAD": BREAKER, "BREAK_AT": str(at), "BREAK_HOW": how})
    found = []
    if done.returncode not in ((-9, 0) if how == "kill" else (0, 3)):
        found.append(f"exit {done.returncode}: {done.stderr}")
    recovered = repository.run([DRIVER, "recover", str(repository.folder)])
    if recovered.returncode != 0:
        found.append(f"recovery: exit {recovered.returncode}: {recovered.stderr}")
    moved = repository.git("rev-parse", "HEAD") != head
    if moved and repository.git("rev-parse", "HEAD~1") != head:
        found.append("HEAD is not the wanted commit")
    if done.returncode == 0 and not moved or done.returncode == 3 and moved:
        found.append(f"exit {done.returncode}, and HEAD is {'new' if moved else 'old'}: {done.stderr}")
    after = {path: repository.read(path) for path in wanted}
    if after != (wanted if moved else before):
        found.append(f"files: {after}, HEAD is {'new' if moved else 'old'}")
    if not moved and (repository.folder / "new").exists():
        found.append("a folder was left")
    if repository.others() != others:
        found.append(f"other files: {repository.others()}")
    found += repository.faults()
    # The next command finds nothing in its way.
    again = repository.run([DRIVER, "append", str(repository.folder), "again.yaml", "again"])
    if again.returncode != 0:
        found.append(f"next command: exit {again.returncode}: {again.stderr}")
    return found + repository.faults()


def main():
    faults = runs = 0
    for case in CASES:
        with scratch("model") as top:
            model = prepare(top, case)
            total = steps(model, case)
            for how in ("kill", "once", "onward"):
                stride = 1 if how == "kill" or "--all" in sys.argv else 4
                for at in range(1, total + 1, stride):
                    runs += 1
                    with scratch("step") as place:
                        found = faults_after(Repository(place, copy_of=model), case, how, at)
                    for fault in found:
                        faults += 1
                        print(f"{case}, {how} at step {at} of {total}: {fault}", flush=True)
    print(f"{runs} runs, {faults} faults")
    sys.exit(1 if faults or runs < 100 else 0)


if __name__ == "__main__":
    main()
