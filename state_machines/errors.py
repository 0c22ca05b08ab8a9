"""What the law says when it is badly written, or when it refuses a move."""


class LawError(Exception):
    """A law that contradicts itself; raised while it is built, never while it runs."""


class Refused(Exception):
    """The law's answer to a move it does not allow: an answer with a reason, in Vietnamese.

    Attributes:
        machine: name of the law that was asked.
        trigger: the move that was asked for.
        state: the state the item was in.
        reason: the sentence for the person who must act.
    """

    def __init__(self, machine: str, trigger: str, state: str, reason: str) -> None:
        """Keep the question (machine, trigger, state) beside the answer (reason)."""
        super().__init__(reason)
        self.machine = machine
        self.trigger = trigger
        self.state = state
        self.reason = reason
