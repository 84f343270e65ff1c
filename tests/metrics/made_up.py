"""Files in the columns of RavenStack with what the published ones lack: cents, customers that leave and return,
subscriptions for nothing, days on which periods meet, tickets that miss their deadline by a minute.
"""
import csv
import datetime
import random

FIRST, LAST = datetime.date(2023, 1, 1), datetime.date(2024, 12, 31)
INDUSTRIES = ["EdTech", "FinTech", "DevTools", "HealthTech", "Cybersecurity"]
SOURCES = ["partner", "other", "organic", "event", "ads"]
PLANS = ["Basic", "Pro", "Enterprise"]

HEADERS = {
    "accounts": "account_id,account_name,industry,country,signup_date,referral_source,plan_tier,seats,is_trial,churn_flag",
    "subscriptions": "subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount,arr_amount,is_trial,"
                     "upgrade_flag,downgrade_flag,churn_flag,billing_frequency,auto_renew_flag",
    "support_tickets": "ticket_id,account_id,submitted_at,closed_at,resolution_time_hours,priority,"
                       "first_response_time_minutes,satisfaction_score,escalation_flag",
    "churn_events": "churn_event_id,account_id,churn_date,reason_code,refund_amount_usd,preceding_upgrade_flag,"
                    "preceding_downgrade_flag,is_reactivation,feedback_text",
    "feature_usage": "usage_id,subscription_id,usage_date,feature_name,usage_count,usage_duration_secs,error_count,"
                     "is_beta_feature",
}


def some_day(rng, first=FIRST):
    """A day until the end; every third is the first or the last of a month, where periods meet."""
    day = first + datetime.timedelta(days=rng.randint(0, (LAST - first).days))
    if rng.random() < 1 / 3:
        day = day.replace(day=1) - datetime.timedelta(days=rng.randint(0, 1))
    return max(day, first)


def accounts(rng, count):
    for number in range(count):
        yield [f"A-{number:04}", f"Company {number}", rng.choice(INDUSTRIES), "US", FIRST, rng.choice(SOURCES),
               rng.choice(PLANS), rng.randint(1, 90), "FALSE", "FALSE"]


def subscription(rng, number, account):
    starts = some_day(rng)
    length = rng.choice([None, None, 0, 1, rng.randint(2, 40), rng.randint(2, 400)])
    ends = "" if length is None else min(starts + datetime.timedelta(days=length), LAST)
    is_trial = rng.random() < 0.1
    price = 0 if is_trial or rng.random() < 0.05 else rng.randint(1, 300000) / 100
    return [f"S-{number:05}", account, starts, ends, rng.choice(PLANS), 1, f"{price:.2f}", f"{price * 12:.2f}",
            str(is_trial).upper(), "FALSE", "FALSE", "FALSE" if ends == "" else "TRUE", "monthly", "TRUE"]


def ticket(rng, number, account):
    opened = some_day(rng)
    hours = rng.choice([rng.randint(1, 24), rng.randint(1, 72), rng.randint(1, 120), 71, 72, 73])
    closed = datetime.datetime.combine(opened, datetime.time()) + datetime.timedelta(hours=hours)
    answer = rng.choice([rng.randint(1, 180), rng.randint(1, 900), 120, 121, 180, 181])
    return [f"T-{number:05}", account, opened, f"{closed:%Y-%m-%d} {closed.hour}:{closed:%M}", hours,
            rng.choice(["low", "medium", "high", "urgent"]), answer, rng.choice(["", 1, 2, 3, 4, 5]), "FALSE"]


def write(place, seed, companies=24):
    rng = random.Random(seed)
    tables = {"accounts": list(accounts(rng, companies))}
    names = [row[0] for row in tables["accounts"]]
    # Some accounts have nothing.
    tables["subscriptions"] = [subscription(rng, number, rng.choice(names[4:])) for number in range(4 * companies)]
    tables["support_tickets"] = [ticket(rng, number, rng.choice(names[:-4])) for number in range(10 * companies)]
    marks = ["FALSE", "FALSE", "FALSE"]
    tables["churn_events"] = [[f"C-{number:04}", rng.choice(names), some_day(rng), "pricing", 0, *marks, ""]
                              for number in range(companies)]
    tables["feature_usage"] = [[f"U-{number:05}", rng.choice(tables["subscriptions"])[0], some_day(rng), "feature_1",
                                rng.randint(1, 20), 60, 0, "False"] for number in range(4 * companies)]
    place.mkdir()
    for table, rows in tables.items():
        with open(place / f"{table}.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([HEADERS[table].split(","), *rows])
