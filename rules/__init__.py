"""The rules as people agreed on them: the features in Vietnamese, read, run, checked and shown.

It stands above `workflows`, beside `flows`: a scenario drives the real use cases on a real register.
"""
