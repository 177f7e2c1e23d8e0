"""The record of the Seoul cohort beside the one that was reckoned by hand."""

import csv
import html
import io
import re
from datetime import date, timedelta

import httpx

from tests.training import by_hand
from tests.training.by_hand import Lesson
from tests.training.people import three_weeks
from tests.training.teaching import Course
from tests.training.web.seoul_course import PATH, THRESHOLD
from tests.training.web.seoul_timetable import taught


async def the_record_is_what_was_reckoned(
    seoul: Course, desk: httpx.AsyncClient, said: dict[tuple[str, int], str]
) -> None:
    """By person in the file; by week, day and session on the page; nothing of it counted by the system itself."""
    lessons = [
        Lesson(each.title, each.starts.date(), int(each.title[5]), (each.ends - each.starts) // timedelta(minutes=1))
        for each in three_weeks() if each.title in {title for week in (1, 2, 3) for title in taught(week)}
    ]  # fmt: skip
    assert (len(lessons), sum(each.minutes for each in lessons)) == (53, 5055)
    every = by_hand.reckon(lessons, dict.fromkeys(range(1, 16), ""), said)
    own = by_hand.add(every, lambda line: line.person)
    assert own[10] == (5055, 5055, 5055 - 1410 - 90, 0, 1410, 90)
    assert by_hand.needed(5055, THRESHOLD) == 4044
    rows = list(csv.reader(io.StringIO((await desk.get(f"{PATH}/attendance.csv")).content.decode("utf-8-sig"))))[1:]
    assert {line[0]: line[5:16] for line in rows} == {
        person.official.name: by_hand.row(own[number], THRESHOLD) for number, person in seoul.people.items()
    }
    outlooks = {number: line[16] for number, line in enumerate(rows, start=1)}
    assert outlooks == {number: outlooks[1] if number not in (9, 10) else outlooks[10] for number in outlooks}
    assert outlooks[1] != outlooks[10]
    page = (await desk.get(f"{PATH}/attendance")).text
    weeks, days = by_hand.add(every, lambda line: line.lesson.week), by_hand.add(every, lambda line: line.lesson.day)
    titles = by_hand.add(every, lambda line: line.lesson.title)
    assert table(page, "By week") == {f"Week {week}": cells(sums) for week, sums in weeks.items()}
    assert table(page, "By day") == {day(own_day): cells(sums) for own_day, sums in days.items()}
    assert table(page, "By session") == {title: cells(sums) for title, sums in titles.items()}
    for number in (1, 8, 9, 10):
        mine = (await seoul.client.get(f"{seoul.place(number)}/attendance")).text
        planned, held, attended, excused, missed, unmarked = own[number]
        for part, whole in ((attended, held), (attended, planned), (excused, held), (missed, held), (unmarked, held)):
            assert f"{part} of {whole} min ({by_hand.share(part, whole, THRESHOLD)} %)" in mine


def cells(sums: by_hand.Sums) -> list[str]:
    shares = [f"{by_hand.share(sums[2], whole, THRESHOLD)} %" for whole in (sums[1], sums[0])]
    return [*(str(each) for each in sums), *shares]


def day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def table(page: str, caption: str) -> dict[str, list[str]]:
    """A table of the page by the first word of each line."""
    own = page.partition(f">{caption}</caption>")[2].partition("</table>")[0].partition("<tbody")[2]
    found = {}
    for line in own.split("</tr>")[:-1]:
        first, *cells = (html.unescape(each) for each in re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", line))
        found[first] = cells
    return found


async def record_of(desk: httpx.AsyncClient, path: str) -> tuple[dict[str, list[str]], str]:
    """The file of the record by name, from the column of planned minutes on, and the page."""
    file = (await desk.get(f"{path}/attendance.csv")).content.decode("utf-8-sig")
    return {line[0]: line[5:17] for line in list(csv.reader(io.StringIO(file)))[1:]}, (
        await desk.get(f"{path}/attendance")
    ).text
