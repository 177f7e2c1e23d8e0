"""French grammar that a text with a hole cannot have by itself: "heure de Séoul", "d’Abuja", "du Caire"."""

_DE_LA = frozenset({"Dominique", "Grenade", "Guadeloupe", "Jamaïque", "Martinique", "Géorgie du Sud"})
_DES = frozenset({"Açores", "Bermudes", "Caïmans", "Comores", "Fidji", "Maldives", "Marquises", "Palaos", "Galápagos"})
_DU = frozenset({"Cap-Vert", "Costa Rica", "Guyana", "Kamtchatka", "Koweït", "Qatar", "El Salvador"})
_VOWELS = frozenset("AÀÂEÉÈÊIÎOÔÖUÛÜY")
# A mute h takes the apostrophe; an aspirated one and the y of "Yakutat" do not.
_MUTE = ("Hali", "Hels", "Hermo", "Hono", "Hô-")
_SOUNDED = ("Yakutat",)


def of(place: str) -> str:
    """The place with its "de": "de Séoul", "d’Istanbul", "du Caire", "des Açores", "de l’île de Man"."""
    if place in _DE_LA:
        return f"de la {place}"
    if place in _DES:
        return f"des {place}"
    if place in _DU:
        return f"du {place}"
    for article, contracted in (("Le ", "du "), ("Les ", "des "), ("Îles ", "des îles "), ("Île ", "de l’île ")):
        if place.startswith(article):
            return contracted + place.removeprefix(article)
    elided = place[:1] in _VOWELS or place.startswith(_MUTE)
    return f"d’{place}" if elided and not place.startswith(_SOUNDED) else f"de {place}"
