"""Write the help pages of the rules: `python -m offconv_gui.help_pages`, after a rule has changed."""

from __future__ import annotations

from pathlib import Path

from offconv_gui.core.rule_pages import index, pages
from offconv_gui.resources import resource_root

FOLDER = ("help", "rules")
INDEX = "index"


def files() -> dict[str, str]:
    """The content of every file, by its name."""
    found = pages()
    return {f"{INDEX}.md": index(found), **{f"{name}.md": page for name, page in found.items()}}


def write(folder: Path) -> None:
    """Put all pages into a folder, and take away those of rules that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = files()
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(resource_root().joinpath(*FOLDER))
