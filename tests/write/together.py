#!/usr/bin/env python3
"""Lets eight writers and plain git change one folder at once; every change arrives exactly once: together.py CSX FOLDER.

Half of the writers change the same account, adding to its lists, writing its fields, logging into its journal. CSX_TEST_FULL=1
for 50 changes each.
"""
import collections
import sys
import threading
import time

from repository import Repository, is_full, scratch

EXIT_TRY_AGAIN = 4
SHARED = "aurora"
WAYS = ("add", "set", "log", "add")


def word(writer, number):
    return f"writer-{writer}-change-{number}"


def change(writer, number):
    """One change: half of the writers share an account, and each way of changing it is there."""
    account = SHARED if writer < 4 else ("boreal", "cometa")[writer % 2]
    way = WAYS[writer % 4]
    if way == "add":
        return ["add", f"account/{account}", "milestones", f"title={word(writer, number)}"]
    if way == "set":
        return ["set", f"account/{account}", f"lead_source={word(writer, number)}"]
    return ["log", "value", account, f"evidence={word(writer, number)}", "--when", f"2026-0{1 + number % 5}-10"]


class Writers:
    def __init__(self, repository, writers, changes):
        self.repository, self.writers, self.changes = repository, writers, changes
        self.faults = []
        self.retries = 0
        self.stop = threading.Event()
        self.plain_commits = 0
        self.plain_refusals = 0

    def write(self, writer):
        for number in range(1, self.changes + 1):
            for _ in range(100):
                done = self.repository.csx(*change(writer, number))
                if done.returncode != EXIT_TRY_AGAIN:
                    break
                self.retries += 1
            if done.returncode != 0:
                self.faults.append(f"writer {writer}, change {number}: exit {done.returncode}: {done.stderr}")

    def git(self, *words):
        """Tries again for as long as another process holds a lock or has moved the branch."""
        while True:
            done = self.repository.run(["git", *words])
            if done.returncode == 0:
                return
            if "lock" not in done.stderr and "Not updating" not in done.stderr:
                raise AssertionError(f"git {words[0]}: {done.stdout}{done.stderr}")
            self.plain_refusals += 1
            time.sleep(0.002)

    def staged(self):
        return self.repository.git("diff", "--cached", "--name-only").split()

    def commit_with_git(self, path):
        """A refused `git commit` may have written back the index it had read: git has no guard against that. Whoever meets a
        refusal looks at what is staged before going on."""
        words = ["commit", "--quiet", "-m", f"plain {self.plain_commits}"]
        while (done := self.repository.run(["git", *words])).returncode != 0:
            if "lock" not in done.stderr:
                raise AssertionError(f"git commit: {done.stdout}{done.stderr}")
            self.plain_refusals += 1
            while (staged := self.staged()) != [path]:
                if staged:
                    self.git("restore", "--staged", "--quiet", ".")
                self.git("add", path)

    def write_with_git(self):
        """Stages and commits a file of its own again and again, and tries again when git says so."""
        while not self.stop.is_set():
            path = f"plain/{self.plain_commits}.txt"
            self.repository.write(path, "plain\n")
            try:
                self.git("add", path)
                self.commit_with_git(path)
            except AssertionError as fault:
                self.faults.append(str(fault))
                return
            self.plain_commits += 1

    def run(self):
        threads = [threading.Thread(target=self.write, args=[writer]) for writer in range(self.writers)]
        beside = threading.Thread(target=self.write_with_git)
        for thread in [beside, *threads]:
            thread.start()
        for thread in threads:
            thread.join()
        self.stop.set()
        beside.join()


def words_in(value):
    """How often each change is named in what came to be."""
    if isinstance(value, dict):
        return sum((words_in(each) for each in value.values()), collections.Counter())
    if isinstance(value, list):
        return sum((words_in(each) for each in value), collections.Counter())
    return collections.Counter([value] if isinstance(value, str) and value.startswith("writer-") else [])


def faults_of_history(repository, wanted):
    """By what csx itself tells: each change once, and each `set` on top of what stood there."""
    faults = []
    seen = collections.Counter()
    stood = {}
    for entry in reversed(repository.data("history", codes=(0,))["entries"]):
        for record in entry["records"]:
            for each in record["changes"] if entry["command"] in ("add", "set", "log") else []:
                seen += words_in(each["after"])
                if each["field"] == "lead_source":
                    if stood.get(record["record"]) != each["before"]:
                        faults.append(f"{each['after']} came upon {each['before']}, not {stood.get(record['record'])}")
                    stood[record["record"]] = each["after"]
    faults += [f"{name}: {seen[name]} times in history" for name in wanted if seen[name] != 1]
    return faults


def faults_of_records(repository, writers, changes):
    faults = []
    text = collections.Counter()
    for path in sorted((repository.folder / "accounts").rglob("*.yaml")):
        text.update(word for word in path.read_text(encoding="utf-8").replace("}", " ").split()
                    if word.startswith("writer-"))
    for writer in range(writers):
        for number in range(1, changes + 1):
            last_only = WAYS[writer % 4] == "set"
            times = text[word(writer, number)]
            if times != 1 and not last_only or times > 1:
                faults.append(f"{word(writer, number)}: {times} times in the records")
    return faults


def check(repository, writers, commits_before):
    changes = [word(writer, number) for writer in range(writers.writers) for number in range(1, writers.changes + 1)]
    faults = writers.faults + faults_of_history(repository, changes)
    faults += faults_of_records(repository, writers.writers, writers.changes)
    plain = collections.Counter(repository.git("log", "--format=%s", "--", "plain").splitlines())
    if plain != collections.Counter(f"plain {number}" for number in range(writers.plain_commits)):
        faults.append(f"plain commits: {plain}")
    commits = int(repository.git("rev-list", "--count", "HEAD"))
    wanted = commits_before + len(changes) + writers.plain_commits
    if commits != wanted:
        faults.append(f"{commits} commits, {wanted} wanted")
    if status := repository.git("status", "--porcelain"):
        faults.append(f"not clean: {status}")
    repository.must("check")
    return faults + repository.faults()


def main():
    csx, fixture = sys.argv[1:3]
    with scratch("together") as top:
        repository = Repository(top, csx, fixture)
        before = int(repository.git("rev-list", "--count", "HEAD"))
        writers = Writers(repository, 8, 50 if is_full() else 15)
        writers.run()
        faults = check(repository, writers, before)
    for fault in faults:
        print(fault)
    print(f"{writers.writers * writers.changes} changes, {writers.retries} tried again, {writers.plain_commits} plain "
          f"commits, {writers.plain_refusals} of git's refusals, {len(faults)} faults")
    sys.exit(1 if faults or writers.plain_commits == 0 else 0)


if __name__ == "__main__":
    main()
