"""The words shown to people: labels of codes, and texts of notices."""

from config.located import Key, Located, Text

NOTICE_FIELDS: dict[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for name, fields in {
        "open": "addressee what result deadline window cites directive key label",
        "warn": "addressee what deadline days_left cites directive key label",
        "published": "addressee role since cites directive key label",
        "handed_over": "addressee performer what since deadline cites directive key label",
        "watching": "addressee performer what deadline cites directive key label",
        "cut_off": "addressee what deadline explanation_due cites directive key label",
        "reminder": "addressee what deadline days_late cites directive key label",
        "urging": "addressee what deadline days_late issuer cites directive key label",
        "criticism": "addressee what deadline days_late issuer reason cites directive key label",
        "accountability_review": "addressee what deadline days_late issuer reason cites directive key label",
        "signature": "addressee rung subject deadline cites directive key label",
        "decision": "addressee rung subject deadline cites directive key label",
        "decided": "addressee rung subject answer reason since cites directive key label",
        "alarm": "addressee said key label",
        "pass_on": "addressee rung subject successor deadline cites directive key label",
        "pending": "addressee rung subject since cites directive key label",
        "report_arrived": "addressee performer what received deadline cites directive key label",
        "returned": "addressee what reason deadline cites directive key label",
        "explained": "addressee performer what reason cites directive key label",
        "to_serve": "addressee rung subject successor reason cites directive key label",
    }.items()
}
"""The notices, and the named fields that each may use."""


class Notice(Located):
    """The text of one notice.

    Attributes:
        subject: the subject line, with ``{named}`` fields.
        body: the text, with ``{named}`` fields.
    """

    subject: Text
    body: Text


class Notices(Located):
    """A text for each kind of notice."""

    open: Notice
    warn: Notice
    published: Notice
    handed_over: Notice
    watching: Notice
    cut_off: Notice
    reminder: Notice
    urging: Notice
    criticism: Notice
    accountability_review: Notice
    signature: Notice
    decision: Notice
    decided: Notice
    alarm: Notice
    pass_on: Notice
    pending: Notice
    report_arrived: Notice
    returned: Notice
    explained: Notice
    to_serve: Notice


class Wording(Located):
    """``national/wording.yaml``: a Vietnamese label for every code that may reach a reader."""

    kinds: dict[Key, Text]
    treatments: dict[Key, Text]
    modalities: dict[Key, Text]
    provenance: dict[Key, Text]
    rungs: dict[Key, Text]
    modes: dict[Key, Text]
    roles: dict[Key, Text]
    time_statuses: dict[Key, Text]
    verdicts: dict[Key, Text]
    recipient_roles: dict[Key, Text]
    lines_of_command: dict[Key, Text]
    signing_rights: dict[Text, Text]
    notices: Notices

    def label(self, group: str, code: str) -> str:
        """The Vietnamese label of a code.

        Args:
            group: the name of the group, e.g. ``kinds``.
            code: the code.

        Returns:
            The label, or the code itself where the group has none for it.
        """
        labels: dict[str, str] = getattr(self, group)
        return labels.get(code, code)
