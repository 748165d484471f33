"""From evidence to the mildest action that fits: a scorecard whose terms add up, and a table of losses.

`table` holds every number, `scorecard` adds them up, `decide` picks the action within its budget.
"""
