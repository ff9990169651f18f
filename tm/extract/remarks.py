"""What a person should know about a document or a pair of them, as values.

The words for both languages stand beside the codes.
"""

from __future__ import annotations

from dataclasses import dataclass

from tm.wording import Texts, Worded

TEXTS: Texts = {
    "tracked changes": ("{0} tracked deletions were left out, insertions kept",
                        "修订中删去的 {0} 处未取，插入的内容保留"),
    "hidden text": ("{0} hidden runs were left out", "略去了 {0} 处隐藏文字"),
    "two columns": ("two columns in two languages: {0} pairs, no alignment needed",
                    "两栏为两种语言，共 {0} 对，无需对齐"),
    "pairs in turn": ("both languages in turn: {0} pairs, no alignment needed",
                      "两种语言逐段交替，共 {0} 对，无需对齐"),
    "both languages": ("{0} paragraphs are Chinese and {1} English; each side is taken for itself",
                       "{0} 段为中文，{1} 段为英文；两边各自处理"),
    "unreadable characters": (
        "{0} characters could not be read and show as \ufffd; check the encoding",
        "有 {0} 个字符无法读取，显示为 \ufffd；请检查编码"),
    "encoding": ("{0} characters could not be read as {1}", "有 {0} 个字符无法按 {1} 编码读取"),
    "long line": ("more than {0} characters without a mark that ends a sentence",
                  "连续 {0} 余字没有句末标点"),
    "main text": ("the main text was not found with certainty; more of the page is kept",
                  "正文范围不能确定，因此多保留了一些页面内容"),
    "low quality": ("text from a PDF: order, spaces and line ends may be wrong; look at the pairs",
                    "文字取自 PDF：顺序、空格和换行可能有误，请查看句对"),
    "swapped": ("the sides were swapped: {0} is Chinese, {1} English",
                "两边已对调：{0} 是中文，{1} 是英文"),
    "unclear language": ("{0} is not clearly in one language", "看不出 {0} 是哪种语言"),
    "length": ("the English has {0} characters for each Chinese one; translations have {1} to {2}:"
               " is part of one side missing?",
               "每个汉字对应 {0} 个英文字符，译文通常为 {1} 至 {2} 个：是否有一边不完整？"),
    "paragraphs": ("{0} Chinese paragraphs against {1} English ones", "中文 {0} 段，英文 {1} 段"),
    "numbers": ("the numbers of both sides differ: are these translations of each other?",
                "两边的数字不同：这两篇是互为译文吗？"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem(Worded):
    """One remark, with the block it is about, if one.

    >>> Problem("hidden text", ("2",)).text("zh")
    '略去了 2 处隐藏文字'
    """

    texts = TEXTS

    place: str = ""

    @property
    def message(self) -> str:
        """Say it in English."""
        return self.text("en")
