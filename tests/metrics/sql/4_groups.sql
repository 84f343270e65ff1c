-- Groups and totals, from records alone.

CREATE TABLE grouped AS
SELECT metric, period, dimension, value AS 'group', record, numerator, denominator
FROM contribution JOIN membership USING (account)
UNION ALL
SELECT metric, period, 'product', product, record, numerator, denominator FROM contribution;
CREATE INDEX grouped_metric ON grouped (metric);

CREATE TABLE total AS
SELECT metric, period, dimension, "group", count(DISTINCT record) AS n,
       sum(numerator) AS numerator, sum(denominator) AS denominator
FROM grouped GROUP BY metric, period, dimension, "group";

-- Nearest rank: of n samples in order p90 is the one at 0.9 n, rounded up. The median of an even number is the middle of
-- two.
CREATE TABLE distribution AS
WITH ranked AS (
  SELECT metric, period, dimension, "group", numerator AS sample,
         row_number() OVER (PARTITION BY metric, period, dimension, "group" ORDER BY numerator) AS rank,
         count(*) OVER (PARTITION BY metric, period, dimension, "group") AS n
  FROM grouped WHERE metric IN ('support.first-response', 'support.resolution')
)
SELECT metric, period, dimension, "group", n, min(sample) AS least, max(sample) AS most,
       avg(CASE WHEN rank IN ((n + 1) / 2, n / 2 + 1) THEN sample END) AS median,
       max(CASE WHEN rank = (9 * n + 9) / 10 THEN sample END) AS p90
FROM ranked GROUP BY metric, period, dimension, "group", n;

CREATE TABLE aside_total AS
SELECT metric, period, dimension, value AS 'group', name, count(*) AS n
FROM aside JOIN membership USING (account) GROUP BY metric, period, dimension, value, name
UNION ALL
SELECT metric, period, 'product', product, name, count(*) FROM aside GROUP BY metric, period, product, name;
