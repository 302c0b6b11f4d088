"""What stays in memory as long as the dashboard runs is left out of collections, which look through all the rest."""

import gc
from functools import cache


@cache
def settle() -> None:
    """Take what is there by now for lasting; a collection then stops a page for moments, not for a tenth of a second.

    Called once, when the modules are loaded and before the first page is drawn.
    """
    gc.collect()
    gc.freeze()
