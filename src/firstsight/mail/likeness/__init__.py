"""Which name is easily taken for another: letters that look alike, a swapped suffix, one slip of the keys, added words.

Pure comparisons of text; who is known where is a matter of the relations.
"""

from firstsight.mail.likeness.domains import HOWS, is_generic, resembles
from firstsight.mail.likeness.index import Index
from firstsight.mail.likeness.skeleton import skeleton

__all__ = ["HOWS", "Index", "is_generic", "resembles", "skeleton"]
