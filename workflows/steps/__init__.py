"""What a sweep does, a file for each kind of step; each reads the law and writes many rows at once."""
