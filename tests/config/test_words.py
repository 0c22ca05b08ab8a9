"""Every sentence of the tables that translate the parser and the schema is read once."""

from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError

from config.messages import message
from config.yaml_words import explain


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        ("found character '\\t' that cannot start: tab", "có dấu tab ở đầu dòng"),
        ("found character that cannot start any token", "ký tự mở đầu này không dùng được"),
        ("mapping values are not allowed in this context", "dấu ':' thừa hoặc thụt dòng sai"),
        ("found unexpected end of stream", "dấu nháy hoặc dấu ngoặc mở mà không đóng"),
        ("did not find expected ',' or ']'", "danh sách trong ngoặc thiếu dấu ','"),
        ("could not find expected ':'", "thiếu dấu ':' sau khóa"),
        ("did not find expected key", "thụt dòng sai hoặc thiếu khóa"),
        ("did not find expected '-' indicator", "mục danh sách không thẳng hàng"),
        ("did not find expected node content", "thiếu giá trị ở chỗ này"),
        ("found incompatible YAML document", "tệp khai một bản YAML không dùng được"),
        ("found unknown escape character", "dấu '\\' trong nháy kép không hợp lệ"),
        ("found undefined alias", "không được dùng tham chiếu (*) của YAML"),
        ("could not determine a constructor: undefined tag", "không được dùng nhãn kiểu của YAML"),
        ("something new", "không đọc được YAML từ chỗ này; hãy xem lại thụt dòng"),
    ],
)
def test_each_complaint_of_the_parser_is_said_in_vietnamese(problem: str, sentence: str) -> None:
    """A complaint is told with its line, and a sentence that says what to do."""
    mark = StringMark("tệp", 0, 6, 0, "", 0)
    line, told = explain(MarkedYAMLError(problem=problem, problem_mark=mark))
    assert line == 7
    assert told.startswith(sentence)
    assert "hãy" in told


@pytest.mark.parametrize("text", ["a: @b", "a: 'b", "a: [1", "- 1\n - 2\n-3: x", 'a: "\\q"', "a: b: c"])
def test_the_parser_s_own_words_are_among_those_we_know(text: str) -> None:
    """What the real parser says of real slips is told in a sentence of its own, never in the fallback."""
    with pytest.raises(YAMLError) as caught:
        list(YAML(typ="safe").parse(text.encode()))
    assert not explain(caught.value)[1].startswith("không đọc được YAML")


@pytest.mark.parametrize(
    ("kind", "given", "context", "sentence"),
    [
        ("string_type", 5, {}, "a: '5' sai kiểu: phải là chữ; nếu là số hoặc ngày thì đặt trong dấu nháy"),
        ("int_type", "5", {}, "a: '5' sai kiểu: phải là số nguyên, không đặt trong dấu nháy"),
        ("int_from_float", 5.5, {}, "a: '5.5' sai kiểu: phải là số nguyên"),
        ("bool_type", "x", {}, "a: 'x' sai kiểu: phải là true hoặc false"),
        ("decimal_type", "x", {}, "a: 'x' sai kiểu: phải là số"),
        ("date_type", "x", {}, "a: 'x' sai kiểu: phải là ngày dạng năm-tháng-ngày, ví dụ 2024-03-10, không đặt trong dấu nháy"),
        ("dict_type", "x", {}, "a: 'x' sai kiểu: phải là các cặp khóa và giá trị"),
        ("tuple_type", "x", {}, "a: 'x' sai kiểu: phải là danh sách"),
        ("none_required", "x", {}, "a: 'x' sai kiểu: phải để trống (null)"),
        ("model_type", "x", {}, "a: 'x' sai kiểu: phải là các cặp khóa và giá trị"),
        ("model_attributes_type", "x", {}, "a: 'x' sai kiểu: phải là các cặp khóa và giá trị"),
        ("string_pattern_mismatch", "A", {"pattern": "^[a-z][a-z0-9_]{0,63}$"}, "a: 'A' không hợp lệ: chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, mở đầu bằng chữ (ví dụ: tu_phap)"),
        ("string_pattern_mismatch", "A", {"pattern": "^(?:[a-z][a-z0-9_]{0,63})?$"}, "a: 'A' không hợp lệ: chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, mở đầu bằng chữ"),
        ("string_pattern_mismatch", "A", {"pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$"}, "a: 'A' không hợp lệ: chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối (ví dụ: bao-cao)"),
        ("string_pattern_mismatch", "A", {"pattern": "^(?:0|[1-9])$"}, "a: 'A' không hợp lệ: là vị trí thứ tự như \"3.1.2\", không phải nhãn in"),
        ("string_pattern_mismatch", "A", {"pattern": "^\\d{4}$"}, "a: 'A' không hợp lệ: là mã kỳ như 2024-Q1, 2024-H1, 2024-9M, \"2024\", 2026-04, 2026-W16 hoặc 2026-04-15"),
        ("string_pattern_mismatch", " a", {"pattern": "^\\S$"}, "a: ' a' không hợp lệ: không được mở đầu hoặc kết thúc bằng khoảng trắng"),
        ("int_type", None, {}, "a: không được để trống; hãy ghi giá trị"),
    ],
)  # fmt: skip
def test_each_refusal_of_the_schema_is_said_in_vietnamese(
    kind: str, given: Any, context: dict[str, Any], sentence: str
) -> None:
    """A wrong type or shape is told with the place, what was written, and what it should be."""
    error: Any = {"type": kind, "input": given, "ctx": context, "msg": "", "loc": ("a",)}
    assert message(error, ("a",)) == sentence
