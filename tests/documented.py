#!/usr/bin/env python3
"""What docs and help name exists: documented.py CSX DOCS. Rules in suppressions, whatever `csx explain` is told to explain, and
metrics in commands are looked up in what csx itself knows."""
import json
import pathlib
import re
import subprocess
import sys

CSX, DOCS = sys.argv[1], pathlib.Path(sys.argv[2])
RULE = re.compile(r"csx:ignore ([a-z]+/[a-z-]+)|\brule:? \(?([a-z]+/[a-z-]+)")
EXPLAINED = re.compile(r"csx explain ([a-z][a-z_./-]*[a-z])")
METRICS = re.compile(r"csx metrics((?: [a-z][a-z.-]*)+)")


def answer(*words):
    return subprocess.run([CSX, *words], capture_output=True, text=True, check=True).stdout


def texts():
    for page in sorted(DOCS.rglob("*.md")):
        yield str(page.relative_to(DOCS)), page.read_text(encoding="utf-8")
    nouns = [line.split("\t")[0] for line in answer("__complete", "").splitlines()]
    for noun in nouns:
        yield f"csx help {noun}", answer("help", noun)
    yield "csx explain", answer("explain")


def main():
    known = json.loads(answer("explain", "--format", "json"))["data"]
    rules = {each["rule"] for each in known["rules"]}
    metrics = {each["metric"] for each in known["metrics"]}
    metrics |= {each.split(".")[0] for each in metrics} | {"list"}
    explained = {}
    failed, looked_up = [], 0
    for name, text in texts():
        found = [("rule", rule) for pair in RULE.findall(text) for rule in pair if rule and rule not in rules]
        found += [("metric", word) for words in METRICS.findall(text) for word in words.split() if word not in metrics]
        for word in EXPLAINED.findall(text):
            if word not in explained:
                explained[word] = subprocess.run([CSX, "explain", word], capture_output=True, check=False).returncode == 0
            found += [] if explained[word] else [("rule, metric, kind or field", word)]
        looked_up += len(RULE.findall(text)) + len(METRICS.findall(text)) + len(EXPLAINED.findall(text))
        failed += [f"{name}: {word} is no {what}" for what, word in found]
    print("\n".join(failed) or f"{looked_up} names in docs and help, all known")
    sys.exit(1 if failed or looked_up == 0 else 0)


if __name__ == "__main__":
    main()
