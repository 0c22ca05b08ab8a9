"""Documents that are made from the program are what the program says now."""

from pathlib import Path

from workflows.graph import matrix, mermaid
from workflows.register.moves import LAWS

ROOT = Path(__file__).parents[1]


def law_page() -> str:
    """Return the page of the laws, as it is to stand in docs/law.md."""
    parts = [
        "# Luật",
        "",
        "Trang này được tạo từ luật trong mã nguồn (`namro graph`, `namro graph --matrix`); đừng sửa tay.",
    ]
    for law in LAWS.values():
        parts += [
            "",
            f"## {law.label.capitalize()} (`{law.name}`)",
            "",
            "```mermaid",
            mermaid(law),
            "```",
            "",
            matrix(law),
        ]
    return "\n".join(parts) + "\n"


def test_the_page_of_the_laws_is_what_the_laws_say() -> None:
    """docs/law.md equals what is drawn from the laws; `python -m tests.test_docs` writes it anew."""
    assert (ROOT / "docs" / "law.md").read_text(encoding="utf-8") == law_page()


def test_every_command_is_described_in_the_readme_or_the_help() -> None:
    """The help names every command with a Vietnamese line of its own."""
    from workflows.cli.app import COMMANDS

    assert all(line.endswith(".") and line[0].isupper() for _, line in COMMANDS.values())


if __name__ == "__main__":
    (ROOT / "docs" / "law.md").write_text(law_page(), encoding="utf-8")
