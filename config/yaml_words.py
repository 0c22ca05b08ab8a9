"""The parser's complaints in Vietnamese."""

from ruamel.yaml.error import YAMLError

_WORDS: tuple[tuple[str, str], ...] = (
    ("tab", "có dấu tab ở đầu dòng; YAML chỉ cho thụt dòng bằng dấu cách, hãy thay tab bằng dấu cách"),
    ("cannot start any token", "ký tự mở đầu này không dùng được; hãy đặt giá trị trong dấu nháy"),
    (
        "mapping values are not allowed",
        "dấu ':' thừa hoặc thụt dòng sai; nếu ':' thuộc nội dung thì hãy đặt nội dung trong dấu nháy",
    ),
    ("end of stream", "dấu nháy hoặc dấu ngoặc mở mà không đóng cho tới hết tệp; hãy đóng lại"),
    ("expected ',' or", "danh sách trong ngoặc thiếu dấu ',' hoặc dấu đóng ngoặc; hãy bổ sung"),
    ("could not find expected ':'", "thiếu dấu ':' sau khóa; hãy viết 'khóa: giá trị'"),
    ("did not find expected key", "thụt dòng sai hoặc thiếu khóa; hãy cho thẳng hàng với các khóa cùng nhóm"),
    ("did not find expected '-' indicator", "mục danh sách không thẳng hàng; hãy thụt các dấu '-' bằng nhau"),
    ("did not find expected node content", "thiếu giá trị ở chỗ này; hãy viết giá trị hoặc xóa dấu thừa"),
    ("incompatible YAML document", "tệp khai một bản YAML không dùng được; hãy xóa dòng %YAML"),
    ("unknown escape", "dấu '\\' trong nháy kép không hợp lệ; hãy dùng nháy đơn"),
    ("undefined alias", "không được dùng tham chiếu (*) của YAML; hãy viết rõ giá trị ra"),
    ("undefined tag", "không được dùng nhãn kiểu của YAML; hãy bỏ nhãn này"),
)


def explain(fault: YAMLError) -> tuple[int, str]:
    """Say where and why YAML cannot be read.

    Args:
        fault: what the parser raised.

    Returns:
        The line, from 1, and a Vietnamese sentence.
    """
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    line = 1 if mark is None else mark.line + 1
    problem = f"{getattr(fault, 'problem', None) or fault}"
    for words, vietnamese in _WORDS:
        if words in problem:
            return line, vietnamese
    return line, "không đọc được YAML từ chỗ này; hãy xem lại thụt dòng, dấu ':' và dấu nháy quanh dòng này"
