"""The command line: thin, in Vietnamese, and quick to start (nothing heavy is imported before it is needed)."""
