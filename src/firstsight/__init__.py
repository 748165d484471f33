"""firstsight: judge a threat the first time it is seen, because what is normal is known."""

__version__ = "0.1.0"
