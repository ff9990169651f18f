"""Words that turn a sentence round: opposites, bounds, quantities, duties and denials.

The list is our own: pairs that news and rules use and that leave no doubt. Each group has one or
more sides; it matters where a word of one side stands in place of a word of another. Groups in
`ALONE` weigh by themselves: a word that comes or goes changes what is said (不, 只, 除 · not, only,
except). To add a word, put it on its side in both languages. English words stand in their plain
form and are inflected; irregular forms are listed. Single Chinese characters are in `FACING`.
"""

from __future__ import annotations

from typing import NamedTuple


class Side(NamedTuple):
    """One side of a group: words that say the same for this purpose, blanks between them."""

    zh: str
    en: str


GROUPS: dict[str, tuple[Side, ...]] = {
    # ---- denial, duty, reach ---------------------------------------------------------------------
    "denial": (
        Side(
            "不 没 没有 未 无 非 勿 莫 否 别 不得 不能 不可 不可以 不应 不应当 不应该 不准 不许 "
            "不必 不须 不需 不需要 不会 不再 无须 无需 毋须 毋庸 尚未 并未 从未 从不 并不 决不 "
            "绝不 绝非 并非 并没有 禁止 严禁",
            "not no never none nor neither nobody nothing nowhere without cannot unable hardly "
            "non forbid forbade forbidden prohibit ban banned",
        ),
    ),
    "duty": (
        Side("必须 务必 务须 须 需 需要", "must required shall"),
        Side("应当 应该 应", "should ought"),
        Side("可以 可 能够 得以", "may might can could"),
    ),
    "leave": (
        Side("允许 准许 许可 准予", "allow permit"),
        Side("禁止 严禁 不准 不许", "forbid forbade forbidden prohibit ban banned"),
    ),
    "exception": (Side("除了 除外 除非", "except excepting unless"),),
    "restriction": (Side("只 仅 只有 仅有 只能 仅仅 只是 仅限 只限 唯一", "only solely merely"),),
    "quantity": (
        Side(
            "全部 所有 一切 全体 全都 每个 每位 每名 每项 每一 各个",
            "all every each entire whole everyone everybody everything",
        ),
        Side("多数 大多数 大部分 绝大多数 绝大部分 过半数", "most mostly majority"),
        Side(
            "部分 一部分 有些 一些 某些 有的 个别",
            "some several certain partly somebody someone",
        ),
        Side("少数 极少数 少数几", "few minority"),
    ),
    # ---- figures ---------------------------------------------------------------------------------
    "bound": (
        Side(
            "超过 多于 大于 高于 以上 至少 不少于 不小于 不低于 不下 逾 最少 最低",
            "more over above greater exceed least minimum beyond",
        ),
        Side(
            "不到 不足 少于 小于 低于 以下 以内 至多 最多 不超过 不多于 不大于 不高于 未超过 "
            "未满 最高",
            "less under below smaller fewer within most maximum",
        ),
    ),
    "extreme": (
        Side("最大 最高 最多 最好 最强 最长", "highest largest greatest best longest"),
        Side("最小 最低 最少 最差 最弱 最短", "lowest smallest least worst shortest"),
    ),
    "change": (
        Side(
            "增长 增加 增多 增至 增强 上升 上涨 上调 上浮 上扬 提高 升高 升至 攀升 飙升 加快 "
            "加速 加强 扩大 扩张 加大 拉大 回升 走高 升值 递增 好转 改善 延长 提升",
            "increase rise rose risen grow grew grown climb soar surge expand enlarge widen "
            "strengthen accelerate improve enhance raise lengthen gain appreciate extend upgrade",
        ),
        Side(
            "下降 下跌 下滑 下调 下浮 减少 减弱 减至 降低 降至 缩小 缩减 缩短 收缩 削减 削弱 "
            "放缓 减缓 回落 走低 暴跌 贬值 递减 恶化 衰退 萎缩 降级",
            "decrease fall fell fallen decline drop reduce shrink shrank shrunk narrow weaken "
            "slow plunge plummet worsen lower diminish shorten cut contract depreciate "
            "deteriorate downgrade",
        ),
    ),
    "trade": (
        Side("进口 输入 买入 购买 买进 收购 购入", "import buy bought purchase"),
        Side("出口 输出 卖出 出售 销售 售出", "export sell sold sale"),
    ),
    "balance": (
        Side("顺差 盈余 盈利 结余", "surplus profit"),
        Side("逆差 赤字 亏损", "deficit loss"),
    ),
    "money": (
        Side("收入 存入 存款 借入", "income revenue deposit borrow"),
        Side("支出 开支 取出 取款 借出", "expenditure spending withdraw withdrew lend lent"),
    ),
    # ---- deeds -----------------------------------------------------------------------------------
    "attendance": (Side("出席 到场 在场", "attend"), Side("缺席 不在场", "miss absent")),
    "consent": (
        Side(
            "支持 赞成 赞同 同意 拥护 接受 批准 通过 核准",
            "support favour favor agree endorse approve accept adopt approval agreement "
            "acceptance",
        ),
        Side(
            "反对 抗议 拒绝 驳回 否决 抵制 谴责 不同意",
            "oppose reject refuse disapprove decline veto deny object disagree condemn "
            "opposition rejection refusal",
        ),
    ),
    "outcome": (
        Side("成功 获胜 胜利 战胜 胜出", "succeed success successful win won victory"),
        Side("失败 战败 落败 失利", "fail failure unsuccessful lose lost defeat"),
    ),
    "beginning": (
        Side(
            "开始 启动 开幕 开工 起始 开端",
            "start begin began begun open launch commence opening",
        ),
        Side(
            "结束 停止 闭幕 完工 终止 终结 中止 停用",
            "end finish close stop cease terminate halt ending",
        ),
    ),
    "switching": (
        Side("启用 打开 激活 开启 开放", "enable activate open"),
        Side("禁用 关闭 停用 封闭", "disable deactivate close shut"),
    ),
    "making": (
        Side(
            "添加 新增 插入 加入 创建 建立 成立 设立 新建 安装",
            "add insert create establish found join install append",
        ),
        Side(
            "删除 移除 去除 取消 撤销 退出 解散 卸载 废止 废除",
            "delete remove cancel abolish dissolve leave uninstall withdraw revoke discard",
        ),
    ),
    "coming": (
        Side("进入 到达 抵达 入境 入场 流入", "enter arrive inflow arrival entry"),
        Side("离开 退出 出发 出境 离场 流出", "exit depart leave outflow departure"),
    ),
    "sending": (
        Side("发送 发出 寄出 传输 发给 上传", "send sent transmit upload"),
        Side("接收 收到 收取 接到 下载", "receive download"),
    ),
    "holding": (
        Side("包括 包含 计入 纳入", "include contain"),
        Side("不包括 不包含 不含 排除 不计入", "exclude"),
    ),
    "flow": (
        Side("传入 入站", "ingress inbound incoming input"),
        Side("传出 出站", "egress outbound outgoing output"),
    ),
    "showing": (Side("显示 展开", "show expand"), Side("隐藏 折叠", "hide hidden collapse")),
    "sealing": (
        Side("加密 编码 锁定", "encrypt encode lock"),
        Side("解密 解码 解锁", "decrypt decode unlock"),
    ),
    "reading": (Side("读取 读入", "read"), Side("写入 写出", "write written wrote")),
    "fastening": (Side("附加 连接", "attach connect"), Side("分离 断开", "detach disconnect")),
    "sorting": (Side("升序", "ascending increment"), Side("降序", "descending decrement")),
    "keeping": (
        Side("分配 逮捕 拘留 扣押", "allocate acquire arrest detain seize"),
        Side("释放 获释", "free release"),
    ),
    "office": (
        Side("任命 上任 就任 就职", "appoint appointment"),
        Side("免职 卸任 辞职 解职", "dismiss resign dismissal resignation"),
    ),
    "life": (Side("出生 诞生", "born birth"), Side("死亡 逝世 去世", "die dead death")),
    "timing": (Side("提前", "advance"), Side("推迟 延迟 延期", "postpone delay")),
    "pausing": (Side("恢复 重启", "resume"), Side("暂停 中断", "suspend interrupt")),
    "lead": (Side("领先", "lead led"), Side("落后", "trail lag")),
    "lasting": (Side("永久", "permanent permanently"), Side("临时 暂时", "temporary temporarily")),
    "manner": (Side("主动", "active actively"), Side("被动", "passive passively")),
    "union": (Side("合并 统一", "merge unite"), Side("拆分 分裂", "split separate")),
    # ---- qualities -------------------------------------------------------------------------------
    "truth": (
        Side("真实 正确 属实 有效 合法 合格", "true correct right valid legal qualified"),
        Side(
            "虚假 错误 不实 无效 非法 不合法 不合格",
            "false incorrect wrong invalid illegal unqualified",
        ),
    ),
    "sameness": (
        Side("相同 一致 相等 等于 同样", "same equal identical"),
        Side("不同 不一致 不等于 不等 相反 相异", "different unequal differ opposite"),
    ),
    "strength": (Side("强大 强劲", "strong strongly"), Side("弱小 疲软", "weak weakly")),
    "height": (
        Side("较高 高级 高等 高位", "high higher upper"),
        Side("较低 低级 低等 低位 初级", "low lower"),
    ),
    "size": (
        Side("大型 较大 巨大", "large larger big bigger huge"),
        Side("小型 较小 微小", "small smaller little tiny"),
    ),
    "length": (Side("长期 较长", "long longer"), Side("短期 较短", "short shorter")),
    "age": (Side("新型 年轻", "new young younger"), Side("陈旧 年老", "old older elderly")),
    "goodness": (
        Side(
            "良好 积极 正面 乐观 有利 有益",
            "good better positive optimistic favourable favorable",
        ),
        Side(
            "恶劣 消极 负面 悲观 不利 有害",
            "bad worse negative pessimistic unfavourable unfavorable",
        ),
    ),
    "ease": (Side("容易 轻松", "easy easier easily"), Side("困难 艰难", "difficult")),
    "wealth": (
        Side("富裕 富有 富国 发达", "rich wealthy developed"),
        Side("贫穷 贫困 穷国 发展中", "poor impoverished developing"),
    ),
    "ownership": (
        Side("公立 公共 公开 公有 国有 国营 公营", "public publicly"),
        Side("私立 私人 私有 民营 私营", "private privately"),
    ),
    "option": (
        Side("必需 必要 必修 必选 强制", "required mandatory compulsory necessary"),
        Side("可选 选修 任选 自愿", "optional voluntary"),
    ),
    # ---- people, place, time ---------------------------------------------------------------------
    "sex": (
        Side("男性 男子 男童 男生 男人 丈夫 父亲", "male man men boy husband father he him his"),
        Side("女性 女子 女童 女生 女人 妻子 母亲", "female woman women girl wife mother she her"),
    ),
    "place": (
        Side("国内 境内 省内 市内 内部 之内 以内", "inside domestic internal inner"),
        Side(
            "国外 境外 省外 市外 外部 之外 以外 海外",
            "outside foreign external outer abroad overseas",
        ),
    ),
    "settlement": (Side("城市 城镇", "urban"), Side("农村 乡村", "rural")),
    "hand": (Side("左侧 左边", "left"), Side("右侧 右边", "right")),
    "end": (
        Side("顶部 上方 上部 上面 上层 向上", "top up upward upwards upper"),
        Side("底部 下方 下部 下面 下层 向下", "bottom down downward downwards lower"),
    ),
    "front": (
        Side("前面 前方 前部 向前", "front forward forwards"),
        Side("后面 后方 后部 向后", "back backward backwards"),
    ),
    "compass": (
        Side("东部 东方 东侧", "east eastern eastward"),
        Side("西部 西方 西侧", "west western westward"),
        Side("南部 南方 南侧", "south southern southward"),
        Side("北部 北方 北侧", "north northern northward"),
        Side("东南", "southeast southeastern"),
        Side("西南", "southwest southwestern"),
        Side("东北", "northeast northeastern"),
        Side("西北", "northwest northwestern"),
    ),
    "order": (
        Side("之前 以前 此前 事前 先前", "before earlier prior previously until"),
        Side("之后 以后 此后 事后 随后", "after later afterwards following since"),
    ),
    "turn": (
        Side("上一 前一 上个 上年", "previous preceding last"),
        Side("下一 后一 下个 次年", "next following"),
    ),
    "rank": (Side("首个 最初 第一", "first initial"), Side("最后 最终", "last final")),
    "day": (
        Side("上午 早上 早晨 清晨", "morning am a.m daytime"),
        Side("下午 晚上 傍晚 夜间 夜晚", "afternoon evening night pm p.m"),
    ),
    "half": (Side("上半年 上旬", ""), Side("下半年 下旬", "")),
    "war": (Side("和平 停战 停火", "peace ceasefire truce"), Side("战争 开战 开火", "war")),
}  # fmt: skip

