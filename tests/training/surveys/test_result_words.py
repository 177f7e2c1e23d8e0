"""Words of results and of refused answers, in five languages."""

import re

import httpx
import msgspec
import pytest

from services.training.app import TEMPLATES
from services.training.domain.surveys.answering import check
from services.training.domain.surveys.paired import Change
from services.training.domain.surveys.questions import BeforeNow, Number, YesNo
from services.training.domain.surveys.results import results_of
from services.training.domain.surveys.rules import Rules
from services.training.domain.surveys.tally import Tally
from services.training.operations.hands import Hands
from services.training.operations.surveys import results
from services.training.web.surveys.charts import stack
from services.training.web.surveys.report_view import report_of
from services.training.web.surveys.result_blocks import block_small
from services.training.web.surveys.result_words import change_words, figures, percent
from shared.house import House
from shared.http import translated
from shared.i18n import LANGUAGES, translator
from shared.identity.staff import Role
from shared.web.pages import Pages
from shared.web.reader import Reader
from tests.training import people
from tests.training.surveys.made import answered
from tests.training.surveys.results import of_a_class, path

CODES = [each.code for each in LANGUAGES]
RULES = Rules(minimum=3, closed=True, rights=True, split=True)


@pytest.mark.parametrize("code", CODES)
def test_what_chance_makes_is_said_in_the_same_words_however_little_p_is(code: str) -> None:
    change = Change(up=12, same=2, down=1, median=1, p=0.02)
    said = change_words(change, translator(code))[1]
    least = change_words(msgspec.structs.replace(change, p=0.0001), translator(code))[1]
    assert least == said.replace("p = ", "p < ").replace("020", "001")


@pytest.mark.parametrize("code", CODES)
def test_each_sentence_under_a_question_begins_as_one(code: str) -> None:
    item = BeforeNow(key="sure", text={"en": "How sure?"})
    answers = [answered({"sure": {"before": 2, "now": 4}}) for _ in range(15)]
    (tally,) = results_of([item], answers, [], RULES).parts
    assert isinstance(tally, Tally)
    small = block_small(tally, translator(code))
    end = "。" if code == "zh" else ". "
    assert [each[0] for each in small.split(end) if each[:1].islower()] == []
    assert small.split(end)[0] == translator(code).ngettext("%(num)s answer", "%(num)s answers", 15)


def test_one_of_five_in_chinese() -> None:
    item = YesNo(key="again", text={"en": "Again?"})
    (tally,) = results_of([item], [answered({"again": place == 0}) for place in range(5)], [], RULES).parts
    assert isinstance(tally, Tally)
    assert figures(tally, translator("zh"))[0][2].partition("；")[0] == "5份中有1份"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Write a number from 0 to 2.5"),
        ("ko", "0부터 2.5까지의 숫자를 입력해 주십시오"),
        ("zh", "请填写0至2.5之间的数"),
        ("es", "Escriba un número de 0 a 2,5"),
        ("fr", "Indiquez un nombre de 0 à 2,5"),
    ],
)
def test_a_refused_number_names_its_ends_as_the_reader_writes_them(code: str, words: str) -> None:
    item = Number(key="years", text={"en": "How many?"}, least=0.0, most=2.5)
    _, problems = check([item], {"years": "9"}, language=code)
    assert [each.message for each in translated(tuple(problems), translator(code))] == [words]


def test_points_of_a_scale_are_labelled_alike() -> None:
    """Of fifteen, one has a fifteenth of the bar: room for 9, and for 10."""
    labels = [str(each) for each in range(11)]
    counts = (1, 0, 1, 1, 1, 1, 2, 2, 2, 3, 1)
    assert [each.label for each in stack(counts, labels)] == [label for label in labels if label != "1"]
    assert [each.label for each in stack((24, 1), ["9", "10"])] == ["9", ""]
    assert [each.label for each in stack((11, 1), ["Poor", "Good"])] == ["Poor", ""]


@pytest.mark.parametrize("code", CODES)
async def test_before_and_now_have_each_its_own_share(training: House, desk: httpx.AsyncClient, code: str) -> None:
    """On the page and on paper; a share in a column of its own would be of one of them."""
    id_ = await of_a_class(training)
    texts = translator(code)
    page = (await desk.get(path(id_), headers={"Accept-Language": code})).text
    block = page.partition('id="r-confident"')[2].partition("</section>")[0]
    columns = [texts.gettext("Answer"), texts.gettext("Before"), texts.pgettext("before and now", "Now")]
    assert re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', block) == columns
    cells = re.findall(r'<td class="num">(\d+) <small>([^<]*)</small></td>', block)
    assert [share for _, share in cells] == [percent(int(count) / 15, texts) for count, _ in cells]
    assert [sum(int(count) for count, _ in cells[side::2]) for side in (0, 1)] == [15, 15]
    shown = await results.show(training, Hands(people.actor(training, Role.ADMIN)), id_)
    reader = Reader(pages=Pages([TEMPLATES]), language=texts.language, now=training.clock())
    (table,) = [
        each["table"]
        for each in report_of(shown, reader)["sections"]
        if each.get("table", {}).get("columns") == columns
    ]
    assert [cell for row in table["rows"] for cell in row[1:]] == [f"{count} ({share})" for count, share in cells]
