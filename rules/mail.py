"""A mail server that is down."""

from workflows.channels import CannotDeliver, Letter


class BrokenMail:
    """A channel that takes no letter for now: letters stay queued."""

    name = "email"

    def send(self, letter: Letter) -> str:
        """Fail for now."""
        raise CannotDeliver("máy chủ thư không trả lời")
