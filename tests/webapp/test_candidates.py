"""An XLIFF document with candidates beside its segments and its targets as they were."""

from __future__ import annotations

import io

from tm.drafts import open_draft
from webapp.actions.documents import NEVER, fill

EXACT = "志愿者服务时长超过3万小时。"
XLIFF = f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:own="urn:own">
<file original="a" datatype="plaintext" source-language="zh-CN" target-language="en"><body>
<trans-unit id="1" own:kept="yes"><source>{EXACT}</source></trans-unit>
<trans-unit id="2" translate="no"><source>{EXACT}</source></trans-unit>
</body></file></xliff>"""


def test_candidates_stand_beside_and_targets_stay_empty(filled_services):
    file = io.BytesIO()
    with filled_services.work() as work:
        done = fill(work, XLIFF.encode(), file, name="a.xlf", output="b.xlf", minimum=NEVER)
    written = file.getvalue().decode()
    assert (done.exact, done.fuzzy, written.count("<alt-trans")) == (0, 0, 1)
    assert "Volunteers gave more than 30,000 hours." in written
    assert 'own:kept="yes"' in written
    assert [slot.done for slot in open_draft(file.getvalue(), name="b.xlf").slots] == [False]
