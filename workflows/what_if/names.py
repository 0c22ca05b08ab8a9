"""The names of posts and units under two policies at once, such that no two of them read alike."""

from collections import Counter
from collections.abc import Sequence

from workflows.charter import Charter

#: So many names are told one by one.
FEW = 8


class Names:
    """What posts and units are called under today's policy and under the changed one."""

    def __init__(self, today: Charter, changed: Charter) -> None:
        """Take both sides, and note which names several posts or units bear."""
        self._today, self._changed = today, changed
        bearers: Counter[str] = Counter()
        for key in {key for charter in (today, changed) for key in _keys(charter)}:
            bearers.update({today.label(key), changed.label(key)} - {key})
        self._shared = {label for label, times in bearers.items() if times > 1}

    def label(self, key: str) -> str:
        """Return the Vietnamese name; with the key where others bear it too, with the new name where it changes."""
        before, after = self._today.label(key), self._changed.label(key)
        # A charter calls what it does not know by its key.
        known = [one for one in dict.fromkeys((before, after)) if one != key] or [key]
        name = known[0] if len(known) == 1 else f"{known[0]} (sửa thành «{known[1]}»)"
        return f"{name} (mã {key})" if self._shared.intersection(known) else name

    def some(self, keys: Sequence[str]) -> str:
        """Return several names as one text; of many only how many."""
        return ", ".join(map(self.label, keys)) if len(keys) <= FEW else f"{len(keys)} nơi"


def _keys(charter: Charter) -> list[str]:
    organization = charter.jurisdiction.organization
    return [one.key for one in (*organization.posts, *organization.units)]
