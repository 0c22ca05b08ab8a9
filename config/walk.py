"""Walk every object of a policy, for the rules that hold wherever an object stands."""

from collections.abc import Iterator
from typing import Any

from config.citation import Citation, Source
from config.dated import Dated, faults
from config.directive import Directive
from config.located import Located
from config.report import Report


def series(thing: Any) -> Iterator[tuple[Dated[Any], ...]]:
    """Yield every series of dated entries below an object."""
    if isinstance(thing, Located):
        for _, value in thing:
            yield from series(value)
    elif isinstance(thing, tuple):
        if thing and isinstance(thing[0], Dated):
            yield thing
        for item in thing:
            yield from series(item)


def citations(thing: Any) -> Iterator[Citation]:
    """Yield every citation below an object."""
    if isinstance(thing, Citation):
        yield thing
    elif isinstance(thing, Located):
        for _, value in thing:
            yield from citations(value)
    elif isinstance(thing, tuple):
        for item in thing:
            yield from citations(item)


def check(thing: Located, sources: dict[str, Source], directive: Directive | None, report: Report) -> None:
    """Check the citations and the dated values of one file.

    Args:
        thing: the file's model.
        sources: every source that may be cited there.
        directive: the directive of the file, whose clauses may be cited; None elsewhere.
        report: where findings go.
    """
    paths = set() if directive is None else {clause.path for clause in directive.clauses}
    for citation in citations(thing):
        if citation.clause is not None:
            if citation.source:
                report.add(
                    citation,
                    "clause",
                    "mỗi căn cứ chỉ dẫn một nơi: chọn source hoặc clause, không ghi cả hai",
                )
            if directive is None:
                report.add(citation, "clause", "chỉ văn bản chỉ đạo mới dẫn được khoản của mình; hãy dùng source")
            else:
                report.known(citation, "clause", citation.clause, paths, "khoản")
        elif not citation.source:
            report.add(citation, "", "căn cứ không dẫn đến đâu; hãy ghi source hoặc clause")
        else:
            report.known(citation, "source", citation.source, sources, "văn bản căn cứ")
    for entries in series(thing):
        for entry, key, message in faults(entries):
            report.add(entry, key, message)
