"""Telling an article from the page around it, line by line.

For text saved from a web page, where no markup says what is what. The rules know how pages are
built, not any one page: breadcrumbs and menus by their separators, contact and copyright lines by
what they begin with, labels by being short and standing before the title. Weak signs count only
before the article begins and after it ends; inside it, only what no article says of itself
(copyright, sharing, links to the next page) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from tm.extract.documents import Block, Reason
from tm.text.chars import han_count, latin_words

_MENU = re.compile(r"\s*[|｜┃·•/]\s*|[\]】]\s*[\[【]")
_ARROW = re.compile(r"\s*(?:>{1,2}|›|»|→|－>|->|＞)\s*")
_DASH = re.compile(r"\s+[-–—/]\s+")
_CRUMB = re.compile(
    r"^\s*(?:您?的?(?:当前)?(?:所在)?位置(?:是)?\s*[:：]|当前位置|您现在的位置|"
    r"you are here|location\s*:)",
    re.IGNORECASE,
)
_HOME = re.compile(r"^\s*(?:首页|首頁|主页|网站首页|home|home ?page|main page)\s*$", re.IGNORECASE)
_CONTACT = re.compile(
    r"^\s*(?:(?:联系|通讯|办公|單位|单位)?(?:地址|电话|電話|方式)|地\s*址|电\s*话|传\s*真|傳真|"
    r"邮\s*编|邮政编码|邮\s*箱|电子邮[件箱]|电邮|热线|联系人|"
    r"add(?:ress)?|tel(?:ephone)?|phone|fax|e-?mail|"
    r"zip(?: ?code)?|post ?code|p\.?o\.? box|mobile|contact person)\s*(?:no)?\.?\s*[:：]",
    re.IGNORECASE,
)
_BARE_ADDRESS = re.compile(r"^\s*(?:https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+)\s*$", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"©|\(c\)\s*(?:19|20)\d\d|copyright\s*(?:©|\(c\)|\d|by|reserved)|版权所有|版權所有|"
    r"all rights reserved|[ICPＩＣＰ]{3}[备證证]|公网安备|^\s*powered by|"
    r"(?:技术支持|主办单位|承办)\s*[:：]",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"^\s*[\[【(（]?\s*(?:分享(?:[到至:：]|\W*$)|转发(?:[到至:：]|\W*$)|打印(?:本页|此页|\W*$)|"
    r"关闭(?:窗口|本页|\W*$)|收藏本[页站]|我要纠错|字(?:号|体)\s*[:：]|点赞\W*$|"
    r"(?:阅读|浏览|点击)(?:次数|量|数)?\s*[:：]|share(?: this| on| to)?\s*(?:[:：]|$)|share this|"
    r"print(?: this)?(?: page| article)?$|tweet$|e-?mail this|"
    r"(?:views?|hits)\s*[:：]|font size|扫一扫|扫码|(?:微信|官方)(?:公众号|微信|微博)\W*$|"
    r"(?:长按|扫描|识别)(?:下方|上方)?二维码)",
    re.IGNORECASE,
)
_NEIGHBOURS = re.compile(
    r"^\s*[\[【(（<«‹]?\s*(?:上一[篇条页则]|下一[篇条页则]|前一[篇条]|后一[篇条]|"
    r"返回(?:列表|顶部|首页|上一[级页])|"
    r"(?:相关(?:新闻|文章|阅读|链接|报道|推荐)|延伸阅读|推荐阅读|热门推荐|猜你喜欢|大家都在看|更多新闻)"
    r"\s*(?:[:：]|$)|"
    r"(?:previous|next)(?: article| page| post)?\s*[:：]|back to (?:top|list|home)|"
    r"related (?:news|articles|posts|links|stories)|read more\s*(?:[:：]|$)|more news\s*$|"
    r"you (?:may|might) also (?:like|be interested)|recommended (?:for you|reading)\s*$)",
    re.IGNORECASE,
)
_PAGER = re.compile(
    r"(?:\s*[\[【(（]?(?:\d{1,3}|上一页|下一页|首页|尾页|末页|共\s*\d+\s*页|第\s*\d+\s*页|prev(?:ious)?|"
    r"next(?: page)?|first|last|page \d+(?: of \d+)?)[\]】)）]?[\s|,，·>»<«]*){2,}",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"^\W*(?:(?:网友|读者|最新|热门|全部|精彩|发表|我要)(?:评论|留言|跟帖)|评论(?:区|列表)|"
    r"(?:评论|留言|comments?)\s*[(（]\s*\d+\s*[)）]|\d+\s*(?:条评论|comments?|responses?)|comments|"
    r"\d+ thoughts? on .*|leave a (?:reply|comment)|post a comment)\W*\d*\W*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^\s*[\[【(（]?\s*(?:(?:发布|发表|更新|发稿|日期|时间)(?:时间|日期|于)?\s*[:：]|"
    r"(?:来\s*源|稿源|作\s*者|(?:责任)?编\s*辑|责编|source|author|editor)\s*[:：]|"
    r"(?:publish(?:ed)?|posted|updated|date|release(?:d)?)(?: on| date| time| at)?\s*[:：])",
    re.IGNORECASE,
)
# Spaces inside a label are written as underscores.
_CHINESE_LABELS = """
首页 主页 设为首页 加入收藏 收藏本站 联系我们 关于我们 网站地图 登录 登陆 注册 搜索 站内搜索 中文
中文版 英文 英文版 简体 简体中文 繁體 繁體中文 返回 返回顶部 返回首页 回到顶部 更多 打印 关闭 分享
上一页 下一页 友情链接 网站导航 导航 菜单 留言
"""
_ENGLISH_LABELS = """
home contact contact_us about about_us site_map sitemap login log_in sign_in register search print
close share menu back_to_top previous next more read_more links navigation skip_to_content
skip_to_main_content set_homepage set_as_homepage favorite favorites add_to_favorites bookmark
follow_us subscribe english chinese
"""
_LABELS = frozenset((_CHINESE_LABELS + _ENGLISH_LABELS).split())
_FINAL = re.compile(r"[。！？!?；;…][”’』」）)\"']*\s*$|[.][”’)\"']*\s*$")
_STOP = re.compile(r"[。；;…]\s*$|[a-z]{3}\.\s*$")
_SENTENCE = re.compile(r"[。！？；]|[.!?][”’\")]*(?:\s|$)")
_PARAGRAPH_HAN, _PARAGRAPH_WORDS = 40, 12
_LABEL_HAN, _LABEL_WORDS = 6, 3
_HEAD = 25
"""Lines among which a breadcrumb still counts as the top of the page."""


def without_navigation(blocks: Sequence[Block], *, title: bool = True) -> list[Block]:
    """Mark blocks that are page and not article as left out; with `title`, mark the title too."""
    blocks = without_comments(blocks)
    reasons = [block.reason or strong_reason(block.text) for block in blocks]
    first, last = extent(blocks)
    _judge_head(blocks, reasons, first)
    _judge_tail(blocks, reasons, last)
    judged = [
        block if reason is None or not block.kept else block.dropped(reason)
        for block, reason in zip(blocks, reasons, strict=True)
    ]
    return with_title(judged) if title else judged


def without_comments(blocks: Sequence[Block]) -> list[Block]:
    """Leave out readers' comments: from the line that heads them, after some text, to the end."""
    first, _ = extent(blocks)
    heads = (n for n, block in enumerate(blocks) if n > first and _COMMENTS.match(block.text))
    start = next(heads, len(blocks))
    return [*blocks[:start], *(
        block.dropped("comment") if block.kept else block for block in blocks[start:]
    )]  # fmt: skip


