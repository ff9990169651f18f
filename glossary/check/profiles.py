"""Profiles: which rules speak, and how loudly, in a small TOML file.

[rules]                  # the longest code that fits decides; "off" silences
T = "error"
T112 = "off"
P108 = "note"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from glossary.check.finding import SEVERITIES, Finding, Severity
from tm.errors import Invalid


@dataclass(frozen=True, slots=True)
class Profile:
    """`severities` maps a code or its beginning to a severity or "off".

    `select` keeps only codes that begin with one of its members (empty: all); `ignore` drops such.
    """

    severities: Mapping[str, str] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def runs(self, code: str) -> bool:
        """Tell whether the rule `code` is asked at all."""
        if self.select and not code.startswith(self.select):
            return False
        return not (self.ignore and code.startswith(self.ignore)) and self._set(code) != "off"

    def applied(self, finding: Finding) -> Finding:
        """Return `finding` with the severity this profile gives its rule."""
        severity = self._set(finding.code)
        return finding if severity is None else replace(finding, severity=cast(Severity, severity))

    def _set(self, code: str) -> str | None:
        for length in range(len(code), 0, -1):
            if code[:length] in self.severities:
                return self.severities[code[:length]]
        return None


ALL = Profile()


def codes(given: str) -> tuple[str, ...]:
    """Read a list of codes as people type it.

    >>> codes("T101, s")
    ('T101', 'S')
    """
    return tuple(part.upper() for part in given.replace(",", " ").split())


def read_profile(text: str) -> Profile:
    """Read a profile from TOML.

    Raises `Invalid` for TOML that cannot be read and for a severity that does not exist.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Invalid("profile", str(error), "a TOML file with a table [rules]") from None
    severities = document.get("rules", {})
    if not isinstance(severities, dict):
        raise Invalid("profile.rules", severities, "a table of codes")
    for code, severity in severities.items():
        if severity not in (*SEVERITIES, "off"):
            raise Invalid(f"profile.rules.{code}", severity, "error, warning, note or off")
    return Profile(
        {code.upper(): severity for code, severity in severities.items()},
        _listed("select", document.get("select", [])),
        _listed("ignore", document.get("ignore", [])),
    )


def _listed(name: str, given: object) -> tuple[str, ...]:
    """Read `select = "T, S"` as well as `select = ["T", "S"]`."""
    if isinstance(given, str):
        return codes(given)
    if isinstance(given, list) and all(isinstance(each, str) for each in given):
        return codes(" ".join(given))
    raise Invalid(f"profile.{name}", given, "a list of codes")
