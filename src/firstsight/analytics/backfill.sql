-- The nightly folds of all days at once (surprise/fold.py, surprise/normal.py): one row a cell of the snapshot.
-- seen: relation, subject, value, peers (0 = none), day, amount. scale: relation, half_life (days), kind.
-- org: number, landmark (the first day). Out: relation, context, value (NULL: the context itself), n, t, k, last;
-- of a value cell n is c and t is tau's day weight, 1. Weights are 2^((day - landmark) / half_life).
WITH one AS (
    SELECT s.relation, s.subject, s.value, s.day, MIN(s.peers) AS peers
    FROM seen AS s JOIN scale AS c ON c.relation = s.relation
    WHERE c.kind <> 'rate'
    GROUP BY s.relation, s.subject, s.value, s.day
), leaf AS (
    SELECT o.relation, o.subject AS context, o.peers, o.value, o.day, c.half_life, 1.0 AS gain,
        POWER(2.0, (o.day - org.landmark) / c.half_life) AS weight,
        1.0 - COALESCE(POWER(2.0, (LAG(o.day) OVER w - o.day) / c.half_life), 0.0) AS grow
    FROM one AS o JOIN scale AS c ON c.relation = o.relation CROSS JOIN org
    WINDOW w AS (PARTITION BY o.relation, o.subject, o.value ORDER BY o.day)
), shared AS (
    SELECT relation, peers AS context, value, day, half_life, weight, SUM(grow) AS gain
    FROM leaf CROSS JOIN org
    WHERE peers <> 0 AND context <> org.number
    GROUP BY relation, peers, value, day, half_life, weight
), peer AS (
    SELECT relation, context, value, day, half_life, weight, gain,
        1.0 - COALESCE(POWER(2.0, (LAG(day) OVER w - day) / half_life), 0.0) AS grow
    FROM shared
    WINDOW w AS (PARTITION BY relation, context, value ORDER BY day)
), given AS (
    SELECT relation, value, day, half_life, weight, grow FROM peer
    UNION ALL
    SELECT relation, value, day, half_life, weight, grow FROM leaf CROSS JOIN org
    WHERE peers = 0 AND context <> org.number
), whole AS (
    SELECT relation, org.number AS context, value, day, half_life, weight, SUM(grow) AS gain
    FROM given CROSS JOIN org
    GROUP BY relation, org.number, value, day, half_life, weight
), organisation AS (
    SELECT relation, context, value, day, half_life, weight, gain,
        1.0 - COALESCE(POWER(2.0, (LAG(day) OVER w - day) / half_life), 0.0) AS grow
    FROM whole
    WINDOW w AS (PARTITION BY relation, context, value ORDER BY day)
), every AS (
    SELECT relation, context, value, day, half_life, weight, gain, grow FROM leaf
    UNION ALL SELECT relation, context, value, day, half_life, weight, gain, grow FROM peer
    UNION ALL SELECT relation, context, value, day, half_life, weight, gain, grow FROM organisation
), counted AS (
    SELECT relation, context, value, half_life, MAX(day) AS last, MAX(weight) AS latest,
        SUM(gain * weight) AS c, SUM(grow * weight) AS t
    FROM every
    GROUP BY relation, context, value, half_life
), amounts AS (
    SELECT s.relation, s.subject, s.peers, s.day, s.amount, POWER(2.0, (s.day - org.landmark) / c.half_life) AS weight
    FROM seen AS s JOIN scale AS c ON c.relation = s.relation CROSS JOIN org
    WHERE c.kind = 'rate'
), moments AS (
    SELECT relation, subject AS context, day, amount, weight FROM amounts
    UNION ALL SELECT relation, peers, day, amount, weight FROM amounts CROSS JOIN org
    WHERE peers <> 0 AND subject <> org.number
    UNION ALL SELECT relation, org.number, day, amount, weight FROM amounts CROSS JOIN org
    WHERE subject <> org.number
)
SELECT relation, context, value, c / latest AS n, 1.0 AS t, 0.0 AS k, last FROM counted
UNION ALL
SELECT relation, context, NULL, SUM(c) / MAX(latest), SUM(t) / MAX(latest), CAST(COUNT(*) AS DOUBLE), MAX(last)
FROM counted GROUP BY relation, context
UNION ALL
SELECT relation, context, NULL, SUM(weight) / MAX(weight), SUM(amount * weight) / MAX(weight),
    SUM(amount * amount * weight) / MAX(weight), MAX(day)
FROM moments GROUP BY relation, context
