"""The sentences that a feature may use, listed for authors: grouped by what they speak of, an example each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rules.lint import load_sentences
from rules.sentences import SENTENCES, Sentence, fold
from rules.steps import HEADINGS

_KEYWORDS = {"given": ("Biết",), "when": ("Khi",), "then": ("Thì",), None: ("Biết", "Khi")}


@dataclass(frozen=True, slots=True)
class Listed:
    """One sentence.

    Attributes:
        noun: the module of its step.
        heading: what the module speaks of.
        keywords: what it may begin with.
        example: the sentence with an example in each place.
    """

    noun: str
    heading: str
    keywords: tuple[str, ...]
    example: str

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"noun": self.noun, "heading": self.heading, "keywords": self.keywords, "example": self.example}


def listed(words: Sequence[str] = ()) -> list[Listed]:
    """Return the sentences that have all of some words, in the order of their headings.

    Args:
        words: the words, with or without diacritics; none for every sentence.
    """
    load_sentences()
    wanted = [f" {fold(word)}" for word in words]
    order = list(HEADINGS)
    found = [_listed(one) for one in sorted(SENTENCES, key=lambda one: order.index(one.module))]
    return [one for one in found if all(word in _searched(one) for word in wanted)]


def _listed(sentence: Sentence) -> Listed:
    return Listed(sentence.module, HEADINGS[sentence.module], _KEYWORDS[sentence.type], sentence.example)


def _searched(one: Listed) -> str:
    return " " + fold(f"{one.heading} {' '.join(one.keywords)} {one.example}")


def told(some: Sequence[Listed]) -> Iterator[str]:
    """Yield the lines that list sentences for people."""
    for heading, group in groupby(some, key=lambda one: one.heading):
        yield heading
        for one in group:
            yield f"  {'/'.join(one.keywords):<8} {one.example}"
        yield ""
    yield f"{len(some)} câu. «Và», «Nhưng» thay được từ khóa của bước ngay trên."
