-- What the rows of the files mean; the tables accounts, subscriptions and support_tickets hold them as they stand, as text.
-- Filled beforehand, too: `setting` (the product; empty where plans are products), `period` and `whole_month` (days of the
-- periods, months inside), `promise` (commitments on tickets), `working_window` (hours of the help desk).

CREATE TABLE account AS
SELECT lower(account_id) AS account, lower(industry) AS segment, lower(plan_tier) AS tier, referral_source AS lead_source
FROM accounts;

-- The dimensions of --by that an account says by itself.
CREATE TABLE membership AS
SELECT account, 'all' AS dimension, 'all' AS value FROM account
UNION ALL SELECT account, 'segment', segment FROM account
UNION ALL SELECT account, 'tier', tier FROM account
UNION ALL SELECT account, 'lead-source', lead_source FROM account
UNION ALL SELECT account, 'segment,lead-source', segment || ',' || lead_source FROM account;
CREATE INDEX membership_of_account ON membership (account);

-- Active from start_on to the day before end_on (records: subscription), so one that ends on its first day never is.
-- A trial is nothing that the account holds.
CREATE TABLE holding AS
SELECT lower(account_id) AS account,
       CASE (SELECT product FROM setting) WHEN '' THEN plan_tier ELSE (SELECT product FROM setting) END AS product,
       start_date AS start_on,
       CASE end_date WHEN '' THEN '9999-12-31' ELSE end_date END AS end_on,
       CAST(round(mrr_amount * 100) AS INTEGER) AS cents
FROM subscriptions
WHERE is_trial = 'FALSE' AND (end_date = '' OR start_date < end_date);
CREATE INDEX holding_of_account ON holding (account, start_on, end_on);

-- Trials and zero amounts give no MRR.
CREATE TABLE paid AS SELECT * FROM holding WHERE cents > 0;
CREATE INDEX paid_of_account ON paid (account);

-- Times are seconds since 1970 (UTC). Opened at the beginning of the day of submission.
CREATE TABLE ticket AS
WITH text AS (
  SELECT *, substr(closed_at, 1, 10) AS closed_day, substr(closed_at, 12) AS closed_time FROM support_tickets
)
SELECT lower(ticket_id) AS ticket, lower(account_id) AS account,
       CASE priority WHEN 'medium' THEN 'normal' ELSE priority END AS priority,
       submitted_at AS opened_day,
       CAST(strftime('%s', submitted_at) AS INTEGER) AS opened,
       CAST(strftime('%s', submitted_at) AS INTEGER) + first_response_time_minutes * 60 AS answered,
       CAST(strftime('%s', closed_day) AS INTEGER) + substr(closed_time, 1, instr(closed_time, ':') - 1) * 3600
         + substr(closed_time, instr(closed_time, ':') + 1) * 60 AS resolved,
       CASE satisfaction_score WHEN '' THEN NULL ELSE CAST(satisfaction_score AS INTEGER) END AS csat,
       CAST(resolution_time_hours AS REAL) * 3600 AS stated_resolution
FROM text;

-- What each record adds to a metric of a period; money in cents, times in seconds. A part of it that stands in another group
-- has a row of its own. `product` is the group of --by product.
CREATE TABLE contribution (metric, period, record, account, product, numerator, denominator);
-- What stands beside a value, and is no part of it.
CREATE TABLE aside (metric, period, record, account, product, name);
