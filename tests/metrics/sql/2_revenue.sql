-- Revenue, acquisition and the funnel. MRR on a day is the sum over the subscriptions that are active on it; opening is the
-- day before the period, closing its last day or the as-of date.

-- What an account pays for a product at opening and at closing.
CREATE TABLE product_balance AS
SELECT period, account, product,
       sum(CASE WHEN start_on <= opening_day AND opening_day < end_on THEN cents ELSE 0 END) AS opening,
       sum(CASE WHEN start_on <= closing_day AND closing_day < end_on THEN cents ELSE 0 END) AS closing
FROM period CROSS JOIN paid
GROUP BY period, account, product;

CREATE TABLE balance AS
WITH life AS (
  SELECT period, account, min(start_on) AS first_paid, max(start_on <= closing_day AND end_on > first_day) AS has_paid_within
  FROM period CROSS JOIN paid
  GROUP BY period, account
), total AS (
  SELECT period, account, sum(opening) AS opening, sum(closing) AS closing FROM product_balance GROUP BY period, account
)
SELECT period, account, opening, closing, has_paid_within, first_paid < first_day AS has_paid_before
FROM total JOIN life USING (period, account) JOIN period USING (period);

-- What is counted by account belongs to all products that the account brought into the period: held at opening, or at
-- closing by those that paid nothing at opening.
CREATE TABLE movement AS
WITH held AS (
  SELECT DISTINCT period, account, product
  FROM balance JOIN period USING (period) JOIN holding USING (account)
  WHERE CASE WHEN opening > 0 THEN opening_day ELSE closing_day END BETWEEN start_on AND date(end_on, '-1 day')
  ORDER BY product
), products AS (
  SELECT period, account, group_concat(product, ' + ') AS product FROM held GROUP BY period, account
)
SELECT period, account, coalesce(product, 'unknown') AS product, opening, closing,
       CASE
         WHEN opening = 0 AND closing = 0 THEN CASE WHEN has_paid_within THEN 'joined-and-left' ELSE 'none' END
         WHEN opening = 0 THEN CASE WHEN has_paid_before THEN 'reactivation' ELSE 'new' END
         WHEN closing = 0 THEN 'churn'
         WHEN closing > opening THEN 'expansion'
         WHEN closing < opening THEN 'contraction'
         ELSE 'none'
       END AS kind
FROM balance LEFT JOIN products USING (period, account);

-- Sums of prices, by product.
INSERT INTO contribution
SELECT 'revenue.opening', period, account, account, product, opening, NULL FROM product_balance WHERE opening > 0
UNION ALL
SELECT 'revenue.closing', period, account, account, product, closing, NULL FROM product_balance WHERE closing > 0;

-- Movements: of each account its opening against its closing.
INSERT INTO contribution
SELECT 'revenue.' || kind, period, account, account, product, abs(closing - opening), NULL
FROM movement WHERE kind NOT IN ('none', 'joined-and-left');

-- Components: product by product, of accounts that pay at opening and at closing. A product is held for nothing, too.
CREATE TABLE product_held AS
SELECT period, account, product,
       max(start_on <= opening_day AND opening_day < end_on) AS at_opening,
       max(start_on <= closing_day AND closing_day < end_on) AS at_closing
FROM period CROSS JOIN holding
GROUP BY period, account, product;

INSERT INTO contribution
SELECT 'revenue.' || CASE WHEN part.closing > part.opening THEN CASE WHEN at_opening THEN 'upgrade' ELSE 'cross-sell' END
                          WHEN at_closing THEN 'downgrade' ELSE 'dropped-product' END,
       period, account, account, product, abs(part.closing - part.opening), NULL
FROM product_balance AS part JOIN balance AS whole USING (period, account) JOIN product_held USING (period, account, product)
WHERE whole.opening > 0 AND whole.closing > 0 AND part.closing <> part.opening;

