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

    try:
        namro(prog_name="namro")
    except Exception as fault:
        if type(fault).__name__ == "BadKey":
            sys.stderr.write(f"{fault}\n")
            sys.exit(2)
        database = sys.modules.get("sqlalchemy.exc")
        if database is None or not isinstance(fault, database.DBAPIError):
            raise
        said = str(fault.orig).strip().splitlines()[0]
        sys.stderr.write(f"Cơ sở dữ liệu không làm được việc này: {said}. Không có gì được ghi dở dang; hãy thử lại.\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
