"""English forms of a term: plurals, verb endings, and one key for both spellings of a word.

`forms` answers generously: what it yields is looked for in texts, so a form nobody writes costs
nothing, while a missing one is a false alarm. Possessives and hyphens are the tokeniser's work
(`recognise`), since they hang on every name, inflected or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_IRREGULAR_PLURALS = {
    "child": "children", "person": "people", "man": "men", "woman": "women", "foot": "feet",
    "tooth": "teeth", "goose": "geese", "mouse": "mice", "ox": "oxen", "crisis": "crises",
    "analysis": "analyses", "basis": "bases", "thesis": "theses", "hypothesis": "hypotheses",
    "emphasis": "emphases", "oasis": "oases", "diagnosis": "diagnoses", "synthesis": "syntheses",
    "criterion": "criteria", "phenomenon": "phenomena", "medium": "media", "datum": "data",
    "bacterium": "bacteria", "stratum": "strata", "curriculum": "curricula",
    "symposium": "symposia",
    "memorandum": "memoranda", "forum": "fora", "stimulus": "stimuli", "alumnus": "alumni",
    "nucleus": "nuclei", "focus": "foci", "life": "lives", "wife": "wives", "knife": "knives",
    "leaf": "leaves", "half": "halves", "self": "selves", "shelf": "shelves", "thief": "thieves",
    "loaf": "loaves", "calf": "calves", "wolf": "wolves", "hoof": "hooves", "scarf": "scarves",
    "hero": "heroes", "potato": "potatoes", "tomato": "tomatoes", "echo": "echoes",
    "veto": "vetoes",
    "index": "indices", "appendix": "appendices", "matrix": "matrices", "vertex": "vertices",
    "passer-by": "passers-by", "quiz": "quizzes",
}  # fmt: skip
# Base, past, participle where it differs; the third person and -ing are regular.
_IRREGULAR_VERBS = """
be was were been | have had | do did done | go went gone | say said | make made | take took taken
give gave given | get got gotten | come came | know knew known | think thought | see saw seen
find found | tell told | become became | leave left | feel felt | bring brought
begin began begun | keep kept | hold held | write wrote written | stand stood | hear heard | let
mean meant | set | meet met | run ran | pay paid | sit sat | speak spoke spoken | lead led | read
grow grew grown | lose lost | fall fell fallen | send sent | build built | draw drew drawn
break broke broken | spend spent | cut | rise rose risen | drive drove driven | buy bought
wear wore worn | choose chose chosen | win won | teach taught | seek sought | sell sold
fight fought | put | oversee oversaw overseen | undertake undertook undertaken | lay laid
withdraw withdrew withdrawn | uphold upheld | lie lay lain | deal dealt | shrink shrank shrunk
forgive forgave forgiven | overcome overcame | bear bore borne | swear swore sworn | spread
strive strove striven | bind bound | broadcast | feed fed
"""
_THIRD_PERSON = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_SINGULARS = {plural: singular for singular, plural in _IRREGULAR_PLURALS.items()}
# Double the last consonant also after these unstressed or two-syllable endings.
_DOUBLING = {
    "commit", "submit", "permit", "admit", "refer", "prefer", "transfer", "occur", "control",
    "travel", "cancel", "counsel", "label", "model", "signal", "program", "equip", "begin",
    "regret", "rebut", "patrol", "rebel", "compel", "expel", "propel",
}  # fmt: skip
_NEVER_PLURAL = {
    "and", "or", "the", "a", "an", "of", "for", "in", "on", "to", "with", "by", "from", "as", "at",
}  # fmt: skip
_VOWELS = "aeiou"
_OF = re.compile(r"\b(of|for|to|in|on|at|by|with|without|against|between|under|from)\b", re.I)

_SPELLINGS = {
    "centre": "center", "centres": "centers", "centred": "centered", "theatre": "theater",
    "theatres": "theaters", "metre": "meter", "metres": "meters", "kilometre": "kilometer",
    "kilometres": "kilometers", "litre": "liter", "litres": "liters", "fibre": "fiber",
    "defence": "defense", "offence": "offense", "licence": "license", "licences": "licenses",
    "practise": "practice", "practised": "practiced", "practising": "practicing",
    "programme": "program", "programmes": "programs", "cheque": "check", "cheques": "checks",
    "catalogue": "catalog", "catalogues": "catalogs", "dialogue": "dialog", "dialogues": "dialogs",
    "grey": "gray", "ageing": "aging", "judgement": "judgment", "enrolment": "enrollment",
    "fulfil": "fulfill", "fulfilment": "fulfillment", "skilful": "skillful", "tonne": "ton",
    "travelling": "traveling", "travelled": "traveled", "traveller": "traveler",
    "counselling": "counseling", "counsellor": "counselor", "labelling": "labeling",
    "modelling": "modeling", "aluminium": "aluminum", "paediatric": "pediatric",
}  # fmt: skip
_ISE = re.compile(r"(?<=[a-z]{4})(is|ys)(?=(e|ed|es|ing|er|ers|ation|ations|ational)$)")
_OUR = re.compile(r"(?<=[a-z]{2})our(?=(s|ed|ing|er|ers|able|ite|ful|hood|hoods|al|ary)?$)")


def key(word: str) -> str:
    """Return one key for the British and the American spelling of a lower-case word.

    A word that merely looks like a pair (`enterprise`) gets an odd key, the same everywhere.

    >>> key("organisations") == key("organizations"), key("labour") == key("labor")
    (True, True)
    """
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    if len(word) < 5:
        return word
    if "is" in word or "ys" in word:
        return _ISE.sub(lambda found: found.group()[0] + "z", word)
    return _OUR.sub("or", word) if "our" in word else word


def plural(word: str) -> str:
    """Return the plural of a noun, its capitals kept.

    >>> plural("charity"), plural("NGO"), plural("Child")
    ('charities', 'NGOs', 'Children')
    """
    lower = word.lower()
    if lower in _IRREGULAR_PLURALS:
        return _like(word, _IRREGULAR_PLURALS[lower])
    if _consonant_y(lower):
        return word[:-1] + ("IES" if word.isupper() and len(word) > 5 else "ies")
    if lower.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def singular(word: str) -> str | None:
    """Return the singular if `word` may be a plural, else None.

    >>> singular("activities"), singular("classes"), singular("women"), singular("status")
    ('activity', 'class', 'woman', None)
    """
    lower = word.lower()
    if lower in _SINGULARS:
        return _like(word, _SINGULARS[lower])
    if len(lower) < 4 or not lower.endswith("s") or lower.endswith(("ss", "us", "is")):
        return None
    if lower.endswith("ies"):
        return word[:-3] + "y"
    if lower.endswith(("sses", "xes", "zzes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


def verb_forms(word: str) -> tuple[str, ...]:
    """Return third person, past, participle and -ing of a verb.

    >>> verb_forms("apply"), verb_forms("plan")
    (('applies', 'applied', 'applying'), ('plans', 'planned', 'planning'))
    >>> verb_forms("hold"), verb_forms("die")
    (('holds', 'held', 'holding'), ('dies', 'died', 'dying'))
    """
    third = _like(word, _THIRD_PERSON.get(word.lower(), plural(word)))
    return third, *_past(word), _participle(word)


def _past(word: str) -> tuple[str, ...]:
    lower = word.lower()
    irregular = _irregular_pasts()
    if lower in irregular:
        return tuple(_like(word, form) for form in irregular[lower])
    if lower.endswith("e"):
        return (word + "d",)
    if _consonant_y(lower):
        return (word[:-1] + "ied",)
    return (word + (word[-1] if _doubles(lower) else "") + "ed",)


def _participle(word: str) -> str:
    lower = word.lower()
    if lower.endswith("ie"):
        return word[:-2] + "ying"
    if lower.endswith("e") and len(lower) > 2 and not lower.endswith(("ee", "ye", "oe")):
        return word[:-1] + "ing"
    return word + (word[-1] if _doubles(lower) else "") + "ing"


@cache
def _irregular_pasts() -> dict[str, tuple[str, ...]]:
    entries = (entry.split() for entry in re.split(r"[|\n]", _IRREGULAR_VERBS) if entry.strip())
    return {base: tuple(past) or (base,) for base, *past in entries}


def forms(text: str, kind: str = "") -> Iterator[str]:
    """Yield the inflected forms of an English term, itself left out.

    A verb is inflected at its first word; a noun at its last word and at the head before *of*,
    *for* and the like; a term of one word whose kind is not told, both ways.

    >>> sorted(forms("letter of intent", "noun"))
    ['letter of intents', 'letters of intent', 'letters of intents']
    >>> sorted(forms("carry out", "verb"))
    ['carried out', 'carries out', 'carrying out']
    """
    kind = kind.strip().lower()
    if kind in ("adjective", "adverb", "adj", "adv"):
        return
    found: set[str] = set()
    if kind in ("verb", "v", "v.") or (not kind and " " not in text):
        found.update(_verb_phrases(text))
    if kind not in ("verb", "v", "v."):
        found.update(_noun_phrases(text))
    found.discard(text)
    yield from sorted(found)


def _verb_phrases(text: str) -> Iterator[str]:
    first, space, rest = text.partition(" ")
    if first.isalpha():
        for form in verb_forms(first):
            yield form + space + rest


def _noun_phrases(text: str) -> Iterator[str]:
    """Yield every mix of singular and plural at the places of `text` that take a number."""
    phrases = {""}
    at = 0
    for end in _heads(text):
        start = max(text.rfind(" ", 0, end), text.rfind("-", 0, end)) + 1
        word = text[start:end]
        numbers = {word, *_numbers(word)}
        phrases = {phrase + text[at:start] + word for phrase in phrases for word in numbers}
        at = end
    for phrase in phrases:
        yield phrase + text[at:]


def _heads(text: str) -> list[int]:
    """Return where the words that take a number end: before a preposition, and the last."""
    found = _OF.search(text)
    ends = [len(text[: found.start()].rstrip())] if found and found.start() else []
    last = len(text.rstrip(" ).\"'"))
    return [end for end in [*ends, last] if end and text[end - 1].isalpha()]


def _numbers(word: str) -> Iterator[str]:
    if word.lower() in _NEVER_PLURAL or not word.isascii() or not word.isalpha():
        return
    one = singular(word)
    if one is None:
        yield plural(word)
    else:
        yield one


def _consonant_y(lower: str) -> bool:
    return lower.endswith("y") and len(lower) > 1 and lower[-2] not in _VOWELS


def _doubles(lower: str) -> bool:
    """Whether the last consonant doubles before -ed: `plan`, `commit`, not `develop`, `show`."""
    if lower in _DOUBLING:
        return True
    vowels = sum(letter in _VOWELS for letter in lower)
    consonant_vowel_consonant = (
        len(lower) >= 3
        and lower[-1] not in _VOWELS + "wxy"
        and lower[-2] in _VOWELS
        and lower[-3] not in _VOWELS
    )
    return consonant_vowel_consonant and vowels == 1


def _like(model: str, word: str) -> str:
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word.capitalize() if model[:1].isupper() else word