ALONE = frozenset({"denial", "exception", "restriction"})
"""Groups whose words weigh by coming or going alone."""
OBLIGING = frozenset({"必须", "务必", "务须", "must"})
"""Words of duty that do so too."""

UNITS = (
    Side("年", "year"), Side("月 个月", "month"), Side("周 星期 个星期", "week"),
    Side("日 天", "day"), Side("时 小时 个小时", "hour"), Side("分 分钟", "minute"),
    Side("秒 秒钟", "second"), Side("元 人民币", "yuan RMB"), Side("美元", "dollar"),
    Side("欧元", "euro"), Side("日元", "yen"), Side("英镑", "pound"), Side("港元 港币", ""),
    Side("公里 千米", "kilometre kilometer km"), Side("英里", "mile"),
    Side("米 公尺", "metre meter"), Side("厘米 公分", "centimetre centimeter cm"),
    Side("平方公里", ""), Side("平方米 平方公尺", ""), Side("公顷", "hectare"), Side("亩", "mu"),
    Side("英亩", "acre"), Side("公斤 千克", "kilogram kg"), Side("克", "gram"),
    Side("吨 公吨", "ton tonne"), Side("升 公升", "litre liter"), Side("度", "degree"),
)  # fmt: skip
"""What is counted in; where one unit stands for another, the number means something else."""

