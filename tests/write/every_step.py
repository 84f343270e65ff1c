#!/usr/bin/env python3
"""Breaks writing commands in each of their steps, one run a step: every_step.py CSX FOLDER STEP_BREAKER.

Killed there, or on a disk that is full there, once or from then on. Afterwards, and after the next reading command, all
is as before or as wanted, and nothing is in anybody's way. CSX_TEST_FULL=1 for every step in all three ways.
"""
import os
import sys

from repository import Repository, differences, is_full, scratch

# A change, files in a new folder, files that go and come, and hooks: together every step there is.
CASES = {
    "set": ["set", "account/boreal", "lead_source=referral"],
    "log": ["log", "touchpoint", "aurora", "channel=call", "--when", "2026-03-09T10:00:00-03:00"],
    "rename": ["rename", "account/aurora", "padaria-aurora"],
    "set with hooks": ["set", "account/boreal", "lead_source=referral"],
}
# In a run that is not full, only every so many steps are tried; each case begins at another one.
STRIDES = {"kill": 2, "once": 8, "onward": 8}


def prepare(top, case, csx, fixture):
    repository = Repository(top, csx, fixture)
    repository.dirty()
    if case == "set with hooks":
        for name in ("pre-commit", "commit-msg"):
            repository.hook(name, "unset LD_PRELOAD\ngit diff --cached --quiet && exit 1\nexit 0")
    return repository


class Broken:
    """A case, the states before and after it, and how many steps it takes."""

    def __init__(self, case, model, breaker, top):
        self.case, self.command, self.model, self.breaker = case, CASES[case], model, breaker
        self.before = model.state()
        done = Repository(f"{top}/after", model.csx_path, copy_of=model)
        count = os.path.join(top, "count")
        result = done.csx(*self.command, env={"LD_PRELOAD": breaker, "BREAK_COUNT": count})
        if result.returncode != 0:
            sys.exit(f"{case}: exit {result.returncode}: {result.stderr}")
        self.after = done.state()
        with open(count, encoding="ascii") as file:
            self.steps = int(file.read())

    def faults(self, how, at):
        with scratch("step") as place:
            return self.faults_in(Repository(place, self.model.csx_path, copy_of=self.model), how, at)

    def faults_in(self, repository, how, at):
        done = repository.csx(*self.command, env={"LD_PRELOAD": self.breaker, "BREAK_AT": str(at), "BREAK_HOW": how})
        found = []
        if done.returncode not in ((-9, 0) if how == "kill" else (0, 3)):
            found.append(f"exit {done.returncode}: {done.stderr}")
        if done.returncode == 3 and "No space left" not in done.stderr:
            found.append(f"the reason is not told: {done.stderr}")
        reading = repository.csx("check")
        if reading.returncode not in (0, 1):
            found.append(f"check: exit {reading.returncode}: {reading.stderr}")
        state = repository.state()
        new = state["head"] == self.after["head"]
        found += differences(state, self.after if new else self.before)
        if done.returncode == 0 and not new or done.returncode == 3 and new:
            found.append(f"exit {done.returncode}, and HEAD is {'new' if new else 'old'}: {done.stderr}")
        found += repository.faults()
        again = repository.csx("set", "account/cometa", "lead_source=again")
        if again.returncode != 0:
            found.append(f"the next command: exit {again.returncode}: {again.stderr}")
        return found + repository.faults()


def main():
    csx, fixture, breaker = (os.path.abspath(word) for word in sys.argv[1:4])
    faults = runs = 0
    for number, case in enumerate(CASES):
        with scratch("model") as top:
            broken = Broken(case, prepare(f"{top}/model", case, csx, fixture), breaker, top)
            print(f"{case}: {broken.steps} steps", flush=True)
            for how, stride in STRIDES.items():
                first = 1 if is_full() else 1 + number * stride // len(CASES)
                for at in range(first, broken.steps + 1, 1 if is_full() else stride):
                    runs += 1
                    for fault in broken.faults(how, at):
                        faults += 1
                        print(f"{case}, {how} at step {at} of {broken.steps}: {fault}", flush=True)
    print(f"{runs} runs, {faults} faults")
    sys.exit(1 if faults or runs < 100 else 0)


if __name__ == "__main__":
    main()
