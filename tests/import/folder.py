"""A folder of records in a git repository of its own, and csx in it."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Folder:
    def __init__(self, csx, example):
        self.csx = str(pathlib.Path(csx).resolve())
        self._place = tempfile.TemporaryDirectory(prefix="csx-import-")
        self.path = pathlib.Path(self._place.name) / "folder"
        shutil.copytree(ROOT / "examples" / example, self.path)
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": self._place.name, "TZ": "UTC", "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ana", "GIT_AUTHOR_EMAIL": "ana@example.com", "GIT_COMMITTER_NAME": "Ana",
            "GIT_COMMITTER_EMAIL": "ana@example.com",
            **{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")},
        }
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("records")

    def git(self, *words):
        return subprocess.run(["git", *words], cwd=self.path, env=self.environment, check=True, capture_output=True,
                              text=True).stdout

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)

    def run(self, *words, good=(0,), as_of="2025-01-31"):
        done = subprocess.run([self.csx, "--as-of", as_of, *map(str, words)], cwd=self.path, env=self.environment,
                              capture_output=True, text=True)
        if done.returncode not in good:
            raise SystemExit(f"csx {' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
        return done

    def imported(self, *words, good=(0,), options=()):
        """Runs an import (a mapping and its files, or MAPPING=FILE each) and gives its answer."""
        answer = json.loads(self.run("import", *words, "--format", "json", *options, good=good).stdout)["data"]
        total = answer["import"]["rows"]
        each = [mapping["rows"] for mapping in answer["import"]["mappings"]]
        for rows in [total, *each]:
            parts = sum(count for name, count in rows.items() if name != "read")
            expect(rows["read"] == parts, f"{words}: {rows} does not add up")
        expect(total == {name: sum(rows[name] for rows in each) for name in total}, f"{words}: {total} is not the sum of {each}")
        return answer

    def records(self, kind):
        """The records of a kind, every value as the text that stands there, as another reader of YAML takes it."""
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        found = []
        for path in sorted(self.path.rglob("*.yaml")):
            with open(path, encoding="utf-8") as file:
                found += [each for each in yaml.load_all(file, loader) if each["kind"] == kind]
        return found

    def check(self):
        """No errors in the folder."""
        answer = json.loads(self.run("check", "--format", "json", good=(0, 1)).stdout)["data"]
        errors = [finding for finding in answer["findings"] if finding["severity"] == "error"]
        expect(not errors, f"csx check finds {len(errors)} errors, the first: {errors[:1]}")

    def head(self):
        return self.git("rev-parse", "HEAD").strip()

    def changed_lines(self):
        """Lines taken away and added by the last commit."""
        lines = self.git("show", "--format=", "--unified=0", "HEAD").splitlines()
        return ([line[1:] for line in lines if line.startswith("-") and not line.startswith("---")],
                [line[1:] for line in lines if line.startswith("+") and not line.startswith("+++")])


def expect(holds, what):
    if not holds:
        raise SystemExit(f"FAIL: {what}")
