"""What the lab found, on one page: first encounters, attacks by family, and what the answers cost."""

from firstsight.lab.proof.page import Findings, findings, page

__all__ = ["Findings", "findings", "page"]