def judge_edges(blocks: Sequence[Block], links: Collection[int] = ()) -> list[Block]:
    """Mark what the edges of a main text found otherwise still hold of the page around it.

    `links` are the positions of blocks that are nothing but links. What follows the heading of
    links to other articles is the page's too.
    """
    first, last = extent(blocks)
    judged: list[Block] = []
    over: Reason | None = None
    for number, block in enumerate(blocks):
        reason: Reason | None = None
        if not first <= number <= last and block.kind != "title":
            reason = _weak(block.text) or ("menu" if number in links else None)
            reason = reason or (over if number > last else None)
        judged.append(block.dropped(reason) if reason and block.kept else block)
        if number > last and strong_reason(block.text) == "neighbours":
            over = "neighbours"
    return judged


def extent(blocks: Sequence[Block]) -> tuple[int, int]:
    """Return the first and the last paragraph of running text; past the ends if there is none."""
    prose = [n for n, block in enumerate(blocks) if is_paragraph(block)]
    return (prose[0], prose[-1]) if prose else (len(blocks), len(blocks))


def strong_reason(text: str) -> Reason | None:
    """Return what a line is for certain, wherever it stands."""
    if len(text) > 300:
        return None
    if _NEIGHBOURS.match(text):
        return "neighbours"
    if _PAGER.fullmatch(text) and any(map(str.isalpha, text)):
        return "page number"
    if _COMMENTS.match(text):
        return "comment"
    if _SHARE.match(text):
        return "share"
    found = _COPYRIGHT.search(text)
    if found and (found.start() < 3 or not _SENTENCE.search(text.rstrip(" .。"))):
        return "copyright"
    return None