-- Shares of the revenue and of the accounts at opening.
INSERT INTO contribution
SELECT 'revenue.nrr', period, account, account, product, closing, opening FROM movement WHERE opening > 0
UNION ALL
SELECT 'revenue.grr', period, account, account, product, min(closing, opening), opening FROM movement WHERE opening > 0
UNION ALL
SELECT 'revenue.logo-churn', period, account, account, product, kind = 'churn', 1 FROM movement WHERE opening > 0
UNION ALL
SELECT 'revenue.gross-churn', period, account, account, product, max(opening - closing, 0), opening
FROM movement WHERE opening > 0
UNION ALL
SELECT 'revenue.net-churn', period, account, account, product, opening - closing, opening FROM movement WHERE opening > 0
UNION ALL
SELECT 'revenue.quick-ratio', period, account, account, product, max(closing - opening, 0), max(opening - closing, 0)
FROM movement WHERE closing <> opening
UNION ALL
SELECT 'revenue.arpa', period, account, account, product, closing, 1 FROM movement WHERE closing > 0;

INSERT INTO aside
SELECT metric, period, account, account, product, 'reactivated'
FROM movement JOIN (SELECT 'revenue.nrr' AS metric UNION ALL SELECT 'revenue.grr') WHERE kind = 'reactivation';

-- Accounts.
INSERT INTO contribution
SELECT 'revenue.accounts', period, account, account, product, 1, NULL FROM movement WHERE closing > 0
UNION ALL
SELECT 'revenue.new-accounts', period, account, account, product, 1, NULL FROM movement WHERE kind = 'new'
UNION ALL
SELECT 'revenue.reactivated-accounts', period, account, account, product, 1, NULL FROM movement WHERE kind = 'reactivation'
UNION ALL
SELECT 'revenue.lost-accounts', period, account, account, product, 1, NULL FROM movement WHERE kind = 'churn'
UNION ALL
SELECT 'revenue.joined-and-left', period, account, account, product, 1, NULL FROM movement WHERE kind = 'joined-and-left';

-- Customer lifetime: openings of the whole calendar months of the period that have passed, over the accounts lost in them.
INSERT INTO contribution
SELECT 'revenue.lifetime', whole.period, own.account, own.account, own.product, 1, month.kind = 'churn'
FROM whole_month AS whole JOIN movement AS month ON month.period = whole.month
  JOIN movement AS own ON own.period = whole.period AND own.account = month.account
WHERE month.opening > 0;

-- Won on the first day of the first subscription that is ever paid, for what began on that day.
CREATE TABLE win AS
SELECT period, account, won_on FROM period CROSS JOIN (SELECT account, min(start_on) AS won_on FROM paid GROUP BY account)
WHERE won_on BETWEEN first_day AND closing_day;

CREATE TABLE win_of_products AS
SELECT period, account, won_on, group_concat(product, ' + ') AS product
FROM (SELECT DISTINCT period, account, won_on, product FROM win JOIN paid USING (account)
      WHERE start_on = won_on ORDER BY product)
GROUP BY period, account, won_on;

INSERT INTO contribution
SELECT 'acquisition.accounts', period, account, account, product, 1, NULL FROM win_of_products
UNION ALL
SELECT 'acquisition.mrr', period, account, account, paid.product, cents, NULL
FROM win JOIN paid USING (account) WHERE start_on = won_on
UNION ALL
SELECT 'acquisition.later-churn', period, account, account, product,
       NOT EXISTS (SELECT * FROM paid WHERE paid.account = win.account AND start_on <= as_of AND as_of < end_on), 1
FROM win_of_products AS win JOIN period USING (period);

-- Retained, of these expanded, of these referred: nobody, no file tells of referrals.
INSERT INTO contribution
SELECT 'funnel.retained', period, account, account, product, closing > 0, 1 FROM movement WHERE opening > 0
UNION ALL
SELECT 'funnel.expanded', period, account, account, product, closing > opening, 1
FROM movement WHERE opening > 0 AND closing > 0
UNION ALL
SELECT 'funnel.referred', period, account, account, product, 0, 1 FROM movement WHERE kind = 'expansion'
UNION ALL
SELECT 'funnel.through', period, account, account, product, 0, 1 FROM movement WHERE opening > 0;
