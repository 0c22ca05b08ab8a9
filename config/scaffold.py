"""Write a commented policy to start from, on which every check passes."""

import shutil
from pathlib import Path

from config.loader import NATIONAL, packaged_root

JURISDICTION = "xa_mau"
"""The key of the sample jurisdiction."""


def write_jurisdiction(target: Path, key: str = JURISDICTION) -> tuple[Path, ...]:
    """Write a complete policy root with one sample jurisdiction.

    The national files are copied in, so that the folder is a policy root by itself.

    Args:
        target: the folder to write; it may exist if it is empty.
        key: the key of the jurisdiction: lower-case letters, digits and underscores.

    Returns:
        The files written, in order.

    Raises:
        FileExistsError: when the folder is not empty; the text is Vietnamese.
        ValueError: when the key cannot be one; the text is Vietnamese.
    """
    if not (key.isascii() and key.isidentifier() and key == key.lower() and key[0].isalpha()):
        raise ValueError(f"'{key}' không dùng làm khóa được: chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(f"'{target}' đã có sẵn và không trống; hãy chọn thư mục khác")
    written: list[Path] = []
    for name in NATIONAL:
        file = target / "national" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packaged_root() / "national" / name, file)
        written.append(file)
    template = packaged_root() / "templates" / "jurisdiction"
    for sample in sorted(template.rglob("*.yaml")):
        file = target / "jurisdictions" / key / sample.relative_to(template)
        file.parent.mkdir(parents=True, exist_ok=True)
        text = sample.read_text(encoding="utf-8").replace(f"jurisdiction: {JURISDICTION}\n", f"jurisdiction: {key}\n")
        file.write_text(text, encoding="utf-8", newline="\n")
        written.append(file)
    return tuple(written)
