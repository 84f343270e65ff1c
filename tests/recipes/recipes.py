#!/usr/bin/env python3
"""The scripts of share/recipes, run as far as they go without a service: against a bare repository for a server, and with
a curl that keeps what it was given. Usage: recipes.py CSX"""
import email
import email.policy
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECIPES = ROOT / "share/recipes"
AS_OF = "2026-11-03"

CURL = """#!/bin/sh
# Keeps configuration, arguments and message; answers as it is told.
here=$(dirname "$0")
cat >"$here/config"
printf '%s\\n' "$@" >"$here/arguments"
for each; do
  case $each in @*) cp "${each#@}" "$here/message" ;; esac
done
exit "${CURL_ANSWER:-0}"
"""


def expect(condition, what):
    if not condition:
        raise SystemExit(f"recipes: {what}")


class Place:
    """A copy of an example in a repository that follows a bare one, and a csx that is asked at a day."""

    def __init__(self, csx):
        self._folder = tempfile.TemporaryDirectory(prefix="csx-recipes-")
        base = pathlib.Path(self._folder.name)
        self.records, self.server, self.tools = base / "records", base / "server.git", base / "tools"
        self.tools.mkdir()
        self.tool("csx", f'#!/bin/sh\nexec "{pathlib.Path(csx).resolve()}" --as-of {AS_OF} "$@"\n')
        self.tool("curl", CURL)
        shutil.copytree(ROOT / "examples/aurora", self.records)
        self.environment = {
            "PATH": f"{self.tools}:/usr/bin:/bin", "HOME": str(base), "TZ": "UTC", "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ana", "GIT_AUTHOR_EMAIL": "ana@example.com",
            "GIT_COMMITTER_NAME": "Ana", "GIT_COMMITTER_EMAIL": "ana@example.com",
        }
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "records")

    def tool(self, name, text):
        path = self.tools / name
        path.write_text(text)
        path.chmod(0o755)

    def git(self, *words, at=None):
        return subprocess.run(["git", *words], cwd=at or self.records, env=self.environment, check=True, capture_output=True,
                              text=True).stdout.strip()

    def serve(self):
        self.git("clone", "--quiet", "--bare", str(self.records), str(self.server), at=self.tools)
        self.git("remote", "add", "origin", str(self.server))
        self.git("fetch", "--quiet", "origin")
        self.git("branch", "--quiet", "--set-upstream-to=origin/main")

    def run(self, recipe, *words, code=0, **environment):
        done = subprocess.run(["sh", str(RECIPES / recipe), *map(str, words)], cwd=self.records, capture_output=True, text=True,
                              env={**self.environment, **environment})
        expect(done.returncode == code, f"{recipe} {words}: exit {done.returncode}, not {code}\n{done.stdout}\n{done.stderr}")
        return done


def audits(csx):
    place = Place(csx)
    place.run("monthly-audit", ".", "2026-09")
    expect((place.records / "audits/2026-09.yaml").exists(), "no audit without a server")
    place.serve()
    place.run("monthly-audit", place.records)
    expect((place.records / "audits/2026-10.yaml").exists(), "last-month is not October")
    expect(place.git("rev-parse", "main", at=place.server) == place.git("rev-parse", "HEAD"), "the audit was not pushed")

    tampered = place.records / "audits/2026-09.yaml"
    tampered.write_text(tampered.read_text() + "# nicer\n")
    place.git("commit", "--quiet", "--all", "--message", "nicer")
    pushed = place.git("rev-parse", "main", at=place.server)
    place.run("monthly-audit", ".", "2026-08", code=1)
    expect(place.git("rev-parse", "main", at=place.server) == pushed, "an altered audit was pushed")
    place.run("monthly-audit", code=2)


