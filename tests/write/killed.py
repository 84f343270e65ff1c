#!/usr/bin/env python3
"""Kills a writing command at varied moments and looks at what is left.

Usage: killed.py --change COMMAND --recover COMMAND [--setup COMMAND] [--file PATH] [--line TEXT] [--rounds N]
In commands {folder} is the repository and {number} the number of the change. A change makes one commit, after which
PATH holds the line TEXT. Whatever the moment, the repository is as before or as after, and in nobody's way.
"""
import argparse
import statistics
import sys
import time

from repository import Repository, scratch


class Trial:
    def __init__(self, options, top):
        self.options = options
        self.repository = Repository(top)
        self.number = 0
        if options.setup:
            self.must(options.setup)
        else:
            self.repository.write(options.file, "first\n")
            self.repository.commit_all("first")
        self.repository.dirty()
        self.others = self.repository.others()

    def words(self, command):
        return command.replace("{folder}", str(self.repository.folder)).replace("{number}", str(self.number))

    def must(self, command):
        done = self.repository.run(self.words(command))
        if done.returncode != 0:
            sys.exit(f"{command}: exit {done.returncode}: {done.stderr}")

    def whole_run(self):
        """Seconds of one change that nobody disturbs."""
        self.number += 1
        started = time.perf_counter()
        if self.change_within(60) != 0:
            sys.exit(f"{self.words(self.options.change)}: failed")
        return time.perf_counter() - started

    def change_within(self, seconds):
        """Exit code of the change, which is killed when it takes longer."""
        return self.repository.run(["timeout", "--signal=KILL", f"{seconds:.6f}", "sh", "-c",
                                    f"exec {self.words(self.options.change)}"]).returncode

    def killed_run(self, delay):
        """What is wrong after a change that was killed so many seconds after its start; and whether it is there."""
        self.number += 1
        old = self.repository.git("rev-parse", "HEAD")
        code = self.change_within(delay)
        found = [] if code in (0, 137, -9) else [f"exit {code}"]
        recovered = self.repository.run(self.words(self.options.recover))
        if recovered.returncode != 0:
            found.append(f"recovery: exit {recovered.returncode}: {recovered.stderr}")
        new = self.repository.git("rev-parse", "HEAD")
        text = self.repository.read(self.options.file)
        has_line = self.options.line.replace("{number}", str(self.number)) in text.splitlines()
        if new != old and self.repository.git("rev-parse", "HEAD~1") != old:
            found.append("more than one commit")
        if has_line != (new != old):
            found.append(f"the line is {'there' if has_line else 'not there'}, HEAD is {'new' if new != old else 'old'}")
        if text != self.repository.git("show", f"HEAD:{self.options.file}"):
            found.append("the file is not as HEAD has it")
        if self.repository.others() != self.others:
            found.append(f"other files: {self.repository.others()}")
        return found + self.repository.faults(), new != old


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--change", required=True)
    parser.add_argument("--recover", required=True)
    parser.add_argument("--setup")
    parser.add_argument("--file", default="records/one.yaml")
    parser.add_argument("--line", default="- change {number}")
    parser.add_argument("--rounds", type=int, default=300)
    options = parser.parse_args()
    faults = committed = 0
    with scratch("killed") as top:
        trial = Trial(options, top)
        whole = statistics.median(trial.whole_run() for _ in range(7))
        for turn in range(options.rounds):
            delay = 0.001 + 1.2 * whole * turn / options.rounds
            found, new = trial.killed_run(delay)
            committed += new
            for fault in found:
                faults += 1
                print(f"killed after {delay * 1000:.1f} ms of {whole * 1000:.1f}: {fault}", flush=True)
    print(f"{options.rounds} kills, {committed} commits, {faults} faults")
    sys.exit(1 if faults or not 0 < committed < options.rounds else 0)


if __name__ == "__main__":
    main()
