"""What all shapes share."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Range = tuple[int, int]
TermStatus = Literal["preferred", "admitted", "deprecated", "superseded", "forbidden"]


class Shape(BaseModel):
    """The base: fields may be added, never taken away."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)
