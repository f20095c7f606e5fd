"""One file for each kind of indicator: ``KIND``, ``HITS`` and at least as many ``NEAR_MISSES``, all values invented."""
