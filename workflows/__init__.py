"""The work: load, judge, write and commit; everything here runs in a plain process, without Prefect."""
