"""Where verdicts and counts are kept.

`log` is the truth (SQLite): one row a verdict and a ledger of what was counted on which day. `snapshot` is normal as of
last midnight (LMDB), which follows from the ledger and can be built again from it. `disk` is both together, `memory`
the
same in dictionaries for tests.
"""