FACING = """
高低 大小 前后 上下 左右 内外 男女 公私 新旧 多少 长短 强弱 真假 首末 买卖 进出 升降 增减 早晚 正负
贫富 好坏 有无 东西 南北 东南 东北 西南 西北 收支 盈亏 开关 胜负
""".split()  # fmt: skip
"""Pairs of characters that turn a word round where one stands for the other: 进口 and 出口."""

HARMLESS = frozenset(
    """
非常 非洲 非政府 非营利 非盈利 非物质 无论 无锡 无比 无疑 无数 无人机 无障碍 无穷 无限 不断 不仅
不但 不过 不久 不管 不论 不止 不动产 不锈钢 未来 没收 别人 别的 特别 分别 类别 性别 级别 个别 区别
识别 鉴别 别名 别墅 告别 派别 是否 能否 可否 与否 否则 莫斯科 莫桑比克 莫名 应用 应急 应对 适应
反应 供应 响应 相应 效应 应邀 对应 应变 应付 应收 应届 感应 顺应 回应 应答 应力 应聘 需求 急需 军需
可持续 可以说 可靠 可能 认可 许可 核可 可行 可见 可用 可扩展 可爱 可怜 可口 可再生 可执行 只读 一只
两只 三只 几只 每只 这只 那只 船只 不只 不仅仅 南京 北京 东京 西京 广东 广西 山东 山西 河南 河北
湖南 湖北 海南 海北 江西 江东 江南 江北 云南 陕西 西安 东安 西宁 南宁 济南 辽东 辽西 公司 前者 后者
大学 小学 东西 下列 上列 前项 后项 前款 后款 前条 后条 上述 下述
""".split()
)  # fmt: skip
"""Words in which a character of the lists says nothing of its own."""
