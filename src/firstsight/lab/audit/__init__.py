"""The rewrite audit: which links gateways had rewritten, where they led, and whether anybody needed that."""

from firstsight.lab.audit.audit import Audit

__all__ = ["Audit"]