def changes(csx):
    place = Place(csx)
    place.run("check-change", ".", "main", "github")
    place.git("checkout", "--quiet", "-b", "change")
    account = place.records / "accounts/padaria-estrela/account.yaml"
    account.write_text(re.sub(r"(?m)^name: .*$", "nome: Padaria", account.read_text(), count=1))
    place.git("commit", "--quiet", "--all", "--message", "rename a field")
    done = place.run("check-change", ".", "main", "github", code=1)
    expect("::error file=accounts/padaria-estrela/account.yaml" in done.stdout, f"no annotation:\n{done.stdout}")
    place.run("check-change", ".", "main", "gitlab", code=1)
    findings = json.loads((place.records / "csx-code-quality.json").read_text())
    expect(any(each["location"]["path"].endswith("padaria-estrela/account.yaml") for each in findings), "no code quality")
    expect("<testsuite" in (place.records / "csx-junit.xml").read_text(), "no JUnit")
    place.run("check-change", ".", "nowhere", "github", code=2)


def mails(csx):
    place = Place(csx)
    done = place.run("bulletin-mail", ".", "csx@example.com", "a@example.com,b@example.com", "2026-W41")
    message = email.message_from_string(done.stdout, policy=email.policy.default)
    expect(not message.defects, f"defects: {message.defects}")
    expect(message["Subject"] == "Boletim: 05/10/2026 a 11/10/2026", f"subject {message['Subject']!r}")
    expect([each.addr_spec for each in message["To"].addresses] == ["a@example.com", "b@example.com"], "addressees")
    text, page = message.iter_parts()
    expect(text.get_content().startswith("# "), "the text part")
    expect(page.get_content_type() == "text/html" and "<!DOCTYPE html>" in page.get_content()[:40], "the page")
    place.run("bulletin-mail", ".", "csx@example.com\nBcc: x@example.com", "a@example.com", code=2)
    place.run("bulletin-mail", ".", "csx@example.com", "a@example.com", "2026-W99", code=2)


def chats(csx):
    place = Place(csx)
    message = json.loads(place.run("bulletin-chat", ".", "2026-W41").stdout)
    expect(set(message) == {"text"} and "Boletim" in message["text"], f"{message}")
    short = json.loads(place.run("bulletin-chat", ".", "2026-W41", CSX_CHAT_BYTES="200", CSX_CHAT_ID="-42").stdout)
    expect(short["chat_id"] == "-42" and short["text"].endswith("(…)"), f"{short}")
    expect(len(short["text"].encode()) <= 210 and message["text"].startswith(short["text"][:-3]), "cut inside of a line")

    url = "https://chat.example.com/hook/secret"
    place.run("bulletin-chat", ".", "2026-W41", CSX_CHAT_URL=url)
    expect((place.tools / "config").read_text() == f'url = "{url}"\n', "the address")
    expect("secret" not in (place.tools / "arguments").read_text(), "the address is among the arguments")
    expect(json.loads((place.tools / "message").read_text()) == message, "another message was sent")
    place.run("bulletin-chat", ".", "2026-W41", CSX_CHAT_URL=url, CURL_ANSWER="22", code=22)


def page():
    """What the page shows is what is installed, and names scripts that exist."""
    text = (ROOT / "docs/recipes.md").read_text()
    for name in ("crontab", "github.yml", "gitlab.yml"):
        expect((RECIPES / name).read_text() in text, f"docs/recipes.md does not show share/recipes/{name} as it is")
    shown = set(re.findall(r"/usr/share/csx/recipes/([a-z-]+)", text))
    scripts = {each.name for each in RECIPES.iterdir() if each.suffix == "" and each.name != "crontab"}
    expect(shown == scripts, f"shown are {shown}, there are {scripts}")
    for name in ("github.yml", "gitlab.yml"):
        whole = yaml.safe_load((RECIPES / name).read_text())
        for job in whole.get("jobs", whole).values():
            if not isinstance(job, dict):
                continue
            steps = job.get("script", []) + [each.get("run", "") for each in job.get("steps", [])]
            for step in steps:
                subprocess.run(["sh", "-n"], input=step, text=True, check=True)


def main():
    page()
    csx = sys.argv[1]
    for each in (audits, changes, mails, chats):
        each(csx)
    print("recipes: audits, changes, mails, chats")


if __name__ == "__main__":
    main()
