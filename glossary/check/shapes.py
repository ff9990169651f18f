"""Characters that look alike: what the eye takes for another, and what readers of scans mistake.

Groups of characters that differ by a stroke or a component. Ours, from slips seen and from the
pairs that textbooks warn of; a linguist adds a group by adding a word.
"""

from __future__ import annotations

from collections import defaultdict

_GROUPS = """
己已巳 末未 土士 日曰 人入八 大太犬 天夭 千干于 刀力 戊戌戍戎 析折拆 侯候 拨拔 即既 象像 幕慕墓募暮 崇祟 采釆 辩辨辫瓣
赢羸嬴 兵乒乓 鸟乌 免兔 治冶 冶治 沟勾钩构购 杨扬汤场 晴睛 清情请晴 跟根很狠恨 历厉 历励 住往注柱驻 待侍持特 抱报
报抱 抛拋 令今 今令 氏民 代伐 代式 贷货 货贷 资姿 师帅 帅师 午牛 牛午 由田甲申电 目自 白百 王玉主 主王 厂广 户尸
斤斥 斥诉 圆园员 园圆 因困囚 团困 国园 固因 休体 体休 何河 何合 办为 协胁 协办 动劲 劝功 功攻 切功 助动 务条 条务
企介 会合 合含 含舍 舍含 余佘 佘余 全金 金全 命合 企全 竞竟 竟竞 意竟 章意 音章 部陪 陪部 培陪倍 赔陪 险验检 检险
验检 脸检 俭检 剑检 签检 科料 料科 种钟 和利 利和 秋和 季李 李季 委季 香查 查香 杳香 桔结 结洁 织职识 职织 识织
组祖 祖租 阻组 租组 祖组 细组 绍招 招昭 昭照 沼召 级极 极级 圾极 吸级 纪记 记纪 讠记 己记 议仪 仪义 义议 议义
论伦轮 伦论 轮论 沦论 诉折 设没 没设 沒没 投设 役设 股设 许计 计讨 讨计 对讨 村材 材村 林材 杯怀 怀坏 坏怀 还环
环还 坏环 吴昊 昊吴 具县 县具 真具 直真 且具 县且 昌冒 冒昌 旧日 归旧 早旱 旱早 旦且 但坦 坦担 担但 胆担 相想
湘相 箱相 机饥 肌机 饥机 权杈 杈权 叙权 汉权 仅权 双权 对双 欢观 观欢 观现 现观 规现 视规 规视 觉学 学觉 字学
宇字 字宇 守宇 宁宇 宋末 实买 买卖 卖买 读续 续读 渎读 瞩嘱 属嘱 局届 届局 届屈 居届 尾屋 屋尾 展屏 屏展 层尽
迅讯 讯迅 汛讯 迁迂 迂迁 达迭 这达 过还 进近 近进 远运 运远 送迭 选迭 造选 适话 话适 活话 括话 适括 通涌 涌通
诵通 痛通 桶通 连莲 建健键 健建 键健 律津 津律 建律 很很 得很 街衔 衔街 冲沖 决块 快块 块快 缺决 抉决 诀决
冰水 水永 永水 泳永 泉永 求永 救球 球救 求球 海侮 侮海 悔海 梅海 诲海 每母 毒毐 洋样 样洋 详样 祥详 详祥 群祥
养美 美羊 羌美 差着 着差 看着 眷着 春看 看春 香春 奏春 泰秦奏春 秦泰 奉奏 举誉 誉举 兴举 荣劳 劳荣 营管 管营
萤营 苦若 若苦 苔若 茗若 诺若 著着 者老 考老 老考 孝老 教孝 都者 都部 邮郎 郎朗 郡群 那哪 娜那 阴阳 阳阴 际标
标际 示际 陆阵 陈阵 阵陈 东乐 乐东 车东 练炼 炼练 拣练 险俭 除徐 徐除 余除 降绛 院完 完院 阮院 限很 退限 艰根
银很 银根 铜铟 钢纲 纲钢 岗刚 刚岗 网冈 冈网 罔网 两雨 雨两 西酉 酉西 洒酒 酒洒 票栗 票粟 要耍 耍要 腰要 覆履
履覆 复夏 夏复 厦复 腹复 爱受 受爱 授援 援授 暖援 缓援 缓暖 爰受 采菜 彩采 踩采 爪瓜 瓜爪 孤狐 弧孤 狐孤 派脉
脉派 旅派 族旅 旅族 施旅 旋旅 放旅 放效 效放 郊效 校效 较校 政攻 改攻 攻改 故放 敬警 警敬 驾架 架驾 贺架 加如
如加 咖加 伽加 知和 短知 矩短 矢失 失矢 夫失 夫天 无元 元无 完元 玩元 远元 云去 去云 丢去 法去 却去 却劫 劫却
力刀 历力 办力 边力 为力 万方 方万 放方 房方 访仿 仿访 防仿 妨防 坊防 纺访 彷仿 布市 市布 帝市 希布 柿市 肺市
师市 币市 帛币 巾币 巿市 司同 同司 词同 祠司 洞同 铜同 何司 可司 句旬 旬句 包句 甸句 勺句 勾句 匈包 询旬 甫辅
铺辅 捕辅 浦捕 补朴 朴补 扑朴 仆扑 卜仆 外处 处外 夕外 名各 各名 备各 条各 路略 略路 格略 洛格 络格 客容 容客
各客 额客 溶容 蓉容 密蜜 蜜密 宓密 必密 秘泌 泌秘 沁泌 心必 必心 忆亿 亿忆 艺亿 乙艺 意亿 亿意 忧优 优忧 尤龙
龙尤 就龙 犹优 扰优 抗扰 坑抗 杭抗 航抗 亢抗 环坏 杯坏 怀杯 还怀 不坏 土圭 挂桂 桂挂 佳挂 住佳 佳住 往佳 准淮
淮准 谁准 推准 难准 推难 雄难 维难 唯维 惟维 谁维 帷维 集焦 焦集 隼集 樵焦 蕉焦 瞧焦 礁焦
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
