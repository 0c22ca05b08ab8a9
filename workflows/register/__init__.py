"""The register: tables, unit of work, journal, outbox. It is the truth; everything else is a view of it."""
