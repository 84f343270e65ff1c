#!/usr/bin/env python3
"""Makes a data folder for measuring, from a seed: accounts of about 0.85 KB in a folder each, handoffs, one agreement.

Usage: generate.py FOLDER [--accounts N] [--handoffs N] [--entries N] [--seed N]
With --entries there are journals, and an agreement in force whose commitments give clocks.
Dates are quoted, so that validators which read YAML 1.1 take them for text, too.
"""
import argparse
import pathlib
import random

SEGMENTS = ["bakery", "market", "distributor"]
TIERS = ["a", "b", "c"]
TOUCH = {"a": "high-touch", "b": "mid-touch", "c": "low-touch"}
HANDOFFS = 200
PEOPLE = {"sales": ["ana", "davi", "eva"], "cs": ["bruno", "carla", "fabio", "gina"]}
WORDS = "ordem turno forno estoque preço loja caixa entrega pedido receita massa prazo meta custo venda equipe".split()

WORKSPACE = """kind: workspace
name: Bench
format: 1
currency: BRL
timezone: America/Sao_Paulo
main_agreement: sales-cs
"""

AGREEMENT = """kind: agreement
id: sales-cs
version: 1
title: Sales and Customer Success
between: [sales, cs]
effective_from: "2099-01-01"
owners: {sales: ana, cs: bruno}
shared_objective: Customers that reach what they bought for
strategy:
  value_proposition: Less waste, more bread
  segments:
    - {id: bakery, profile: Bakeries, pains: [{id: waste, text: Bread is thrown away}], objectives: [{id: less-waste, text: Throw away less}]}
    - {id: market, profile: Markets, pains: [{id: queues, text: Queues at the till}], objectives: [{id: faster-till, text: Shorter queues}]}
    - {id: distributor, profile: Distributors, pains: [{id: returns, text: Goods come back}], objectives: [{id: fewer-returns, text: Fewer returns}]}
  differentiators: [{id: offline, claim: Works without a network}]
what:
  offered_differentiators: [offline]
  information:
    - {from: sales, to: cs, field: context.pains, why: To begin where it hurts}
    - {from: cs, to: sales, field: feedback.fit, why: To sell to whom it suits}
how:
  handoffs: [{type: sales-to-cs, trigger: contract-signed}]
  locations: {contract: drive/contracts, plan: drive/plans, context: crm, objective: crm}
tiers:
  - {id: a, rank: 1, touch_model: high-touch}
  - {id: b, rank: 2, touch_model: mid-touch}
  - {id: c, rank: 3, touch_model: low-touch}
touch_models:
  - {id: low-touch, cadence: 90d}
  - {id: mid-touch, cadence: 45d, includes: low-touch}
  - {id: high-touch, cadence: 15d, includes: mid-touch}
"""

CALENDAR = """kind: calendar
id: br
timezone: America/Sao_Paulo
hours:
  mon: ["09:00-12:00", "13:00-18:00"]
  tue: ["09:00-12:00", "13:00-18:00"]
  wed: ["09:00-12:00", "13:00-18:00"]
  thu: ["09:00-12:00", "13:00-18:00"]
  fri: ["09:00-12:00", "13:00-18:00"]
holidays:
  - {every: 12-25, name: Natal}
  - {easter: -2, name: Sexta-feira Santa}
"""

COMMITMENTS = """commitments:
  - {id: handoff-submitted, responsible: sales, subject: handoff, when: {type: sales-to-cs}, target: 95%, quality: {completeness: ">= 90%"}, clock: {from: contract-signed, to: submitted, pause: [on-hold], warn_at: 75%, within: [{tier: a, within: 8bh}, {within: 2bd}]}}
  - {id: handoff-answered, responsible: cs, subject: handoff, target: 95%, clock: {from: submitted, to: [accepted, returned], warn_at: 75%, within: [{within: 8bh}]}}
  - {id: contact-cadence, responsible: cs, subject: account, target: 90%, clock: {to: touchpoint, every: cadence, warn_at: 80%}}
  - {id: first-value, responsible: cs, subject: account, target: 80%, clock: {from: contract-signed, to: first-value, within: [{within: 90d}]}}
  - {id: collected, responsible: cs, subject: account, target: 90%, clock: {from: payment-due, to: payment-received, within: [{within: 10d}]}}
  - {id: first-response, responsible: cs, subject: ticket, target: 90%, clock: {from: opened, to: first-response, warn_at: 70%, within: [{priority: urgent, within: 30bm}, {tier: a, within: 1bh}, {within: 4bh}]}}
  - {id: resolution, responsible: cs, subject: ticket, target: 85%, clock: {from: opened, to: resolved, pause: [on-hold], warn_at: 75%, within: [{priority: urgent, within: 6bh}, {within: 16bh}]}}
  - {id: reopened, responsible: cs, subject: ticket, target: 85%, clock: {from: reopened, to: resolved, within: [{within: 8bh}]}}
  - {id: detractor, responsible: cs, subject: survey, when: {class: detractor}, target: 95%, clock: {from: received, to: responded, warn_at: 50%, within: [{within: 8bh}]}}
  - {id: request, responsible: cs, subject: request, target: 80%, clock: {from: asked, to: answered, warn_at: 60%, within: [{within: 5bd}]}}
"""

