"""Checks of the national files that look across entries."""

import string
from collections.abc import Iterable
from datetime import timedelta

from config.calendar import Calendar, CalendarYear
from config.citation import Source
from config.ladder import LadderSeries
from config.report import Report
from config.wording import NOTICE_FIELDS, Wording

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def sources(every: Iterable[Source], report: Report) -> None:
    """Check that keys and documents are declared once, and that assumptions are marked as such."""
    listed = list(every)
    report.unique(listed, "key", "văn bản căn cứ")
    seen: dict[tuple[str | None, ...], Source] = {}
    for source in listed:
        if source.assumption != (source.kind == "assumption") or source.assumption != source.key.startswith("gd_"):
            report.add(
                source,
                "assumption",
                f"'{source.key}': giả định phải có kind: assumption, assumption: true và khóa mở đầu"
                " bằng gd_,"
                " còn văn bản thì không; hãy ghi cho khớp",
            )
        if source.number is not None and not source.assumption:
            first = seen.setdefault(source.identity, source)
            if first is not source and first.key != source.key:
                report.add(
                    source,
                    "number",
                    f"'{source.key}' trùng số, ký hiệu, cơ quan và ngày với '{first.key}'; hãy bỏ một",
                )


def calendar(found: Calendar, report: Report) -> None:
    """Check that years follow one another and that their days make sense."""
    report.unique(found.years, "year", "năm", "year")
    years = sorted({year.year for year in found.years})
    for year in found.years:
        if year.year != years[0] and year.year - 1 not in years:
            report.absent(
                year,
                "year",
                f"lịch thiếu năm {year.year - 1} trước năm {year.year}; hãy bổ sung, không bỏ cách",
            )
        _days(year, report)
        _swaps(year, report)
    for hours in found.office_hours:
        spans = () if hours.value is None else hours.value.spans
        for index, span in enumerate(spans):
            if span.closes <= span.opens:
                report.add(span, "closes", f"giờ đóng {span.closes:%H:%M} phải sau giờ mở {span.opens:%H:%M}")
            elif index and span.opens < spans[index - 1].closes:
                report.add(
                    span,
                    "opens",
                    f"giờ mở {span.opens:%H:%M} chồng lên buổi trước; các buổi phải nối tiếp nhau",
                )
        if hours.value is not None and not spans:
            report.absent(hours.value, "spans", "phải có ít nhất một buổi làm việc")


def _days(year: CalendarYear, report: Report) -> None:
    """Check the holidays of one year."""
    report.unique(year.holidays, "date", f"ngày nghỉ năm {year.year}", "date")
    days = {holiday.date for holiday in year.holidays}
    if year.projected is False and year.known_on.year > year.year:
        report.add(year, "known_on", f"lịch năm {year.year} không thể công bố sau khi năm đã hết; hãy sửa known_on")
    for holiday in year.holidays:
        if holiday.date.year != year.year:
            report.add(holiday, "date", f"ngày {holiday.date} không thuộc năm {year.year}; hãy chuyển sang đúng năm")
        if holiday.compensates is None:
            continue
        if holiday.compensates not in days:
            report.absent(
                holiday,
                "compensates",
                f"nghỉ bù cho ngày {holiday.compensates} nhưng ngày đó không có trong danh sách; hãy khai ngày lễ đó",
            )
        elif holiday.compensates.weekday() < 5:
            report.add(
                holiday,
                "compensates",
                f"ngày {holiday.compensates} là {_WEEKDAYS[holiday.compensates.weekday()]}, không"
                " trùng ngày nghỉ"
                " hằng tuần nên không được nghỉ bù",
            )
        if holiday.date.weekday() >= 5:
            report.add(
                holiday,
                "date",
                f"ngày nghỉ bù {holiday.date} là {_WEEKDAYS[holiday.date.weekday()]}; nghỉ bù phải vào ngày làm việc",
            )


