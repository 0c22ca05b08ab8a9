"""Make click speak Vietnamese."""

import gettext
import os
from pathlib import Path


def speak_vietnamese() -> None:
    """Point gettext, which click asks for every word of its own, at our catalogue."""
    os.environ["LANGUAGE"] = "vi"
    gettext.bindtextdomain("namro", str(Path(__file__).parent / "locale"))
    gettext.textdomain("namro")
