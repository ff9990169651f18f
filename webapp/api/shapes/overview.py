"""The figures of an installation."""

from __future__ import annotations

from pydantic import Field

from webapp.api.shapes.base import Shape


class TermByYear(Shape):
    """A term with the sentences it stands in, those of dated articles by year."""

    concept: int
    zh: str
    en: str
    total: int
    years: dict[str, int]


class RuleOutcomes(Shape):
    """What people made of the findings of a rule within a year, on the check page."""

    code: str
    rule: str
    applied: int
    ignored: int
    share_ignored: float | None = Field(description="null where fewer than ten were decided")


class OverviewAnswer(Shape):
    """The figures of an installation."""

    units: int
    reviewed: int
    articles: int
    concepts: int
    proposed: int
    waiting: int
    by_year: dict[str, int]
    leverage_by_month: dict[str, dict[str, int]] = Field(
        {}, description="how many pairs of a month the memory knew before, by match band"
    )
    findings_by_rule: list[RuleOutcomes] = Field(
        [], description="rules whose findings were applied or ignored, most ignored first"
    )
    terms_by_year: list[TermByYear] = Field([], description="the terms most in use")
