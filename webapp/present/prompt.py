"""A prompt as JSON."""

from __future__ import annotations

from typing import Any

from tm.languages import other
from webapp.actions.prompt import Prompt
from webapp.present import lookup

NOTICE = "Nothing was sent anywhere; what you paste elsewhere leaves this house."


def prompt(value: Prompt) -> dict[str, Any]:
    """Return a prompt, what it was made of and how long it is."""
    return {
        "from": value.source, "to": other(value.source), "prompt": value.text,
        "tokens": value.tokens, "notice": NOTICE,
        "terms": [
            {"text": t.text, "write": list(t.write), "avoid": list(t.avoid)} for t in value.terms
        ],
        "examples": [lookup.match(match) for match in value.examples],
    }  # fmt: skip
