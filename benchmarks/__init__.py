"""Measure the sweep against the physical floor: the bare SQL for the same work, in the same run."""
