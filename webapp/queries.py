"""What may be asked in an address or a body: one model per question, for pages and API alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from tm.languages import Language
from tm.store.texts import Filter
from webapp.actions.lookup import Asked
from webapp.audit import Filter as ChangesWanted

MAX_QUERY = 4_000
MAX_PHRASE = 200
MAX_TEXT = 200_000

Text = Annotated[str, StringConstraints(strip_whitespace=True)]


def _or_none(value: Any) -> Any:
    return None if value == "" else value


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), UTC)


Maybe = BeforeValidator(_or_none)
OptionalText = Annotated[Text | None, Maybe]
Blocks = Annotated[Text, BeforeValidator(lambda value: value or "")]
OptionalLanguage = Annotated[Language | None, Maybe]
Date = Annotated[str | None, Maybe, Field(pattern=r"^\d{4}(-\d{2}){0,2}$")]
Page = Annotated[int, Field(ge=1, le=100_000)]


class Question(BaseModel):
    """The base: unknown parameters are left alone, a mistyped value is refused with its name."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True, str_max_length=MAX_TEXT)

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters that were given, under the names they have in addresses."""
        return self.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)


class LookupQuestion(Question):
    """A sentence to look up."""

    q: Text = Field(min_length=1, max_length=MAX_QUERY, description="the sentence")
    from_: OptionalLanguage = Field(None, alias="from", description="its language; else detected")
    min: int = Field(60, ge=0, le=100, description="lowest score wanted")
    limit: int = Field(5, ge=1, le=100, description="how many matches at most")
    status: Annotated[Literal["reviewed"] | None, Maybe] = Field(
        None, description="only what a person has confirmed"
    )
    collection: OptionalText = Field(None, description="only matches of this collection")

    @property
    def wish(self) -> Asked:
        """What is wanted of the matches."""
        return Asked(self.min, self.limit, self.status == "reviewed", self.collection)


class ConcordanceQuestion(Question):
    """A phrase to find in every sentence."""

    q: Text = Field(
        min_length=1, max_length=MAX_PHRASE, description='"…" phrase, - without, * any characters'
    )
    in_: OptionalLanguage = Field(None, alias="in", description="its language; else detected")
    other: OptionalText = Field(None, max_length=MAX_PHRASE, description="wanted on the other side")
    limit: int = Field(50, ge=1, le=1000, description="how many hits on a page")
    page: Page = 1
    upto: Annotated[int | None, Maybe] = Field(
        None, ge=0, description="newer units are left out: what the first page's answer names"
    )
    inflected: bool = Field(False, description="other forms of English words too")
    collection: OptionalText = None
    article: int | None = None
    since: Date = Field(None, description="YYYY, YYYY-MM or YYYY-MM-DD; included")
    until: Date = Field(None, description="YYYY, YYYY-MM or YYYY-MM-DD; included")
    status: Annotated[Literal["auto", "reviewed"] | None, Maybe] = None
    facets: bool = Field(False, description="count where the hits come from")
    exact: bool = Field(False, description="only as typed: script, width, case, marks count")
    order: Annotated[Literal["before", "after"] | None, Maybe] = Field(
        None, description="the newest 50,000 sorted by what stands before or after the phrase"
    )
    without: Annotated[str | None, Maybe] = Field(
        None, pattern=r"^\d{1,9}(,\d{1,9})*$", description="articles left out: 3,7"
    )

    @model_validator(mode="before")
    @classmethod
    def _either_box(cls, values: Any) -> Any:
        """Ask what stands in the second box alone like what stands in the first."""
        if not isinstance(values, Mapping) or values.get("q") or not values.get("other"):
            return values
        turned = {"zh": "en", "en": "zh"}.get(values.get("in") or "")
        kept = {name: value for name, value in values.items() if name not in ("other", "in")}
        return kept | {"q": values["other"]} | ({"in": turned} if turned else {})

    @property
    def filter(self) -> Filter:
        """The conditions on where a unit comes from."""
        without = tuple(map(int, self.without.split(","))) if self.without else ()
        return Filter(
            self.collection, self.article, self.since, self.until, self.status, without
        )

    @property
    def how(self) -> dict[str, Any]:
        """All that is asked beside the phrase, as the action takes it."""
        return {
            "language": self.in_, "other_phrase": self.other, "limit": self.limit,
            "page": self.page, "inflected": self.inflected, "exact": self.exact,
            "order": self.order, "filter": self.filter, "upto": self.upto,
        }  # fmt: skip


class PromptQuestion(Question):
    """A text to put up for a language model."""

    text: Text = Field(min_length=1, max_length=20_000, description="the text to translate")
    from_: OptionalLanguage = Field(None, alias="from", description="its language; else detected")


class TermsQuestion(Question):
    """A text in which terms are recognised."""

    q: Text = Field(min_length=1, max_length=MAX_TEXT, description="the text")
    lang: OptionalLanguage = Field(None, description="its language; else detected")


class GlossaryQuestion(Question):
    """Which concepts to list."""

    q: OptionalText = Field(None, max_length=MAX_PHRASE, description="Chinese, pinyin or English")
    domain: OptionalText = None
    letter: OptionalText = Field(None, max_length=1, description="first letter of the pinyin")
    status: OptionalText = None
    state: Annotated[Literal["approved", "proposed", "deleted"] | None, Maybe] = None
    page: Page = 1


class CheckQuestion(Question):
    """A text to check."""

    text: str = Field(min_length=1, max_length=MAX_TEXT)
    source: Annotated[str | None, Maybe] = Field(None, max_length=MAX_TEXT)
    lang: OptionalLanguage = None
    select: tuple[str, ...] = Field((), description="rule codes or their beginnings to keep")
    ignore: tuple[str, ...] = Field((), description="rule codes or their beginnings to leave out")
    limit: int | None = Field(None, ge=1, description="how many findings at most; else all")
    offset: int = Field(0, ge=0, description="how many findings to pass over")


class ArticlesQuestion(Question):
    """Which articles to list."""

    q: OptionalText = Field(None, max_length=MAX_PHRASE, description="part of a title")
    collection: OptionalText = None
    page: Page = 1


class BatchesQuestion(Question):
    """Which page of the imports."""

    page: Page = 1


class AuditQuestion(Question):
    """Which changes to list."""

    actor: OptionalText = None
    kind: OptionalText = None
    object: OptionalText = None
    verb: OptionalText = None
    since: Annotated[date | None, Maybe] = Field(None, description="YYYY-MM-DD; included")
    until: Annotated[date | None, Maybe] = Field(None, description="YYYY-MM-DD; included")
    page: Page = 1

    @property
    def filter(self) -> ChangesWanted:
        """The conditions on changes; days are those of UTC, as the audit keeps them."""
        return ChangesWanted(
            self.actor, self.kind, self.object, self.verb,
            _midnight(self.since), _midnight(self.until and self.until + timedelta(days=1)),
        )  # fmt: skip


class PairFacts(Question):
    """What is known of an article pair beside its two files."""

    title: OptionalText = Field(None, max_length=300)
    title_en: OptionalText = Field(None, max_length=300)
    date: OptionalText = Field(None, max_length=10, description="YYYY-MM-DD")
    url: OptionalText = Field(None, max_length=1000)
    collection: OptionalText = Field(None, max_length=100)
    publish: Literal["auto", "all", "none"] = "auto"
    zh_keep: Blocks = Field("", max_length=2000, description="Chinese blocks kept: 3,7-9")
    zh_drop: Blocks = Field("", max_length=2000, description="Chinese blocks left out")
    en_keep: Blocks = Field("", max_length=2000, description="English blocks kept")
    en_drop: Blocks = Field("", max_length=2000, description="English blocks left out")


class Reading(Question):
    """What is known of a document beside the file."""

    url: OptionalText = Field(None, max_length=1000, description="where it was published")
