#!/usr/bin/env python3
"""Lets several writers and plain git change one repository at once; every change must arrive exactly once.

Usage: together.py --change COMMAND [--setup COMMAND] [--line TEXT] [--replaces] [--writers N] [--changes N]
In the command {folder} is the repository, {writer} and {number} tell the changes apart, {path} is a file that half of
the writers share. A change makes one commit that adds the line TEXT; with --replaces it takes the place of the
writer's line before.
"""
import argparse
import collections
import sys
import threading
import time

from repository import Repository, scratch

EXIT_TRY_AGAIN = 4


class Writers:
    def __init__(self, options, repository):
        self.options = options
        self.repository = repository
        self.faults = []
        self.retries = 0
        self.stop = threading.Event()
        self.plain_commits = 0
        self.plain_refusals = 0

    def line(self, writer, number):
        return self.options.line.replace("{writer}", str(writer)).replace("{number}", str(number))

    def write(self, writer):
        path = "records/shared.yaml" if writer % 2 else f"records/own-{writer}.yaml"
        for number in range(1, self.options.changes + 1):
            command = (self.options.change.replace("{folder}", str(self.repository.folder)).replace("{path}", path)
                       .replace("{writer}", str(writer)).replace("{number}", str(number)))
            for _ in range(100):
                done = self.repository.run(command)
                if done.returncode != EXIT_TRY_AGAIN:
                    break
                self.retries += 1
            if done.returncode != 0:
                self.faults.append(f"writer {writer}, change {number}: exit {done.returncode}: {done.stderr}")

    def write_with_git(self):
        """Stages and commits a file of its own again and again, and tries again when git says so."""
        while not self.stop.is_set():
            path = f"plain/{self.plain_commits}.yaml"
            self.repository.write(path, "plain\n")
            for words in (["add", path], ["commit", "--quiet", "--message", f"plain {self.plain_commits}"]):
                while True:
                    done = self.repository.run(["git", "-C", str(self.repository.folder), *words])
                    if done.returncode == 0:
                        break
                    if "lock" not in done.stderr:
                        self.faults.append(f"git {words[0]}: {done.stdout}{done.stderr}")
                        return
                    self.plain_refusals += 1
                    time.sleep(0.002)
            self.plain_commits += 1

    def run(self):
        threads = [threading.Thread(target=self.write, args=[writer]) for writer in range(self.options.writers)]
        beside = threading.Thread(target=self.write_with_git)
        for thread in [beside, *threads]:
            thread.start()
        for thread in threads:
            thread.join()
        self.stop.set()
        beside.join()


def check(options, repository, writers, commits_before):
    faults = writers.faults
    added, removed = collections.Counter(), collections.Counter()
    for line in repository.git("log", "-p", "--no-color", "--unified=0", "--", "records").splitlines():
        if line.startswith("+") and not line.startswith("+++"):
            added[line[1:]] += 1
        elif line.startswith("-") and not line.startswith("---"):
            removed[line[1:]] += 1
    for writer in range(options.writers):
        for number in range(1, options.changes + 1):
            line = writers.line(writer, number)
            gone = 1 if options.replaces and number < options.changes else 0
            if (added[line], removed[line]) != (1, gone):
                faults.append(f"{line!r} was added {added[line]} times and removed {removed[line]} times")
    for number in range(writers.plain_commits):
        history = repository.git("log", "--format=%s", "--", f"plain/{number}.yaml").split("\n")
        if history != [f"plain {number}", ""]:
            faults.append(f"plain commit {number}: {history}")
    commits = int(repository.git("rev-list", "--count", "HEAD"))
    wanted = commits_before + options.writers * options.changes + writers.plain_commits
    if commits != wanted:
        faults.append(f"{commits} commits, {wanted} wanted")
    status = repository.git("status", "--porcelain")
    if status:
        faults.append(f"not clean: {status}")
    return faults + repository.faults()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--change", required=True)
    parser.add_argument("--setup")
    parser.add_argument("--line", default="- {writer} {number}")
    parser.add_argument("--replaces", action="store_true")
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--changes", type=int, default=50)
    options = parser.parse_args()
    with scratch("together") as top:
        repository = Repository(top)
        if options.setup:
            done = repository.run(options.setup.replace("{folder}", str(repository.folder)))
            if done.returncode != 0:
                sys.exit(f"{options.setup}: exit {done.returncode}: {done.stderr}")
        else:
            repository.write("records/shared.yaml", "first\n")
            repository.commit_all("first")
        before = int(repository.git("rev-list", "--count", "HEAD"))
        writers = Writers(options, repository)
        writers.run()
        faults = check(options, repository, writers, before)
    for fault in faults:
        print(fault)
    print(f"{options.writers * options.changes} changes, {writers.retries} tried again, {writers.plain_commits} plain "
          f"commits, {writers.plain_refusals} of git's refusals, {len(faults)} faults")
    sys.exit(1 if faults or writers.plain_commits == 0 else 0)


if __name__ == "__main__":
    main()
