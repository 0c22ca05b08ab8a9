"""Prefect stops here: when the work runs, and what a supervisor sees of it. The work itself is in `workflows`."""
