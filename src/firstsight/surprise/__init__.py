"""The engine: how surprising is this, given everything seen before? Pure arithmetic over counts.

Read in this order: `decay`, `normal` (what is known), `score` (p of one observation), `calibrate`, `combine`,
`accumulate`, `budget`; `fold` and `unlearn` are how normal changes, `today` what is known since midnight.
"""
