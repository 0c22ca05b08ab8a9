"""The policy to start from, and the schema that editors read."""

import re
from pathlib import Path
from typing import get_args

import pytest

from config.json_schema import FILES, json_schema
from config.ladder import DutyKind
from config.loader import NATIONAL, load_policy
from config.policy import Policy
from config.scaffold import write_jurisdiction
from workflows.assign import gate
from workflows.charter import Charter


def test_a_new_policy_passes_every_check(tmp_path: Path) -> None:
    """What ``namro new`` writes is a complete policy root with one commented jurisdiction."""
    written = write_jurisdiction(tmp_path / "moi")
    policy = load_policy(tmp_path / "moi")
    assert list(policy.jurisdictions) == ["xa_mau"]
    assert list(policy.jurisdictions["xa_mau"].directives) == ["chi-dao-mau"]
    for file in written:
        assert "#" in file.read_text(encoding="utf-8")


def test_a_new_policy_shows_every_kind_of_duty(tmp_path: Path) -> None:
    """A writer finds one of each kind to start from: listed and generated periods, a group, recipients."""
    write_jurisdiction(tmp_path / "moi")
    jurisdiction = load_policy(tmp_path / "moi").jurisdictions["xa_mau"]
    directive = jurisdiction.directives["chi-dao-mau"]
    duties = [duty for _, duty in directive.duties()]
    assert {duty.kind for duty in duties} == set(get_args(DutyKind))
    assert any(duty.periods for duty in duties)
    assert any(duty.schedules for duty in duties)
    assert any(
        name == group.key for duty in duties for name in duty.performers for group in jurisdiction.organization.groups
    )
    assert {recipient.role for recipient in directive.recipients} == {"perform", "oversee"}


def test_a_new_policy_can_be_assigned(tmp_path: Path) -> None:
    """Nothing in it is unclear: every duty passes the clarity gate, and becomes rows for each performer."""
    write_jurisdiction(tmp_path / "moi")
    charter = Charter(load_policy(tmp_path / "moi"), "xa_mau")
    (directive,) = charter.directives
    assert [str(one) for one in gate(charter, directive)] == []
    performers = {(one.duty.key, one.performer) for one in charter.plan(directive)}
    assert {("ra-soat", "van_phong"), ("ra-soat", "phong_kinh_te"), ("kiem-tra", "phong_kinh_te")} <= performers


def test_what_is_commented_out_is_right_as_well(tmp_path: Path) -> None:
    """Each option that stands in a comment can be taken into use by removing the comment sign."""
    write_jurisdiction(tmp_path / "moi")
    folder = tmp_path / "moi" / "jurisdictions" / "xa_mau"
    for file in folder.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        options = re.findall(r"^ *# (?:(?:email|vacancies|monitors|lead): ?.*|  +- \{.*\}.*)$", text, re.MULTILINE)
        assert options
        for option in options:
            text = text.replace(option, option.replace("# ", "", 1))
        # The second way to write answers_to stands beside the first.
        file.write_text(text, encoding="utf-8")
    organization = (folder / "organization.yaml").read_text(encoding="utf-8")
    head, _, tail = organization.partition("    # answers_to:\n")
    assert tail
    before, _, last = head.rpartition("    answers_to: chu_tich\n")
    (folder / "organization.yaml").write_text(f"{before}{last}    answers_to:\n{tail}", encoding="utf-8")
    jurisdiction = load_policy(tmp_path / "moi").jurisdictions["xa_mau"]
    post = jurisdiction.organization.post("truong_phong_kinh_te")
    assert post is not None
    assert len(post.answers_to) == 2
    assert post.vacancies
    assert len(jurisdiction.directives["chi-dao-mau"].monitors) == 1


def test_a_new_policy_may_have_a_key_of_its_own(tmp_path: Path) -> None:
    """The key chosen names the folder and stands in the organisation."""
    write_jurisdiction(tmp_path, "xa_moi_2")
    policy = load_policy(tmp_path)
    assert policy.jurisdictions["xa_moi_2"].organization.jurisdiction == "xa_moi_2"
    assert policy.directive("xa_moi_2/chi-dao-mau") is not None


@pytest.mark.parametrize("key", ["Xa", "xã", "2xa", "xa-moi", "", "_x"])
def test_a_key_that_cannot_be_one_is_refused(tmp_path: Path, key: str) -> None:
    """Keys are lower-case ASCII; nothing is written for another."""
    with pytest.raises(ValueError, match="không dùng làm khóa được"):
        write_jurisdiction(tmp_path / "moi", key)
    assert not (tmp_path / "moi").exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A folder that holds anything is refused and left as it is."""
    (tmp_path / "cu.txt").write_text("cũ", encoding="utf-8")
    with pytest.raises(FileExistsError, match="đã có sẵn và không trống"):
        write_jurisdiction(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["cu.txt"]


def test_the_schema_describes_every_file() -> None:
    """One document, one entry per kind of file, only the keys that may be written, and strict."""
    schema = json_schema()
    assert set(schema["properties"]) == set(FILES)
    assert {f"national/{name}" for name in NATIONAL} <= set(FILES)
    duty = schema["$defs"]["Duty"]
    assert duty["additionalProperties"] is False
    assert set(duty["required"]) == {"key", "kind"}
    for name, part in schema["$defs"].items():
        assert not [key for key in part.get("properties", {}) if key.startswith("__") or key == "where"], name


def test_the_schema_takes_the_short_forms(policy: Policy) -> None:
    """A citation may be a bare key, a time is text, a date may be partial."""
    definitions = json_schema()["$defs"]
    cites = definitions["Deadline"]["properties"]["cites"]
    assert {"type": "string"} in cites["items"]["anyOf"]
    assert cites["minItems"] == 1
    assert definitions["OfficeSpan"]["properties"]["opens"] == {"type": "string"}
    assert policy.version
