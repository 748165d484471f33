"""The replay report: what a year of verdicts says, on one page that a board can read."""

from firstsight.lab.report.report import Report

__all__ = ["Report"]
