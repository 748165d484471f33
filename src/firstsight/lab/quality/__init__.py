"""How well attacks are told from ordinary mail, with bounds: labels and verdicts go in, figures come out."""

from firstsight.lab.quality.labels import Label, labels_of
from firstsight.lab.quality.quality import Quality, quality
from firstsight.lab.quality.told import Case, Cases, Told, joined, told_in, told_of

__all__ = ["Case", "Cases", "Label", "Quality", "Told", "joined", "labels_of", "quality", "told_in", "told_of"]
