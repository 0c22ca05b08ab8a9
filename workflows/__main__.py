"""``python -m workflows`` and ``namro``."""

import sys


def main() -> None:
    """Run the command line; its words are Vietnamese whatever the machine's language."""
    from workflows.cli.words import speak_vietnamese

    speak_vietnamese()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from workflows.cli.app import namro

    namro(prog_name="namro")


if __name__ == "__main__":
    main()
