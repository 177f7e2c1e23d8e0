"""Every text in every language; and the check that says so sees what it is there to see."""

from babel.messages.catalog import Catalog

from shared.i18n import mark, translator
from shared.i18n.check import _faults_of, faults
from shared.i18n.extract import found


def test_every_catalogue_is_complete() -> None:
    assert faults() == []


def test_texts_are_found_in_code_pages_and_after_mark() -> None:
    ids = {message.id for message in found()}
    assert mark("There is nothing here") in ids
    assert "Skip to the content" in ids
    assert ("%(num)s city found", "%(num)s cities found") in ids


def test_the_check_sees_each_fault() -> None:
    template = Catalog()
    for text in ("One", "Two", "Three %(count)s", "Four", "Five", "Six"):
        template.add(text)
    template.add(("%(num)s thing of %(whole)s", "%(num)s things of %(whole)s"))
    catalogue = Catalog(locale="es")
    catalogue.add("One", "Uno")
    catalogue.add("Two", "")
    catalogue.add("Three %(count)s", "Tres %(cuenta)s")
    catalogue.add("Four", "100 %")
    catalogue.add("Five", "Cinco", flags=["fuzzy"])
    catalogue.add("Seven", "Siete")
    catalogue.add(("%(num)s thing of %(whole)s", "%(num)s things of %(whole)s"), ("una de %(whole)s", "%(num)s cosas"))
    assert list(_faults_of(catalogue, template)) == [
        "missing: 'Six'",
        "not in the code any more: 'Seven'",
        "holes ['num'] instead of ['num', 'whole']: '%(num)s thing of %(whole)s'",
        "fuzzy: 'Five'",
        "a percent sign that is not doubled: 'Four'",
        "holes ['cuenta'] instead of ['count']: 'Three %(count)s'",
        "not translated: 'Two'",
    ]


def test_a_text_is_filled_in_the_readers_language() -> None:
    assert translator("ko").gettext("Your time, %(city)s", city="서울") == "내 시간, 서울"
    assert translator("zh-CN").language.code == "zh"
    assert translator("am").gettext("Privacy") == "Privacy"
    french = translator("fr")
    assert french.ngettext("%(num)s city found", "%(num)s cities found", 0) == "0 ville trouvée"
    assert french.ngettext("%(num)s city found", "%(num)s cities found", 2) == "2 villes trouvées"
    assert translator("en").ngettext("%(num)s city found", "%(num)s cities found", 0) == "0 cities found"
    assert translator("es").pgettext("hours", "%(start)s to %(end)s", start="09:00", end="10:00") == "de 09:00 a 10:00"
