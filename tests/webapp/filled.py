"""An installation with a little of everything, written for the tests."""

from __future__ import annotations

import atexit
import io
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tm.articles import Facts
from webapp.actions.articles import publish
from webapp.actions.imports import import_file, import_pair
from webapp.services import Services, open_services
from webapp.settings import Settings
from webapp.uploaded import Upload

PAIRS = (
    ("我们在北京举办了第二届读书会。", "We held the second reading group in Beijing."),
    ("读书会每月一次，社会组织的同事都可以参加。",
     "The reading group meets monthly and is open to colleagues from social organizations."),
    ("社会组织在公益事业中发挥了重要作用。",
     "Social organizations have played an important role in public welfare."),
    ("2016年，中国出台了《慈善法》。", "In 2016, China adopted the Charity Law."),
    ("志愿者服务时长超过3万小时。", "Volunteers gave more than 30,000 hours."),
)  # fmt: skip

ZH = """读书会在上海举办

3月9日，我们在上海举办了第三届读书会。共有二十人参加。

与会的社会组织代表介绍了各自的公益项目。
"""

EN = """Reading Group Held in Shanghai

On March 9, we held the third reading group in Shanghai. Twenty people took part.

Representatives of social organizations presented their public welfare projects.
"""


def filled(home: Path) -> Services:
    """Open an installation with the curated glossary, some pairs and one article."""
    shutil.copytree(_template(), home, dirs_exist_ok=True)
    return open_services(_settings(home))


@cache
def _template() -> Path:
    """Fill one home for the whole run; the others are copies of it."""
    home = Path(tempfile.mkdtemp(prefix="duizhao-filled-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    services = open_services(_settings(home))
    with services.work() as work:
        rows = "".join(f"{zh}\t{en}\n" for zh, en in PAIRS)
        import_file(work, io.BytesIO(rows.encode()), name="pairs.tsv")
        facts = Facts(title_zh="读书会在上海举办", date="2024-03-12", collection="通讯")
        uploads = Upload(ZH.encode(), "a.zh.txt"), Upload(EN.encode(), "a.en.txt")
        report = import_pair(work, *uploads, facts)
        publish(work, report.article, confirming=True)
        work.commit()
    services.close()
    return home


def _settings(home: Path) -> Settings:
    return Settings.from_environment({"DUIZHAO_HOME": str(home)})
