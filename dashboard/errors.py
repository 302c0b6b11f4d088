"""The one kind of error that a user is meant to read."""


class AmendsError(Exception):
    """The data or the request was refused; the message says what, where and what to do, in plain words."""


class UnreadableVersionError(AmendsError):
    """What is published cannot be shown: it is damaged, or made by another Amends. Loading the data again mends it."""
