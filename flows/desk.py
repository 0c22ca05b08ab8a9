"""The clerk's desk: a form in Vietnamese, a preview, the clerk's own code, and one line in the register."""

import re
import textwrap
from typing import Annotated

from prefect import flow, get_run_logger, runtime, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import INPUTS, RUN_ID
from prefect.flow_runs import suspend_flow_run
from prefect.input import RunInput
from prefect.states import Completed
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import SQLAlchemyError

from config.errors import PolicyErrors
from config.settings import SettingsError
from flows.office import artifact_key, instant_of_run, open_for
from workflows import clock, desk
from workflows.desk_entry import BadEntry, Entry, Figure, Nature, What, read_instant
from workflows.office import Office

#: How long a form waits for the clerk's code, in seconds.
WAITS = 3600
#: Letters of a work's title that a run's name bears, at the most.
LONGEST = 90
ALREADY = "Việc này đã có trong sổ từ trước; không ghi lần hai."


class FigureLine(BaseModel):
    """Một số liệu của báo cáo hoặc chỉ tiêu."""

    model_config = ConfigDict(title="Số liệu")

    name: str = Field(
        default="", title="Tên số liệu", description="Ví dụ ho-so-truc-tuyen; chỉ tiêu có một số liệu thì để trống."
    )
    value: str = Field(title="Giá trị", description="Số, dùng dấu phẩy cho phần lẻ; hoặc mức xếp loại bằng chữ.")
    of: str = Field(default="", title="Trên tổng số", description="Chỉ khi là một phần của tổng số.")
    nature: Nature = Field(default="chính thức", title="Chính thức hay ước")


class CodeForm(RunInput):
    """Xác nhận của người ghi sổ."""

    model_config = ConfigDict(title="Xác nhận của người ghi sổ")

    code: str = Field(
        title="Mã xác nhận",
        description="Sáu chữ số đang hiện trên ứng dụng của người ghi sổ; mỗi mã dùng một lần.",
        pattern=r"^\s*\d{6}\s*$",
    )


def _title(words: str) -> object:
    """Name a field of the form: Prefect itself would show the parameter's name in the code."""
    return Field(json_schema_extra={"title": words})


def _run_name() -> str:
    given = runtime.flow_run.parameters
    return f"Ghi sổ – {given['what']} – {_short(_work(given))}"


def _work(given: dict[str, str]) -> str:
    """Return the title of the work that is meant, or what was typed where it cannot be read: a name never fails."""
    typed = str(given["subject"])
    try:
        office = open_for(given["jurisdiction"], given["database"] or None)
        try:
            with office.register.read(clock.now()) as uow:
                return desk.title_of(uow, office.charter, given["what"], typed)
        finally:
            office.register.engine.dispose()
    except (BadEntry, LookupError, ValueError, OSError, PolicyErrors, SettingsError, SQLAlchemyError):
        return typed


def _short(title: str) -> str:
    return textwrap.shorten(title, LONGEST, placeholder=" …")


def preview(prepared: desk.Prepared, wrong: str = "") -> str:
    """Return what an entry would record, or why it does not, in Markdown.

    A list, as the form would cut the cells of a table off.

    Args:
        prepared: the entry.
        wrong: why the last code was not taken; empty at the first.
    """
    if prepared.refused:
        return f"## Không ghi được\n\n**{_line(prepared.title)}**\n\n> {_line(prepared.refused)}\n\nSổ không thay đổi."
    again = [f"> **Chưa ghi.** {_line(wrong)}", ""] if wrong else []
    rows = [f"- {label}: **{_line(words)}**" for label, words in prepared.told]
    return "\n".join([*again, "## Sẽ ghi vào sổ", "", *rows, "", "Chưa ghi gì khi chưa có mã xác nhận."])


def _line(words: str) -> str:
    """Write words so that they stay in one line and are no markup."""
    return re.sub(r"([\\`*_\[\]|])", r"\\\1", " ".join(words.split())).replace("<", "&lt;")