# Of the agreement below; bench_clocks tells the right one when its text has changed.
# What makes alerts look at every account and entry; signed with the commitments.
SCORES = """audit_every: 1mo
health:
  measures:
    - {id: nps, source: survey.nps, weight: 2, score: {range: {worst: 0, best: 10}}, expires_after: 200d}
    - {id: overdue, source: payment.days-overdue, weight: 2, score: {range: {worst: 45, best: 0}}}
    - {id: contact, source: relationship.days-since-contact, weight: 1, score: {range: {worst: 90, best: 10}}}
    - {id: reopened, source: support.reopened, weight: 1, score: {range: {worst: 30, best: 0}}, expires_after: 180d}
  bands: [{id: red, from: 0, to: 45}, {id: yellow, from: 45, to: 70}, {id: green, from: 70, to: 100}]
difficult:
  signals:
    - {id: no-shows, is: ">= 2", over: 180d}
    - {id: slow-answers, is: "> 5d", over: 180d}
    - {id: overdue-payments, is: "> 10d", over: 365d}
  limit: 2
thresholds: {xray_stale_after: 180d, success_stale_after: 180d}
"""
DIGEST = "sha256:2386f534277e4dc6ba6ae12b9083aa92964f50a1caa65aaad59db784b3f54e74"
APPROVALS = f"""approvals:
  - {{area: sales, by: ana, date: "2024-12-01", of: {DIGEST}}}
  - {{area: cs, by: bruno, date: "2024-12-01", of: {DIGEST}}}
"""


def entry(rng, number):
    month, day, hour = rng.randint(1, 9), rng.randint(1, 28), rng.randint(8, 18)
    at = f"2026-{month:02}-{day:02}T{hour:02}:{rng.randint(0, 59):02}:00-03:00"
    return at, f'{{id: e-{number:07}, at: "{at}", by: bruno, {entry_of_type(rng, month, day, hour)}}}'


def entry_of_type(rng, month, day, hour):
    later = f"2026-{month:02}-{day:02}T{hour + 2:02}:30:00-03:00"
    kind = rng.randrange(10)
    if kind < 4:
        hold = f'holds: [{{from: "{later}", to: "2026-{month:02}-{day:02}T23:00:00-03:00"}}], ' if kind == 0 else ""
        return (f'type: ticket, first_response_at: "{later}", {hold}resolved: ["2026-{month + 1:02}-{day:02}T10:00:00-03:00"], '
                f'priority: {rng.choice(["low", "normal", "high", "urgent"])}, handled_by: [carla]')
    if kind < 7:
        return "type: touchpoint, channel: call, initiative: proactive"
    if kind == 7:
        return f'type: survey, instrument: nps, scope: relational, score: {rng.randint(0, 10)}, responded_at: "{later}"'
    if kind == 8:
        return f'type: request, subject: {text(rng, 3)}, answered_at: "2026-{month + 1:02}-{day:02}T10:00:00-03:00"'
    return f'type: payment, due_on: "2026-{month:02}-{day:02}", paid_on: "2026-{month + 1:02}-{day:02}", amount: 100.00 BRL'


def journal(rng, account_number, first, count):
    entries = sorted(entry(rng, first + i) for i in range(count))  # in order of time, as `csx log` keeps them
    lines = "".join(f"  - {text}\n" for _, text in entries)
    return f"kind: journal\naccount: acc-{account_number:06}\nentries:\n{lines}"


def text(rng, words):
    return " ".join(rng.choice(WORDS) for _ in range(words)).capitalize()


