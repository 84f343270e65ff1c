#!/usr/bin/env python3
"""Writes every kind of page and opens it in a browser: pages.py PROGRAM FOLDER BROWSER NODE. Names are as hostile as
strangers make them; what the browser must not see is in pages.mjs."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

csx, folder, browser, node = sys.argv[1:5]
HOSTILE = [
    "<script>document.title='broken'</script>",
    "\\u202e</title></style><img src=x onerror=alert(1)>",
    "ש" * 40 + " \\U0001F600",
    "x" * 500,
]
PAGES = {
    "agreement": ["agreement", "render"],
    "proposal": ["agreement", "render", "sales-cs@4", "--lang", "en"],
    "account": ["report", "account", "padaria-estrela"],
    "hostile": ["report", "account", "padaria-imperial"],
    "raio-x": ["report", "raio-x", "padaria-estrela"],
    "bulletin": ["report", "bulletin", "--period", "2026-10"],
    "coverage": ["report", "coverage", "--period", "2026"],
    "review": ["report", "review", "--lang", "en"],
    "funnel": ["report", "funnel", "--by", "csm"],
    "before-after": ["report", "before-after", "--agreement", "cs-support@2"],
    "benchmark": ["report", "benchmark", "padaria-imperial"],
    "support-cs": ["report", "support-cs"],
    "expectations": ["report", "expectations", "--lang", "en"],
    "success-profile": ["report", "success-profile"],
    "scorecard": ["scorecard", "--period", "2026-10", "--trend", "3"],
    "scorecard-quarter": ["scorecard", "--period", "2026-Q3", "--lang", "en"],
    "bottlenecks": ["bottlenecks", "--period", "2026-Q3", "--by", "segment"],
    "handoff": ["handoff", "render", "2026-02-padaria-ponto-certo"],
    "audit": ["audit", "show", "2026-10"],
}


def main(top):
    data = top / "data"
    shutil.copytree(folder, data)
    account = data / "accounts/padaria-imperial/account.yaml"
    lines = account.read_text(encoding="utf-8").splitlines()
    names = iter(HOSTILE * 100)
    # Every name, text and title of the account.
    for i, line in enumerate(lines):
        head, colon, _ = line.partition(": ")
        if colon and head.strip(" -") in ("name", "text", "title") and "{" not in head:
            lines[i] = f'{head}: "{next(names)}"'
    account.write_text("\n".join(lines) + "\n", encoding="utf-8")
    environment = {**os.environ, "HOME": str(top), "GIT_CONFIG_NOSYSTEM": "1"}

    def run(*words):
        return subprocess.run(words, cwd=data, env=environment, check=True, capture_output=True)

    run("git", "init", "--quiet", "--initial-branch=main")
    run("git", "config", "user.name", "Ana")
    run("git", "config", "user.email", "ana@example.com")
    run("git", "add", "--all")
    run("git", "commit", "--quiet", "--message", "records")
    run(csx, "--as-of", "2026-11-03", "audit", "run", "--period", "2026-10", "--allow-errors", "--quiet")
    pages = []
    for name, words in PAGES.items():
        page = top / f"{name}.html"
        run(csx, "--as-of", "2026-11-03", *words, "--format", "html", "--output", str(page))
        pages.append(str(page))
    if "PICTURES" in os.environ:
        for page in pages:
            shutil.copy(page, os.environ["PICTURES"])
    script = pathlib.Path(__file__).resolve().parent / "pages.mjs"
    return subprocess.run([node, str(script), browser, *pages], check=False).returncode


with tempfile.TemporaryDirectory(prefix="csx-pages-") as name:
    sys.exit(main(pathlib.Path(name).resolve()))