def code_form(prepared: desk.Prepared, wrong: str = "") -> type[CodeForm]:
    """Return the form that asks for the clerk's code, with what it is for, and why the last code was not taken.

    Args:
        prepared: what the code is for.
        wrong: why the last code was not taken; empty at the first.
    """
    return CodeForm.with_initial_data(description=preview(prepared, wrong))


@task(task_run_name="preview", persist_result=True, cache_policy=INPUTS + RUN_ID)
def show_preview(page: str, jurisdiction: str) -> None:
    """Put the preview on the page of the run, once however often the run wakes up.

    Args:
        page: the preview, in Markdown.
        jurisdiction: which one.
    """
    create_markdown_artifact(page, key=artifact_key("ghi-so", jurisdiction), description="Nội dung ghi sổ")


@task(
    task_run_name="enter-{attempt}",
    persist_result=True,
    cache_key_fn=lambda context, given: f"{context.task_run.flow_run_id}-{given['attempt']}",
)
def enter(
    attempt: str, entry: Entry, clerk: str, code: str, jurisdiction: str, database: str | None
) -> tuple[str, str, str]:
    """Record an entry under a code; a run that wakes up again judges no code of before a second time.

    Args:
        attempt: which form the code was typed into.
        entry: what was typed.
        clerk: who enters it.
        code: the clerk's code.
        jurisdiction: which one.
        database: its register; None for the one of the settings.

    Returns:
        What was recorded; why the code was not taken; why the entry was refused: one of them, the others empty.
    """
    office = open_for(jurisdiction, database)
    try:
        done = desk.record(office.register, office.charter, entry, clerk, code, clock.now())
    finally:
        office.register.engine.dispose()
    return (ALREADY if done.repeated else done.sentence), done.wrong_code, done.refused


@task(
    task_run_name="rehearse",
    persist_result=True,
    cache_key_fn=lambda context, given: f"{context.task_run.flow_run_id}-{given['attempt']}",
)
def rehearse(attempt: int, entry: Entry, clerk: str, jurisdiction: str, database: str | None) -> desk.Prepared:
    """Find out what an entry would record, and leave the register as it is.

    Once for each try of a run: when it wakes up with a code, only `enter` decides, so that the code is used up.

    Args:
        attempt: which try of the run it is.
        entry: what was typed.
        clerk: who enters it.
        jurisdiction: which one.
        database: its register; None for the one of the settings.

    Returns:
        What it would record, or why not.
    """
    office: Office = open_for(jurisdiction, database)
    now = clock.now()
    try:
        with office.register.write(now) as uow:
            return desk.prepare(uow, office.charter, entry, clerk, now)
    finally:
        office.register.engine.dispose()


