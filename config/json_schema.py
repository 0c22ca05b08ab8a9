"""The JSON Schema of the policy files, for editors that complete and check while one writes."""

from typing import Any

from pydantic.json_schema import models_json_schema

from config.calendar import Calendar
from config.citation import SourceFile
from config.directive import Directive
from config.ladder import LadderFile
from config.located import Located
from config.organization import Organization
from config.reporting import Reporting
from config.wording import Wording

FILES: dict[str, tuple[type[Located], str]] = {
    "national/sources.yaml": (SourceFile, "Văn bản căn cứ và giả định"),
    "national/calendar.yaml": (Calendar, "Lịch làm việc"),
    "national/reporting.yaml": (Reporting, "Chế độ báo cáo"),
    "national/ladder.yaml": (LadderFile, "Thang đôn đốc"),
    "national/wording.yaml": (Wording, "Chữ hiển thị và mẫu thông báo"),
    "jurisdictions/*/organization.yaml": (Organization, "Chức danh và đơn vị"),
    "jurisdictions/*/ladders.yaml": (LadderFile, "Thang đôn đốc riêng của địa phương"),
    "jurisdictions/*/directives/*.yaml": (Directive, "Văn bản chỉ đạo"),
}


def json_schema() -> dict[str, Any]:
    """Describe every kind of policy file in one document.

    Returns:
        A JSON Schema (draft 2020-12): ``properties`` has one entry per file pattern, ``$defs`` the parts.
    """
    kinds = list(dict.fromkeys(model for model, _ in FILES.values()))
    refs, document = models_json_schema(
        [(model, "validation") for model in kinds], by_alias=True, ref_template="#/$defs/{model}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tệp chính sách Năm Rõ",
        "type": "object",
        "properties": {
            pattern: {**refs[(model, "validation")], "title": title} for pattern, (model, title) in FILES.items()
        },
        "additionalProperties": False,
        "$defs": {name: _plain(part) for name, part in document["$defs"].items()},
    }


def _plain(part: Any) -> Any:
    """Leave out titles and descriptions that were written for programmers."""
    if isinstance(part, dict):
        return {
            key: _plain(value)
            for key, value in part.items()
            if not (key in ("title", "description") and isinstance(value, str))
        }
    return [_plain(item) for item in part] if isinstance(part, list) else part
