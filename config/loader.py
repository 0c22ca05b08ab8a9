"""Read a whole policy root; every fault at once, each with its file and line."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import orjson

from config import checks_directive, checks_duty, checks_national, checks_organization, walk
from config.calendar import Calendar
from config.citation import Source, SourceFile
from config.directive import Directive
from config.errors import PolicyError, PolicyErrors
from config.ladder import LadderFile
from config.located import Located, nearest
from config.organization import Organization
from config.policy import Jurisdiction, National, Policy
from config.report import Report
from config.reporting import Reporting
from config.stand_in import NAME
from config.validate import validate
from config.wording import Wording
from config.yaml_source import read

NATIONAL: dict[str, type[Located]] = {
    "sources.yaml": SourceFile,
    "calendar.yaml": Calendar,
    "reporting.yaml": Reporting,
    "ladder.yaml": LadderFile,
    "wording.yaml": Wording,
}
JURISDICTION: dict[str, type[Located]] = {
    "organization.yaml": Organization,
    "ladders.yaml": LadderFile,
}

M = TypeVar("M", bound=Located)


def packaged_root() -> Path:
    """The policy root that comes with the program."""
    return Path(__file__).resolve().parent


def load_policy(root: Path) -> Policy:
    """Read and check a policy.

    Args:
        root: the folder with ``national/`` and ``jurisdictions/``.

    Returns:
        The policy, frozen.

    Raises:
        PolicyErrors: with every fault found, in the order of file and line.
    """
    reading = _Reading(root)
    policy = reading.run()
    if reading.errors or policy is None:
        raise PolicyErrors(reading.errors)
    return policy


class _Reading:
    """One reading of a policy root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.errors: list[PolicyError] = []
        self.dropped: set[str] = set()
        self.raw: dict[str, Any] = {}
        self.pruned: set[str] = set()

    def run(self) -> Policy | None:
        """Read everything, then check across files."""
        if not self.root.is_dir():
            self._error(".", f"không có thư mục chính sách '{self.root.name}'; hãy kiểm tra đường dẫn")
            return None
        national = self._national()
        jurisdictions = {folder.name: self._jurisdiction(folder) for folder in self._folders()}
        self._check(national, jurisdictions)
        if self.errors:
            return None
        return self._assemble(national, jurisdictions)

    def _assemble(
        self, national: dict[str, Located | None], jurisdictions: dict[str, dict[str, Located | None]]
    ) -> Policy:
        """Put the sound files together."""
        rules = National(
            sources={source.key: source for source in _of(national["sources.yaml"], SourceFile).sources},
            calendar=_of(national["calendar.yaml"], Calendar),
            reporting=_of(national["reporting.yaml"], Reporting),
            ladders={series.key: series for series in _of(national["ladder.yaml"], LadderFile).ladders},
            wording=_of(national["wording.yaml"], Wording),
        )
        found: dict[str, Jurisdiction] = {}
        for key, files in jurisdictions.items():
            own = files.get("ladders.yaml")
            found[key] = Jurisdiction(
                key=key,
                organization=_of(files["organization.yaml"], Organization),
                directives={model.key: model for model in files.values() if isinstance(model, Directive)},
                ladders={} if own is None else {series.key: series for series in _of(own, LadderFile).ladders},
            )
        content = orjson.dumps(self.raw, default=str, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
        return Policy(self.root, hashlib.sha256(content).hexdigest()[:12], rules, found)

    def _national(self) -> dict[str, Located | None]:
        """Read the national files."""
        folder = self.root / "national"
        self._strangers(folder, NATIONAL)
        files: dict[str, Located | None] = {}
        for name, kind in NATIONAL.items():
            file = folder / name
            if file.is_file():
                files[name] = self._read(file, kind, {})
            else:
                files[name] = None
                self._error(f"national/{name}", "thiếu tệp này; hãy tạo tệp, có thể lấy mẫu bằng lệnh 'namro new'")
        return files

    def _folders(self) -> Iterator[Path]:
        """The folders of jurisdictions, in order."""
        parent = self.root / "jurisdictions"
        if not parent.is_dir():
            self._error("jurisdictions", "thiếu thư mục này; mỗi địa phương là một thư mục con")
            return
        for entry in sorted(parent.iterdir()):
            if entry.is_dir() and not entry.name.startswith((".", "_")):
                yield entry
            elif entry.suffix in (".yaml", ".yml"):
                self._error(
                    f"jurisdictions/{entry.name}",
                    "tệp đặt sai chỗ; hãy chuyển vào thư mục của một địa phương",
                )

    def _jurisdiction(self, folder: Path) -> dict[str, Located | None]:
        """Read the files of one jurisdiction."""
        context = {"jurisdiction": folder.name}
        self._strangers(folder, JURISDICTION)
        files: dict[str, Located | None] = {}
        for name, kind in JURISDICTION.items():
            file = folder / name
            if file.is_file():
                files[name] = self._read(file, kind, context)
            elif name == "organization.yaml":
                files[name] = None
                self._error(f"jurisdictions/{folder.name}/{name}", "thiếu tệp này; hãy khai chức danh và đơn vị")
        organization = files["organization.yaml"]
        if isinstance(organization, Organization) and organization.jurisdiction not in (folder.name, NAME):
            self._at(
                organization,
                "jurisdiction",
                f"'{organization.jurisdiction}' khác tên thư mục '{folder.name}'; hãy đặt cho giống nhau",
            )
        directives = folder / "directives"
        for file in sorted(directives.iterdir()) if directives.is_dir() else ():
            if file.suffix == ".yml":
                self._error(file.relative_to(self.root).as_posix(), "đuôi tệp phải là .yaml; hãy đổi tên")
            if file.suffix != ".yaml":
                continue
            model = self._read(file, Directive, {**context, "directive": f"{folder.name}/{file.stem}"})
            files[f"directives/{file.name}"] = model
            if isinstance(model, Directive) and model.key not in (file.stem, NAME.replace("_", "-")):
                self._at(model, "key", f"'{model.key}' khác tên tệp '{file.stem}'; hãy đặt cho giống nhau")
        return files

    def _read(self, file: Path, kind: type[M], context: dict[str, Any]) -> M | None:
        """Read one file into its model, keeping its findings."""
        data, errors = read(file, self.root)
        self.errors += errors
        if data is None:
            return None
        self.raw[data.path] = data
        outcome = validate(kind, data, context)
        self.errors += outcome.errors
        self.dropped |= outcome.dropped
        if outcome.pruned:
            self.pruned.add(data.path)
        return outcome.model

    def _strangers(self, folder: Path, known: dict[str, type[Located]]) -> None:
        """Report YAML files that nothing reads: their content would silently not count."""
        for file in sorted(folder.iterdir()) if folder.is_dir() else ():
            if file.suffix in (".yaml", ".yml") and file.name not in known:
                self._error(
                    file.relative_to(self.root).as_posix(),
                    f"không tệp nào tên như vậy được đọc{nearest(file.name, set(known))}; hãy đổi tên hoặc chuyển chỗ",
                )

    def _check(self, national: dict[str, Located | None], jurisdictions: dict[str, dict[str, Located | None]]) -> None:
        """Check what can only be seen across objects and files."""
        report = Report(self.dropped, self.pruned)
        sources = self._sources(national, jurisdictions, report)
        for model in national.values():
            if model is not None and sources is not None:
                walk.check(model, sources, None, report)
            match model:
                case Calendar():
                    checks_national.calendar(model, report)
                case LadderFile():
                    checks_national.ladders(model.ladders, report)
                case Wording():
                    checks_national.wording(model, report)
        shared = national["ladder.yaml"]
        for files in jurisdictions.values():
            organization = files.get("organization.yaml")
            own = files.get("ladders.yaml")
            ladders = {series.key for file in (shared, own) if isinstance(file, LadderFile) for series in file.ladders}
            for model in files.values():
                if model is None:
                    continue
                directive = model if isinstance(model, Directive) else None
                if sources is not None:
                    walk.check(model, sources, directive, report)
                if isinstance(model, Organization):
                    checks_organization.organization(model, report)
                elif isinstance(model, LadderFile):
                    checks_national.ladders(model.ladders, report)
                elif directive is not None:
                    people = organization if isinstance(organization, Organization) else None
                    checks_directive.directive(directive, people, ladders, report)
                    checks_duty.duties(directive, people, ladders, report)
        self.errors += report.errors

    def _sources(
        self,
        national: dict[str, Located | None],
        jurisdictions: dict[str, dict[str, Located | None]],
        report: Report,
    ) -> dict[str, Source] | None:
        """Collect every source; None where the list could not be read, so that nothing looks dangling."""
        file = national["sources.yaml"]
        every: list[Source] = list(file.sources) if isinstance(file, SourceFile) else []
        complete = isinstance(file, SourceFile)
        for files in jurisdictions.values():
            organization = files.get("organization.yaml")
            if isinstance(organization, Organization):
                every += organization.sources
            else:
                complete = False
        checks_national.sources(every, report)
        return {source.key: source for source in every} if complete else None

    def _error(self, path: str, message: str) -> None:
        self.errors.append(PolicyError(path, 1, message))

    def _at(self, thing: Located, key: str, message: str) -> None:
        self.errors.append(PolicyError(thing.file, thing.line_of(key), message))


def _of(model: Located | None, kind: type[M]) -> M:
    """The model, known to be of its kind."""
    if not isinstance(model, kind):
        raise TypeError(kind)
    return model
