"""A small organisation's year of mail with attacks in it, the same octets for the same seed."""

from firstsight.lab.world.build import World, build

__all__ = ["World", "build"]