def account(rng, number):
    tier = rng.choice(TIERS)
    segment = rng.choice(SEGMENTS)
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    mrr = rng.randint(200, 20000)
    sales, csm = rng.choice(PEOPLE["sales"]), rng.choice(PEOPLE["cs"])
    return f"""kind: account
id: acc-{number:06}
name: {text(rng, 2)} {number}
segment: {segment}
tier: {tier}
touch_model: {TOUCH[tier]}   # as its tier says
lead_source: {rng.choice(["fair", "partner", "site", "referral"])}
owners: {{sales: {sales}, csm: {csm}}}
profile: {{industry: food, size: {rng.choice(["micro", "small", "medium"])}, timezone: America/Sao_Paulo}}
xray: {{reviewed_on: "2026-{month:02}-{day:02}", channels: [{{kind: message, address: "+55 11 9{number:08}", active: true}}]}}
documents: {{contract: drive, plan: drive, context: crm, objective: crm}}
expectations: [{{id: e1, text: {text(rng, 4)}, source: meeting, importance: high}}]
contacts:
  - {{id: maria, name: Maria {text(rng, 1)}, role: sponsor, influence: high}}
success:
  definition: {text(rng, 4)}
  revalidated_on: "2026-{month:02}-{day:02}"
promises:
  - {{id: p1, text: {text(rng, 5)}, differentiator: offline, by: {sales}, due_on: "2027-{month:02}-{day:02}"}}
subscriptions:
  - id: s1
    product: forno
    plan: {rng.choice(["basic", "plus"])}
    mrr: {mrr}.00 BRL
    start_on: "2025-{month:02}-{day:02}"
    origin: {"sales" if number < HANDOFFS else "self-service"}
    changes: [{{date: "2026-{month:02}-{day:02}", mrr: {mrr + 100}.00 BRL, origin: cs}}]
"""


def handoff(rng, number):
    sales, csm = rng.choice(PEOPLE["sales"]), rng.choice(PEOPLE["cs"])
    return f"""kind: handoff
id: h-{number:06}
account: acc-{number:06}
type: sales-to-cs
subscriptions: [s1]
from: {{area: sales, person: {sales}}}
to: {{area: cs, person: {csm}}}
timeline:
  - {{at: "2026-03-02T10:12:00-03:00", event: opened, by: {sales}}}
  - {{at: "2026-03-02T17:40:00-03:00", event: submitted, by: {sales}, completeness: 100%, quality: 90%}}
  - {{at: "2026-03-03T16:10:00-03:00", event: accepted, by: {csm}}}
context:
  pains: [{text(rng, 4)}, {text(rng, 5)}]
  history: {text(rng, 12)}
  promises: [p1]
feedback: {{fit: good}}
"""


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return len(content.encode())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--accounts", type=int, default=20000)
    parser.add_argument("--handoffs", type=int, default=HANDOFFS)
    parser.add_argument("--entries", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    folder = options.folder
    people = [(person, area) for area, persons in PEOPLE.items() for person in persons]
    if options.entries > 0:
        judging = AGREEMENT.replace("2099-01-01", "2025-01-01").replace("owners:", APPROVALS + "owners:")
        size = write(folder / "csx.yaml", WORKSPACE + "calendar: br\n")
        size += write(folder / "calendars/br.yaml", CALENDAR)
        size += write(folder / "agreements/sales-cs.yaml", judging + SCORES + COMMITMENTS)
    else:
        size = write(folder / "csx.yaml", WORKSPACE)
        size += write(folder / "agreements/sales-cs.yaml", AGREEMENT)
    size += write(folder / "people.yaml", "---\n".join(
        f"kind: person\nid: {person}\nname: {person.title()}\narea: {area}\n" for person, area in people))
    for number in range(options.accounts):
        size += write(folder / f"accounts/acc-{number:06}/account.yaml", account(rng, number))
    for number in range(min(options.handoffs, options.accounts)):
        size += write(folder / f"accounts/acc-{number:06}/handoffs/h-{number:06}.yaml", handoff(rng, number))
    share = options.entries // max(1, options.accounts)
    for number in range(options.accounts if share > 0 else 0):
        path = folder / f"accounts/acc-{number:06}/journal/2026.yaml"
        size += write(path, journal(rng, number, number * share, share))
    print(size)


if __name__ == "__main__":
    main()
