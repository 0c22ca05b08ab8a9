"""What the schema refuses, in Vietnamese sentences an official can act on."""

import re
from typing import Any

from pydantic_core import ErrorDetails

from config.located import nearest

_PATTERNS: dict[str, str] = {
    "^(?:[a-z]": "chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, mở đầu bằng chữ",
    "^[a-z][a-z0-9_]": "chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, mở đầu bằng chữ (ví dụ: tu_phap)",
    "^[a-z0-9]+": "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối (ví dụ: bao-cao)",
    "^(?:0|": 'là vị trí thứ tự như "3.1.2", không phải nhãn in',
    "^\\d{4}": 'là mã kỳ như 2024-Q1, 2024-H1, 2024-9M, "2024", 2026-04, 2026-W16 hoặc 2026-04-15',
    "^\\S": "không được mở đầu hoặc kết thúc bằng khoảng trắng",
}

_TYPES: dict[str, str] = {
    "string_type": "phải là chữ; nếu là số hoặc ngày thì đặt trong dấu nháy",
    "int_type": "phải là số nguyên, không đặt trong dấu nháy",
    "int_from_float": "phải là số nguyên",
    "bool_type": "phải là true hoặc false",
    "decimal_type": "phải là số",
    "date_type": "phải là ngày dạng năm-tháng-ngày, ví dụ 2024-03-10, không đặt trong dấu nháy",
    "dict_type": "phải là các cặp khóa và giá trị",
    "tuple_type": "phải là danh sách",
    "none_required": "phải để trống (null)",
    "model_type": "phải là các cặp khóa và giá trị",
    "model_attributes_type": "phải là các cặp khóa và giá trị",
}


def name(parts: tuple[str | int, ...]) -> str:
    """Name a place in a file: ``clauses[3].duties[1].what``."""
    text = ""
    for part in parts:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".") or "tệp"


def message(error: ErrorDetails, place: tuple[str | int, ...]) -> str:
    """Say in Vietnamese what the schema refused.

    Args:
        error: one error of pydantic.
        place: where it stands, as keys and list positions of the file.

    Returns:
        One sentence: where, what, and what to do.
    """
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "missing":
        owner = "" if len(place) < 2 else f" trong {name(place[:-1])}"
        return f"thiếu khóa '{place[-1]}'{owner}; hãy bổ sung"
    return f"{name(place)}: {_reason(kind, given, context, error['msg'])}"


def _reason(kind: str, given: Any, context: dict[str, Any], fallback: str) -> str:
    """Say why a value is refused."""
    if kind in ("literal_error", "enum"):
        return _choice(given, context)
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        rule = next((words for start, words in _PATTERNS.items() if pattern.startswith(start)), "sai dạng")
        return f"{_quoted(given)} không hợp lệ: {rule}"
    if kind in ("string_too_short", "too_short"):
        return (
            "không được để trống; hãy ghi giá trị"
            if kind == "string_too_short"
            else ("danh sách trống; phải có ít nhất một mục")
        )
    if kind == "string_too_long":
        return f"dài quá {context.get('max_length')} ký tự; hãy rút gọn"
    if kind in ("greater_than_equal", "greater_than"):
        return f"{_quoted(given)} quá nhỏ; phải từ {context.get('ge', context.get('gt'))} trở lên"
    if kind in ("less_than_equal", "less_than"):
        return f"{_quoted(given)} quá lớn; phải từ {context.get('le', context.get('lt'))} trở xuống"
    if kind in _TYPES and given is None:
        return "không được để trống; hãy ghi giá trị"
    if kind in _TYPES:
        return f"{_quoted(given)} sai kiểu: {_TYPES[kind]}"
    if kind == "is_instance_of":
        return f"{_quoted(given)} sai kiểu"
    return f"{_quoted(given)} không hợp lệ: {fallback}"


def _choice(given: Any, context: dict[str, Any]) -> str:
    """Name the values allowed, and the nearest one."""
    allowed = re.findall(r"'([^']+)'|(\d+)", str(context.get("expected", "")))
    names = [word or number for word, number in allowed]
    hint = nearest(given, set(names)) if isinstance(given, str) else ""
    return f"{_quoted(given)} không có trong các giá trị cho phép: {', '.join(names)}{hint}"


def _quoted(given: Any) -> str:
    """Quote what was written, cut short."""
    if given is None:
        return "giá trị trống"
    if isinstance(given, dict):
        return "một nhóm khóa"
    if isinstance(given, (list, tuple)):
        return "một danh sách"
    text = {True: "true", False: "false"}.get(given, str(given)) if isinstance(given, bool) else str(given)
    return f"'{text if len(text) <= 60 else text[:57] + '...'}'"
