#!/usr/bin/env python3
"""Kills every writing command at varied moments and looks at what is left: killed.py CSX FOLDER.

Whatever the moment: the next reading command shows the records as before or as after, to the byte, files, index and
commit agree, `git fsck` is content, and nothing stands in the next writer's way. CSX_TEST_FULL=1 for 300 kills.
"""
import sys
import time

from commands import COMMANDS
from repository import Repository, differences, is_full, scratch


class Trial:
    """One command, and the states before and after it."""

    def __init__(self, name, command, before, place):
        self.name, self.command, self.before = name, command, before
        self.state_before, self.check_before = before.state(), before.data("check")
        self.after = Repository(place, before.csx_path, copy_of=before)
        started = time.perf_counter()
        self.after.must(*command)
        self.seconds = time.perf_counter() - started
        self.state_after, self.check_after = self.after.state(), self.after.data("check")
        if self.state_before == self.state_after:
            sys.exit(f"{name} changes nothing")

    def killed(self, delay):
        """What is wrong after a run that was killed so many seconds after its start; and whether it had come through."""
        with scratch("kill") as place:
            repository = Repository(place, self.before.csx_path, copy_of=self.before)
            code = repository.run(["timeout", "--signal=KILL", f"{delay:.6f}", *repository.words(self.command)]).returncode
            found = [] if code in (0, 137, -9) else [f"exit {code}"]
            shown = repository.csx("check", "--format", "json")
            if shown.returncode not in (0, 1):
                return found + [f"check: exit {shown.returncode}: {shown.stderr}"], False
            state, check = repository.state(), repository.data("check")
            new = state["head"] == self.state_after["head"]
            found += differences(state, self.state_after if new else self.state_before)
            if check != (self.check_after if new else self.check_before):
                found.append("check finds something that it finds neither before nor after")
            if code == 0 and not new:
                found.append("exit 0, and nothing was committed")
            found += repository.faults()
            again = repository.csx("set", "account/cometa", "lead_source=again")
            if again.returncode != 0:
                found.append(f"the next command: exit {again.returncode}: {again.stderr}")
            return found + repository.faults(), new


def main():
    csx, fixture = sys.argv[1:3]
    rounds = 300 if is_full() else 5 * len(COMMANDS)
    faults = committed = 0
    with scratch("killed") as top:
        before = Repository(f"{top}/model", csx, fixture)
        before.dirty()
        trials = []
        for number, (name, command) in enumerate(COMMANDS):
            trials.append(Trial(name, command, before, f"{top}/{number}"))
            before = trials[-1].after
        for turn in range(rounds):
            # Moments spread over the whole run and a little beyond, in another order for each command.
            trial = trials[turn % len(trials)]
            share = (turn * 0.6180339887) % 1.0
            delay = 0.001 + 1.3 * trial.seconds * share
            found, new = trial.killed(delay)
            committed += new
            for fault in found:
                faults += 1
                print(f"{trial.name} killed after {delay * 1000:.1f} ms of {trial.seconds * 1000:.1f}: {fault}", flush=True)
    print(f"{rounds} kills of {len(trials)} commands, {committed} had committed, {faults} faults")
    sys.exit(1 if faults or not 0 < committed < rounds else 0)


if __name__ == "__main__":
    main()
