-- Tickets. What is later than the as-of date has not happened yet; fields without a date of their own are read as they
-- stand.

CREATE TABLE seen AS
SELECT period, ticket, account, priority, csat, opened_day, opened,
       CASE WHEN date(answered, 'unixepoch') <= as_of THEN answered END AS answered,
       CASE WHEN date(answered, 'unixepoch') <= as_of THEN date(answered, 'unixepoch') END AS answered_day,
       CASE WHEN date(resolved, 'unixepoch') <= as_of THEN resolved END AS resolved,
       CASE WHEN date(resolved, 'unixepoch') <= as_of THEN date(resolved, 'unixepoch') END AS resolved_day
FROM period CROSS JOIN ticket
WHERE opened_day <= closing_day;

-- The products that an account holds on a day.
CREATE TABLE held_on AS
WITH day AS (
  SELECT account, opened_day AS day FROM seen
  UNION SELECT account, answered_day FROM seen WHERE answered IS NOT NULL
  UNION SELECT account, resolved_day FROM seen WHERE resolved IS NOT NULL
  UNION SELECT account, date(opened + within, 'unixepoch') FROM ticket JOIN promise
  UNION SELECT account, closing_day FROM ticket CROSS JOIN period
)
SELECT account, day, group_concat(product, ' + ') AS product
FROM (SELECT DISTINCT account, day, product FROM day JOIN holding USING (account)
      WHERE start_on <= day AND day < end_on ORDER BY product)
GROUP BY account, day;
CREATE INDEX held_on_day ON held_on (account, day);

-- One row for what a ticket adds on a day; the day says which products the account had.
CREATE TABLE event (metric, period, ticket, account, day, numerator, denominator);

INSERT INTO event
SELECT 'support.opened', period, ticket, account, opened_day, 1, NULL
FROM seen JOIN period USING (period) WHERE opened_day >= first_day
UNION ALL
SELECT 'support.solved', period, ticket, account, resolved_day, 1, NULL
FROM seen JOIN period USING (period) WHERE resolved_day BETWEEN first_day AND closing_day
UNION ALL
SELECT 'support.backlog', period, ticket, account, closing_day, 1, NULL
FROM seen JOIN period USING (period) WHERE resolved_day IS NULL OR resolved_day > closing_day;

-- Tickets solved over tickets opened.
INSERT INTO event
SELECT 'support.closure-rate', period, ticket, account, day, metric = 'support.solved', metric = 'support.opened'
FROM event WHERE metric IN ('support.opened', 'support.solved');

-- Shares of the tickets solved of which no file tells anything: none was reopened, names an article or a standard answer.
INSERT INTO event
SELECT name, period, ticket, account, day, 0, 1
FROM event JOIN (SELECT 'support.reopened' AS name UNION ALL SELECT 'support.articles'
                 UNION ALL SELECT 'support.standard-answers')
WHERE metric = 'support.solved';

-- A ticket's own csat belongs to the day of its resolution, else of its opening; 4 and 5 are the best two of the scale.
INSERT INTO event
SELECT name, period, ticket, account, coalesce(resolved_day, opened_day), csat >= 4, 1
FROM seen JOIN period USING (period) JOIN (SELECT 'support.csat' AS name UNION ALL SELECT 'satisfaction.csat')
WHERE csat IS NOT NULL AND coalesce(resolved_day, opened_day) BETWEEN first_day AND closing_day;

-- Business time from the opening: to the first response, without what lies after the resolution, and to the resolution.
CREATE TABLE span AS
SELECT 'support.first-response' AS metric, period, ticket, account, answered_day AS day, opened AS start,
       min(answered, coalesce(resolved, answered)) AS finish
FROM seen WHERE answered IS NOT NULL
UNION ALL
SELECT 'support.resolution', period, ticket, account, resolved_day, opened, resolved FROM seen WHERE resolved IS NOT NULL;

INSERT INTO event
SELECT metric, period, ticket, account, day,
       coalesce((SELECT sum(min(finish, closes) - max(start, opens)) FROM working_window
                 WHERE opens >= start - 86400 AND opens < finish AND closes > start), 0), NULL
FROM span JOIN period USING (period) WHERE day BETWEEN first_day AND closing_day;

-- Commitments of the agreement on tickets: in time is what happens until the deadline, due what the as-of date has passed.
CREATE TABLE clock AS
SELECT period, ticket, account, priority, opened + within AS deadline, date(opened + within, 'unixepoch') AS due_day,
       CASE event WHEN 'first-response' THEN answered ELSE resolved END AS stopped
FROM seen JOIN promise USING (priority);

INSERT INTO event
SELECT name, period, ticket, account, due_day, coalesce(stopped <= deadline, 0), 1
FROM clock JOIN period USING (period)
  JOIN (SELECT 'support.attainment' AS name, 'any' AS wanted
        UNION ALL SELECT DISTINCT 'support.attainment-' || priority, priority FROM promise) ON wanted IN ('any', priority)
WHERE due_day BETWEEN first_day AND closing_day;

-- The demand beside it.
INSERT INTO aside
SELECT metric, period, ticket, account, coalesce(product, 'unknown'), name
FROM (
  SELECT period, ticket, account, priority, opened_day,
         CASE WHEN opened_day >= first_day THEN 'opened' ELSE 'opened in the period before' END AS name
  FROM seen JOIN period USING (period)
  WHERE opened_day >= first_day OR opened_day BETWEEN before_first_day AND before_last_day
)
JOIN (SELECT 'support.attainment' AS metric, 'any' AS wanted
      UNION ALL SELECT DISTINCT 'support.attainment-' || priority, priority FROM promise) ON wanted IN ('any', priority)
LEFT JOIN (SELECT account, day AS opened_day, product FROM held_on) USING (account, opened_day);

INSERT INTO contribution
SELECT metric, period, ticket, event.account, coalesce(product, 'unknown'), numerator, denominator
FROM event LEFT JOIN held_on USING (account, day);
