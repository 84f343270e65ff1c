"""A copy of a data folder in git, and the documents that csx writes of it."""
import json
import os
import pathlib
import shutil
import subprocess
import sys

AS_OF = "2026-11-20"


class Folder:
    def __init__(self, csx, source, top):
        self.csx = pathlib.Path(csx).resolve()
        self.folder = pathlib.Path(top).resolve() / "data"
        shutil.copytree(source, self.folder)
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": str(self.folder.parent), "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_{what}": word for who in ("AUTHOR", "COMMITTER")
               for what, word in (("NAME", "Ana"), ("EMAIL", "ana@example.com"))},
            **{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}}
        for words in (("init", "--quiet", "--initial-branch=main"), ("add", "--all"), ("commit", "--quiet", "-m", "records")):
            self.run("git", *words)

    def run(self, *words):
        done = subprocess.run([str(word) for word in words], cwd=self.folder, env=self.environment, capture_output=True, text=True)
        if done.returncode not in (0, 1) or done.stderr.startswith("csx: error"):
            sys.exit(f"{words}: {done.returncode}\n{done.stderr}")
        return done.stdout

    def text(self, *words):
        return self.run(self.csx, "--as-of", AS_OF, *words)

    def data(self, *words):
        return json.loads(self.text(*words, "--format", "json"))["data"]

    def blocks(self, *words, lang="en"):
        return self.data(*words, "--lang", lang)["blocks"]


def of_kind(blocks, kind):
    return [block for block in blocks if block["type"] == kind]


def heads(table):
    return [column["heading"] if isinstance(column, dict) else column for column in table["columns"]]


def rows_of(blocks, *wanted):
    """Rows, as dictionaries, of the tables that have all these columns."""
    return [dict(zip(heads(table), row)) for table in of_kind(blocks, "table") if set(wanted) <= set(heads(table))
            for row in table["rows"]]


def facts_of(blocks):
    """What facts say, by name; the first of a name, which is the document's own and not of a part."""
    found = {}
    for block in of_kind(blocks, "facts"):
        for row in block["rows"]:
            found.setdefault(row["name"], row["text"])
    return found