def _swaps(year: CalendarYear, report: Report) -> None:
    """Check the swapped days of one year."""
    report.unique(year.swaps, "off", "ngày hoán đổi được nghỉ", "off")
    report.unique(year.swaps, "worked", "ngày hoán đổi phải làm", "worked")
    days = {holiday.date for holiday in year.holidays if holiday.applies}
    for swap in year.swaps:
        if swap.worked.weekday() < 5:
            report.add(
                swap,
                "worked",
                f"ngày làm bù {swap.worked} là {_WEEKDAYS[swap.worked.weekday()]}; chỉ làm bù vào thứ"
                " Bảy hoặc Chủ nhật",
            )
        if swap.off.weekday() >= 5:
            report.add(
                swap,
                "off",
                f"ngày nghỉ hoán đổi {swap.off} là {_WEEKDAYS[swap.off.weekday()]}, vốn đã nghỉ; hãy sửa ngày",
            )
        if swap.off in days:
            report.add(swap, "off", f"ngày {swap.off} đã là ngày lễ trong danh sách; không hoán đổi ngày lễ")
        if swap.worked in days:
            report.add(swap, "worked", f"ngày {swap.worked} là ngày lễ trong danh sách; không làm bù vào ngày lễ")
        if swap.off.year != year.year:
            report.add(swap, "off", f"ngày {swap.off} không thuộc năm {year.year}; hãy chuyển sang đúng năm")
        if abs(swap.worked - swap.off) > timedelta(days=60):
            report.add(
                swap,
                "worked",
                f"ngày làm bù {swap.worked} cách ngày nghỉ {swap.off} quá 60 ngày; hãy kiểm tra",
            )


def ladders(found: Iterable[LadderSeries], report: Report) -> None:
    """Check that rungs come once and in order, and that machines do not judge people."""
    series = list(found)
    report.unique(series, "key", "thang đôn đốc")
    for one in series:
        for entry in one.entries:
            if entry.value is None:
                continue
            report.unique(entry.value.rungs, "key", "nấc")
            before = -1
            for index, rung in enumerate(entry.value.rungs):
                if rung.mode == "automatic" and rung.key != "reminder":
                    report.add(
                        rung,
                        "mode",
                        f"nấc '{rung.key}' phải do người ký hoặc quyết định; máy chỉ được nhắc nhở",
                    )
                if index == 0 and rung.gap_working_days:
                    report.add(rung, "gap_working_days", "nấc đầu không có nấc trước; gap_working_days phải là 0")
                if rung.working_days is None:
                    if rung.mode != "rating":
                        report.add(
                            rung,
                            "working_days",
                            f"nấc '{rung.key}' phải có số ngày; chỉ nấc xếp loại để trống",
                        )
                    continue
                if rung.working_days < before:
                    report.add(
                        rung,
                        "working_days",
                        f"nấc '{rung.key}' ({rung.working_days} ngày) đứng sau nấc {before} ngày; hãy"
                        " xếp số ngày tăng dần",
                    )
                before = max(before, rung.working_days)
            days = [warning.working_days for warning in entry.value.remind_before]
            if days != sorted(set(days), reverse=True):
                report.add(
                    entry.value,
                    "remind_before",
                    "nhắc trước hạn phải xếp từ xa hạn đến gần hạn, không trùng nhau",
                )


def wording(found: Wording, report: Report) -> None:
    """Check that notice texts use only the fields that exist for them."""
    for name, allowed in NOTICE_FIELDS.items():
        notice = getattr(found.notices, name)
        for part in ("subject", "body"):
            text = getattr(notice, part)
            try:
                fields = [field for _, field, _, _ in string.Formatter().parse(text) if field is not None]
            except ValueError:
                report.add(notice, part, "ngoặc nhọn mở mà không đóng, hoặc đóng mà không mở; hãy viết {tên}")
                continue
            for field in fields:
                report.known(notice, part, field, allowed, "chỗ điền", "hãy sửa tên")
