"""Where checks put what they find."""

from collections.abc import Iterable

from config.errors import PolicyError
from config.located import Located, nearest


class Report:
    """The findings of the checks that look across objects.

    Attributes:
        errors: what was found.
        dropped: keys of items already reported and left out; references to them are not reported.
        pruned: files from which items were left out; what is missing there is not reported.
    """

    def __init__(self, dropped: set[str], pruned: set[str]) -> None:
        """Start without findings.

        Args:
            dropped: keys of items already reported and left out.
            pruned: files from which items were left out.
        """
        self.errors: list[PolicyError] = []
        self.dropped = dropped
        self.pruned = pruned

    def add(self, thing: Located, key: str, message: str) -> None:
        """Report a fault at a key of an object (at the object itself when the key is absent)."""
        self.errors.append(PolicyError(thing.file, thing.line_of(key), message))

    def absent(self, thing: Located, key: str, message: str) -> None:
        """Report that something is missing, unless it may have been left out for a fault of its own."""
        if thing.file not in self.pruned:
            self.add(thing, key, message)

    def known(
        self, thing: Located, key: str, name: str | None, names: Iterable[str], what: str, advice: str = ""
    ) -> bool:
        """Check that a name refers to something.

        Args:
            thing: the object that refers.
            key: its key, or list item, with the name.
            name: the name; None refers to nothing and is fine.
            names: the names that exist.
            what: what it should be, in Vietnamese, e.g. ``chức danh``.
            advice: what to do about it; by default to correct the name or to declare it.

        Returns:
            Whether the name is known.
        """
        if name is None:
            return False
        every = frozenset(names)
        if name in every:
            return True
        if name not in self.dropped:
            wish = advice or f"hãy sửa tên hoặc khai {what} đó"
            self.add(thing, key, f"không có {what} '{name}'{nearest(name, every)}; {wish}")
        return False

    def unique(self, things: Iterable[Located], attribute: str, what: str, key: str = "key") -> None:
        """Check that no two objects have the same name."""
        seen: dict[str, Located] = {}
        for thing in things:
            name = str(getattr(thing, attribute))
            if name in seen:
                first = seen[name]
                place = f"dòng {first.line_of(key)}" + ("" if first.file == thing.file else f" của {first.file}")
                self.add(thing, key, f"{what} '{name}' đã khai ở {place}; mỗi tên chỉ khai một lần")
            else:
                seen[name] = thing
