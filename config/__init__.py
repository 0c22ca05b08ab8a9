"""The policy: organisations, directives and national rules as dated, cited, strictly checked data.

Numbers change by decree, so they stand in YAML files beside the citation they rest on; this package
only reads and checks them. It knows nothing of state machines.
"""