def _judge_head(blocks: Sequence[Block], reasons: list[Reason | None], first: int) -> None:
    """Judge what stands before the first paragraph."""
    crumbs = [n for n in range(min(first, _HEAD)) if _is_breadcrumb(blocks[n].text)]
    start = crumbs[-1] + 1 if crumbs else 0
    for number in range(start):
        reasons[number] = reasons[number] or _weak(blocks[number].text) or "label"
    for number in range(start, first):
        reasons[number] = reasons[number] or _weak(blocks[number].text)
    free = [number for number in range(start, first) if reasons[number] is None]
    if not any(reasons[:first]):
        return  # no page around the text: a short first line is its title
    # Short lines before a longer one are the names of sections; after it they are sub-headings.
    title = next((n for n in free if not _is_label(blocks[n].text)), None)
    for number in free:
        if title is not None and number < title:
            reasons[number] = "label"


def _judge_tail(blocks: Sequence[Block], reasons: list[Reason | None], last: int) -> None:
    """Judge what stands after the last paragraph; links to other articles are the page's end."""
    over: Reason | None = None
    for number in range(last + 1, len(blocks)):
        reasons[number] = reasons[number] or _weak(blocks[number].text) or over
        over = over or ("neighbours" if reasons[number] == "neighbours" else None)


def _weak(line: str) -> Reason | None:
    """Return what a line is if it stands outside the article."""
    text = line.strip()
    if _is_breadcrumb(text):
        return "breadcrumb"
    if _is_menu(text):
        return "menu"
    if _key(text) in _LABELS:
        return "label"
    if _BYLINE.match(text):
        return "byline"
    if _CONTACT.match(text) or _BARE_ADDRESS.match(text):
        return "contact"
    return None


def with_title(blocks: list[Block]) -> list[Block]:
    """Name the first kept line before the first paragraph the title, if it can be one."""
    first, _ = extent(blocks)
    for number, block in enumerate(blocks[: first + 1]):
        if block.kept and _can_be_title(block.text):
            headings = [
                replace(each, kind="heading") if each.kept and each.kind == "paragraph" else each
                for each in blocks[number + 1 : first]
            ]
            titled = replace(block, kind="title")
            return [*blocks[:number], titled, *headings, *blocks[max(first, number + 1) :]]
    return blocks


def continues_contact(line: str, before: str) -> bool:
    """Say whether `line` carries on the address that `before` began on the line above."""
    return (
        _CONTACT.match(before) is not None
        and len(line) <= 40
        and not _SENTENCE.search(line)
        and not _is_breadcrumb(line)
        and _CONTACT.match(line) is None
    )


def breadcrumb_year(blocks: Sequence[Block]) -> int | None:
    """Return the year a breadcrumb names: 首页 > 工作动态 > 2017."""
    for block in blocks:
        if block.reason == "breadcrumb":
            found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", block.text)
            if found:
                return int(found.group())
    return None


def _can_be_title(text: str) -> bool:
    return any(map(str.isalpha, text)) and not is_prose(text) and not _STOP.search(text)


def _is_breadcrumb(text: str) -> bool:
    items = _ARROW.split(_CRUMB.sub("", text.strip()))
    if len(items) == 1:
        items = _DASH.split(items[0])
        if _HOME.match(items[0]) is None:
            return False
    if len(items) < 2 or len(text) > 160:
        return False
    if _CRUMB.match(text) or _HOME.match(items[0]):
        return True
    return len(items) > 2 and all(map(_is_short, items))


def _is_menu(text: str) -> bool:
    items = [item for item in _MENU.split(text.strip()) if item]
    if len(items) < 2 or _SENTENCE.search(text):
        return False
    known = sum(_key(item) in _LABELS for item in items)
    return all(map(_is_short, items)) and (known > 0 or (len(items) > 3 and "|" in text))


def _is_short(text: str) -> bool:
    return han_count(text) <= 12 and latin_words(text) <= 5 and not _SENTENCE.search(text)


def _is_label(text: str) -> bool:
    short = han_count(text) <= _LABEL_HAN and latin_words(text) <= _LABEL_WORDS
    return short and not _STOP.search(text)


@lru_cache(maxsize=20_000)  # asked of every line of a document three times over
def is_prose(text: str) -> bool:
    """Say whether a line is running text: it ends like a sentence, or is too long for anything.

    One question or exclamation alone may be a title.
    """
    if strong_reason(text) or _BYLINE.match(text) or _CONTACT.match(text):
        return False
    long = han_count(text) >= _PARAGRAPH_HAN or latin_words(text) >= 2 * _PARAGRAPH_WORDS
    enough = han_count(text) >= 8 or latin_words(text) >= 6
    final = _FINAL.search(text) is not None
    calls = text.rstrip()[-1:] in "！？!?" and _SENTENCE.search(text.rstrip()[:-1]) is None
    return long or (enough and final and not calls)


def is_paragraph(block: Block) -> bool:
    """Say whether a block is kept running text and no heading."""
    return block.kept and block.kind not in ("title", "heading") and is_prose(block.text)


def _key(text: str) -> str:
    return re.sub(r"\s+", "_", text.strip(" \u3000[]【】<>«»›-").lower())
