"""The calibration curve and the words for doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.align import Reason
from tm.align.confidence import CALIBRATION, calibrated
from tm.align.reasons import TEXTS


@given(st.floats(-0.5, 1.5), st.floats(-0.5, 1.5))
def test_confidence_never_falls_as_the_posterior_rises(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= calibrated(low) <= calibrated(high) <= 1


@pytest.mark.parametrize(("posterior", "confidence"), CALIBRATION)
def test_the_curve_goes_through_its_knots(posterior: float, confidence: float) -> None:
    assert calibrated(posterior) == pytest.approx(confidence)


@given(st.floats(0, 1), st.integers(1, 500), st.integers(1, 500))
def test_few_sentences_are_trusted_less(posterior: float, one: int, other: int) -> None:
    few, many = sorted((one, other))
    assert calibrated(posterior, few) <= calibrated(posterior, many) <= calibrated(posterior)


@pytest.mark.parametrize("code", TEXTS)
def test_every_reason_is_said_in_both_languages(code: str) -> None:
    reason = Reason(code, ("1", "2"))
    assert reason.text("en").isascii()
    assert not reason.text("zh").isascii()
    assert "{" not in reason.text("en") + reason.text("zh")
