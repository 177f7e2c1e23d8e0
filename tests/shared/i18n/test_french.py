"""French: the city after "heure"."""

import pytest

from shared.i18n.french import of


@pytest.mark.parametrize(
    ("place", "phrase"),
    [
        ("Séoul", "de Séoul"),
        ("Abuja", "d’Abuja"),
        ("Istanbul", "d’Istanbul"),
        ("Éfaté", "d’Éfaté"),
        ("Helsinki", "d’Helsinki"),
        ("Harare", "de Harare"),
        ("Yakutat", "de Yakutat"),
        ("Le Caire", "du Caire"),
        ("La Havane", "de La Havane"),
        ("Jamaïque", "de la Jamaïque"),
        ("Açores", "des Açores"),
        ("Îles Féroé", "des îles Féroé"),
        ("Île de Man", "de l’île de Man"),
        ("Qatar", "du Qatar"),
    ],
)
def test_de(place: str, phrase: str) -> None:
    assert of(place) == phrase
