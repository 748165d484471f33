"""History at once: the counts of every day of the ledger as one SQL text, on DuckDB here and on other engines
elsewhere.
"""
