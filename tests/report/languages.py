#!/usr/bin/env python3
"""No English is left in what csx says in Portuguese: languages.py CSX FOLDER. Every document is written in both languages. What
heads something must differ between them, unless it is a record's own words or a word that both share; and no sentence may
hold a word that is English alone. Ids stay as they are."""
import json
import re
import sys
import tempfile

from documents import Folder, heads, of_kind

DOCUMENTS = [
    ["report", "account", "padaria-estrela"], ["report", "account", "distribuidora-horizonte"], ["report", "account", "sabores-do-tejo"],
    ["report", "raio-x", "padaria-estrela"], ["report", "bulletin", "--period", "2026-10"], ["report", "bulletin", "--period", "2026-W41"],
    ["report", "coverage", "--period", "2026"], ["report", "review"], ["report", "funnel", "--period", "2026-Q3"],
    ["report", "funnel", "--by", "csm"], ["report", "before-after", "--agreement", "cs-support@2"],
    ["report", "before-after", "--agreement", "sales-cs@3"], ["report", "benchmark", "padaria-imperial"],
    ["report", "benchmark", "sabores-do-tejo"], ["report", "support-cs"], ["report", "expectations"], ["report", "success-profile"],
    ["scorecard", "--period", "2026-10"], ["scorecard", "--period", "2026-Q3"], ["bottlenecks", "--period", "2026-Q3", "--by", "segment"],
    ["agreement", "render"], ["agreement", "render", "cs-support"], ["agreement", "render", "sales-cs@4"], ["agreement", "render", "sales-cs@3"],
    ["handoff", "render", "2026-02-padaria-ponto-certo"], ["handoff", "render", "2026-11-atacado-pioneiro"], ["audit", "show", "2026-10"],
]
# Words of both languages, and those of the trade that Portuguese says in English.
SHARED = {
    "", "Id", "MRR", "NPS", "CSM", "CSAT", "CES", "SLA", "CS", "csx", "Commit", "Marketing", "Total", "Tier", "Tiers", "Volume", "Kickoff", "Onboarding", "Feedback",
    "E-mail", "Status", "Plan", "Portal", "Chat", "Churn", "Blueprint", "Persona", "Playbook", "Sponsor", "Champion",
}
ENGLISH = re.compile(
    r"\b(the|of|and|not|is|was|were|with|until|since|from|days?|hours?|weeks?|months?|never|none|met|missed|due|owner|unknown|yet|nothing"
    r"|lacks?|missing|there|has|have|ago|answered|closed|opened|overdue|needs?|which|what|whose|who|by|at least|at most|more|less|better"
    r"|worse|same|fields?|reason|stage|account|handoff|value|target|kept|wins?|without|before|after|every|each)\b", re.IGNORECASE)
# Keys of records and of filters, as they stand in YAML.
KEY = re.compile(r"[a-z][a-z_]*")
FILTERS = {"class"}
# Ids, paths, durations as csx writes them, and what stands in quotes.
IDS = re.compile(r"\S*[a-z0-9][-_./@:][a-z0-9]\S*|«[^»]*»|\"[^\"]*\"|`[^`]*`", re.IGNORECASE)


def keys_of_records(folder):
    found = set(FILTERS)
    for kind in json.loads(folder.text("explain", "--format", "json"))["data"]["kinds"]:
        found |= {row["field"] for row in json.loads(folder.text("explain", kind["kind"], "--format", "json"))["data"]["fields"]}
    return found


def key_left(text, keys):
    """A key in the place of its word: a cell that is one, or what stands before a colon."""
    head = text.split(": ", 1)[0]
    return KEY.fullmatch(head) is not None and head in keys and head.capitalize() not in SHARED


def heading_texts(blocks):
    for block in blocks:
        if block["type"] in ("heading", "callout", "chart"):
            yield block.get("text" if block["type"] == "heading" else "title", "")
        if block["type"] == "facts":
            yield from (row["name"] for row in block["rows"])
        if block["type"] == "table":
            yield from heads(block)


def all_texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from all_texts(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in ("type", "tone", "form", "align", "unit"):
                yield from all_texts(each)


def main():
    failed, walked = [], 0
    with tempfile.TemporaryDirectory(prefix="csx-languages-") as top:
        folder = Folder(sys.argv[1], sys.argv[2], top)
        # The records' own words, in one line.
        records = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in sorted(folder.folder.rglob("*.yaml")))
        folder.text("audit", "run", "--period", "2026-10", "--quiet")
        keys = keys_of_records(folder)
        for words in DOCUMENTS:
            english, portuguese = (folder.blocks(*words, lang=lang) for lang in ("en", "pt-BR"))
            name = " ".join(words)
            in_english = set(heading_texts(english))
            for text in sorted(set(heading_texts(portuguese)) & in_english):
                walked += 1
                own = text.removeprefix("Blueprint: ")
                if text.strip() not in SHARED and own not in records and not IDS.fullmatch(text) and re.search("[A-Za-z]{2}", text):
                    failed.append(f"{name}: the same in both languages: {text}")
            for text in sorted(set(all_texts(portuguese))):
                for line in text.split("\n"):
                    walked += 1
                    if key_left(line, keys):
                        failed.append(f"{name}: a key of records: {line}")
                    left = IDS.sub(" ", line)
                    found = ENGLISH.search(left)
                    if found and line.split(": ", 1)[-1] not in records:
                        failed.append(f"{name}: English {found[0]!r}: {line}")
            if not of_kind(portuguese, "heading"):
                failed.append(f"{name}: says nothing")
    print("\n".join(failed) or f"{walked} texts of {len(DOCUMENTS)} documents, no English left")
    sys.exit(1 if failed or walked == 0 else 0)


if __name__ == "__main__":
    main()