@flow(
    name="ghi-so",
    description=(
        "Bàn văn thư: ghi vào sổ việc đã làm, dưới mã xác nhận của chính người ghi. Văn thư ghi thay được mọi người; "
        "chức danh khác chỉ ghi việc của mình hoặc của đơn vị mình đứng đầu. "
        "Ký, quyết định, đánh giá thì người có thẩm quyền tự làm, không ghi ở đây."
    ),
    flow_run_name=_run_name,
    persist_result=False,
)
def enter_record(  # noqa: PLR0913, PLR0917  (the form of Prefect is the signature)
    what: Annotated[What, _title("Việc cần ghi")],
    subject: Annotated[str, _title("Mã của việc")],
    clerk: Annotated[str, _title("Người ghi sổ")],
    at: Annotated[str, _title("Xảy ra lúc")] = "",
    by: Annotated[str, _title("Người thực hiện")] = "",
    officer: Annotated[str, _title("Cán bộ được giao")] = "",
    text: Annotated[str, _title("Nội dung hoặc lý do")] = "",
    evidence: Annotated[str, _title("Bằng chứng")] = "",
    figures: Annotated[list[FigureLine], _title("Số liệu")] = [],  # noqa: B006  (Prefect shows the default on its form)
    sections: Annotated[list[str], _title("Các mục của báo cáo")] = [],  # noqa: B006
    attachments: Annotated[list[str], _title("Phụ lục kèm theo")] = [],  # noqa: B006
    event: Annotated[str, _title("Tên sự kiện")] = "",
    jurisdiction: Annotated[str, _title("Địa phương")] = "ba_bich",
    database: Annotated[str, _title("Sổ theo dõi")] = "",
) -> str:
    """Record what somebody did: preview, code, one line in the register.

    Prefect shows the descriptions below on its form, so they are in Vietnamese.

    Args:
        what: Chọn một. Xin lùi hạn và kiến nghị lên cấp trên chưa ghi ở đây được.
        subject: Mã trong thư nhắc việc hoặc trên trang quét hạn; ghi phần cuối cũng được nếu chỉ một việc có.
        clerk: Chức danh người đang ghi (tên hoặc mã), sau đó nhập mã của mình; chỉ văn thư ghi thay được người khác.
        at: Ngày/tháng/năm giờ:phút, ví dụ 11/03/2024 16:30; để trống là lúc bấm chạy.
        by: Chức danh hoặc đơn vị đã làm việc này (tên hoặc mã); để trống là người đang có trách nhiệm.
        officer: Chỉ khi giao cán bộ, ghi chức danh hoặc mã cán bộ, không ghi họ tên.
        text: Nội dung báo cáo, lý do giải trình, nguyên nhân không tống đạt được, hoặc điều đã xảy ra.
        evidence: Số văn bản, biên nhận; tống đạt bằng giấy thì bắt buộc.
        figures: Từng số liệu của báo cáo, của một lần thực hiện hoặc của chỉ tiêu.
        sections: Tên từng mục.
        attachments: Tên từng phụ lục.
        event: Chỉ khi phát sinh sự kiện, chữ thường không dấu, số và gạch nối, ví dụ ho-so-000123.
        jurisdiction: Mã địa phương trong chính sách, ví dụ ba_bich.
        database: Địa chỉ sổ theo dõi, không kèm mật khẩu; để trống thì theo NAMRO_DATABASE_URL.

    Returns:
        What was recorded, in a sentence; the run says it too.
    """
    try:
        # Not the clock: whoever enters the code after midnight has still told of the evening before.
        instant = read_instant(at) if at.strip() else instant_of_run()
    except BadEntry as fault:
        return _refused(desk.Prepared(subject, refused=str(fault)), jurisdiction)
    entry = Entry(
        what=what,
        subject=subject,
        at=instant,
        by=by,
        officer=officer,
        text=text,
        evidence=evidence,
        figures=tuple(Figure(one.name, one.value, one.of, one.nature) for one in figures),
        sections=tuple(sections),
        attachments=tuple(attachments),
        event=event,
    )
    prepared = rehearse(runtime.flow_run.run_count, entry, clerk, jurisdiction, database or None)
    if prepared.refused:
        return _refused(prepared, jurisdiction)
    if prepared.repeated:
        return Completed(message=ALREADY, data=ALREADY)  # type: ignore[return-value]
    show_preview(preview(prepared), jurisdiction)
    wrong, form = "", 0
    while True:
        form += 1
        # A run that is tried again asks again: the answers of its first try are no longer taken by Prefect.
        attempt = f"ma-{runtime.flow_run.run_count}-{form}"
        given = suspend_flow_run(wait_for_input=code_form(prepared, wrong), key=attempt, timeout=WAITS)
        recorded, wrong, refused = enter(attempt, entry, clerk, given.code.strip(), jurisdiction, database or None)
        if recorded:
            return Completed(message=recorded, data=recorded)  # type: ignore[return-value]
        if refused:
            return _refused(desk.Prepared(prepared.title, refused=refused), jurisdiction)


def _refused(prepared: desk.Prepared, jurisdiction: str) -> str:
    """End a run with the reason; it has not failed, as a refusal is an answer, and what failed shows a traceback."""
    show_preview(preview(prepared), jurisdiction)
    sentence = f"Không ghi: {prepared.refused}"
    get_run_logger().warning("%s", sentence)
    return Completed(name="Không ghi", message=sentence, data=sentence)  # type: ignore[return-value]
