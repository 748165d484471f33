"""Attacks of our own, written into one's own archive: its people, threads and servers, texts that no model has seen."""

from firstsight.lab.inject.families import FAMILIES
from firstsight.lab.inject.mixing import Mixer, Shot, mbox_entry
from firstsight.lab.inject.scene import Scene
from firstsight.lab.inject.trace import Style
from firstsight.lab.inject.trial import Reader, Trial, trial

__all__ = ["FAMILIES", "Mixer", "Reader", "Scene", "Shot", "Style", "Trial", "mbox_entry", "trial"]
