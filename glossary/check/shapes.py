"""Characters that look alike: what the eye takes for another, and what readers of scans mistake.

Groups of characters that differ by a stroke or a component. Ours, from slips seen and from the
pairs that textbooks warn of; a linguist adds a group by adding a word.
"""

from __future__ import annotations

from collections import defaultdict

_GROUPS = """
己已巳 末未 土士 日曰 人入八 大太犬 天夭 千干于 刀力 戊戌戍戎 析折拆 侯候 拨拔 即既 象像
幕慕墓募暮 崇祟 采釆 辩辨辫瓣 赢羸嬴 兵乒乓 鸟乌 免兔 治冶 沟勾钩构购 杨扬汤场 晴睛 清情请晴
跟根很狠恨 历厉 住往注柱驻 待侍持特 令今 氏民 代伐 代式 贷货 资姿 师帅 午牛 由田甲申电 目自
白百 王玉主 厂广 户尸 斤斥 斥诉 因困囚 固因 何河 协胁 动劲 劝功 功攻 切功 助动 务条
企介 会合
合含 含舍 余佘 全金 竞竟 章意 部陪 培陪倍 赔陪 险验检 俭检 季李 委季 香查 桔结 结洁
职织 识织
组祖 招昭 昭照 沼召 级极 圾极 纪记 议仪 仪义 义议 论伦轮 设没 沒没 投设 役设 对讨
村材 林材
杯怀 怀坏 具县 直真 县且 昌冒 早旱 但坦 胆担 肌机 权杈 叙权 双权 宇字 宁宇 宋末
读续 渎读 瞩嘱
属嘱 尾屋 展屏 迅讯 汛讯 迁迂 达迭 这达 过还 进近 远运 送迭 选迭 造选 适话 活话
适括 通涌 桶通
连莲 建健键 建律 街衔 快块 缺决 抉决 诀决 冰水 泳永 泉永 求永 救球 海侮 悔海 梅海
诲海 每母
毒毐 详样 祥详 群祥 养美 美羊 羌美 看着 春看 香春 泰秦奏春 举誉 营管 苦若 著着 者老
考老 孝老
都者 邮郎 郎朗 那哪 娜那 际标 示际 陈阵 练炼 拣练 险俭 除徐 余除 降绛 院完 阮院
限很 银很 银根
钢纲 罔网 西酉 票栗 票粟 要耍 腰要 覆履 腹复 授援 缓暖 爰受 彩采 踩采 孤狐 弧孤
派脉 校效 政攻
改攻 咖加 伽加 短知 矩短 矢失 无元 完元 万方 放方 房方 防仿 妨防 彷仿 布市 帝市
希布 柿市 肺市
帛币 巾币 巿市 司同 词同 祠司 铜同 何司 可司 句旬 勾句 匈包 甫辅 铺辅 捕辅 仆扑
名各 格略 客容
各客 蓉容 密蜜 宓密 必密 秘泌 忆亿 忧优 尤龙 抗扰 亢抗 土圭 挂桂 佳挂 准淮 难准
唯维
慈兹滋磁 善喜 基墓其甚 展屐 坏怀环杯还 境镜竟 保堡褒
护沪炉 民艮良 陪剖 法去怯 贫贪 扶抚夫拱 灾炎灵 志忘忐
愿原源 报服极 顶项顷颈 昨作诈 友发反 待恃 丝纠 绸稠调
跻路 蒂带滞 唱倡猖 没设役 职联取 萌盟 财材村 公么
众从
益盆 募慕 捐损 赠增憎 估诂 评坪 汗汁 机机杌 构枸 团困囤 体休本 员贝圆 资咨 助肋 救赦 援暖缓
振赈 惠惹 村付 孩骇
儿几 童重 妇归扫 女安 残戋浅线 疾病症 障章璋 教孝较 育盲 育弃 训川 培倍 养眷 卫工 卫卩 生主
健腱 医匠 疗辽
气乞 侯候 变恋 恋蛮 水永 森林 淋林 绿录 缘绿 碳炭 减诚 排徘 生牛 态恣 物牧 多夕
样详 性姓 科料 学字 技枝 术木
创刨 新析 文义 文交 化代 化花 传转 媒煤 网同 络洛 信倍 息恩 数教 据剧 公分 开井
开并 放故 改玫 革草 治始 理埋
现理 代伐 国围 囯国 际标 交校 流硫 关美 系糸 和私 平乎 正止 义乂 主丰 席度 议仪
会云 秘密 书节 长张 副幅 部邮
央夹 共其 党堂 全企 政故 府俯 务雾 院玩 委季 署暑薯 局屈 处外 区匹 县具 镇填 乡多
村材 街衔 社杜 协胁 促捉
进迸 盟萌 商尚 业亚 企全 产严 品晶 市巾 场扬 经轻 济挤 融触 金全 信佶 托讬 税脱
审宙 计讨 财贱 管菅 制刮 度席
双仅 重垂 登凳 记纪 注往 册删 年午 检险 查杳 报抱 告吉 公松 示不 透诱 明朋 廉谦
洁沽 反仅 腐腑 监蓝 督瞥
"""


def _table() -> dict[str, frozenset[str]]:
    alike: dict[str, set[str]] = defaultdict(set)
    for group in _GROUPS.split():
        for one in group:
            alike[one].update(other for other in group if other != one)
    return {one: frozenset(others) for one, others in alike.items()}


LOOKS_LIKE = _table()


def look_alike(one: str, other: str) -> bool:
    """Tell whether two characters are easily taken for each other.

    >>> look_alike("己", "已"), look_alike("治", "冶"), look_alike("慈", "善")
    (True, True, False)
    """
    return other in LOOKS_LIKE.get(one, frozenset())
