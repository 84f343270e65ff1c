#!/usr/bin/env python3
"""Every mapping of examples/mappings imports its sample, and again without a change: mappings.py CSX"""
import pathlib
import sys

from folder import ROOT, Folder, expect

# In an order in which each finds what it refers to; the rows that are taken and those that a filter leaves out.
RUNS = [("hubspot-companies", "hubspot-companies", 2, 1), ("hubspot-deals", "hubspot-deals", 2, 1),
        ("salesforce-accounts", "salesforce-accounts", 2, 1), ("salesforce-opportunities", "salesforce-opportunities", 2, 1),
        ("pipedrive-organizations", "pipedrive-organizations", 2, 0), ("pipedrive-deals", "pipedrive-deals", 2, 1),
        ("zendesk-tickets", "zendesk-tickets", 2, 1), ("stripe-customers", "stripe-customers", 2, 1),
        ("stripe-subscriptions-monthly", "stripe-subscriptions", 2, 1), ("stripe-subscriptions-yearly", "stripe-subscriptions", 1, 2)]


def main():
    folder = Folder(sys.argv[1], "mappings")
    folder.check()
    shipped = {path.stem for path in (ROOT / "examples/mappings/imports").glob("*.yaml")}
    expect(shipped == {mapping for mapping, *_ in RUNS}, f"every mapping has its run: {shipped}")
    samples = ROOT / "examples/mappings/samples"
    expect({path.stem for path in samples.glob("*.csv")} == {sample for _, sample, *_ in RUNS}, "every sample has its run")
    for mapping, sample, taken, left in RUNS:
        rows = folder.imported(mapping, samples / f"{sample}.csv")["import"]["rows"]
        expect((rows["created"], rows["filtered"], rows["rejected"]) == (taken, left, 0), f"{mapping}: {rows}")
        rows = folder.imported(mapping, samples / f"{sample}.csv")["import"]["rows"]
        expect((rows["unchanged"], rows["filtered"]) == (taken, left), f"{mapping}, again: {rows}")
        # A mapping may also be a file that is no record.
        folder.imported(pathlib.Path(folder.path / f"imports/{mapping}.yaml"), samples / f"{sample}.csv")
    folder.check()
    accounts = {each["id"]: each for each in folder.records("account")}
    def mrr(account):
        return {each["id"]: each["mrr"] for each in accounts[account]["subscriptions"]}
    expect(mrr("hs-9001") == {"deal-7001": "1000.00 USD"}, mrr("hs-9001"))
    expect(mrr("pd-42") == {"deal-311": "350.04 EUR"}, mrr("pd-42"))
    expect(mrr("cus-nffrfeufnv2hib") == {"sub-1oaaaaaaaaaaaaaa": "98.00 USD"}, mrr("cus-nffrfeufnv2hib"))
    print(f"ok: {len(RUNS)} mappings")


main()
