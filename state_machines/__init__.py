"""The law: states, rules and guards, read by one item or by a million; nothing here knows policy or storage."""
