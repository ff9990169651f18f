"""Chinese surnames and how they are read, for people whose everyday dictionary reads them wrong."""

from __future__ import annotations

# The commoner surnames of the census and of the traditional list of hundred families.
SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范"
    "彭郎鲁韦昌马苗凤花"
    "方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛"
    "汪祁毛禹狄米贝明臧"
    "计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊"
    "胡凌霍虞万支柯昝管"
    "卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲封芮羿储靳汲邴"
    "糜松井段富巫乌焦"
    "巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白"
    "怀蒲邰从鄂索咸籍赖"
    "卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄"
    "晏柴瞿阎充慕连茹习"
    "宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷"
    "訾辛阚那简饶空曾毋"
    "沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂钦商牟佘"
    "佴伯赏墨哈谯笪年爱"
    "阳佟言福肖覃尧代苑仝鹿邸付冼区朴折黑秘种重员祭召句繁郇藏角会粘番蕃适洗战律信杞展诺宾麦楼原"
    "臧初占庹伦苟冶买危卿"
)
# Surnames that words begin with more often than people are called: they need a stronger sign.
RARE = frozenset(
    "平明计成强万支经干应宣单包诸左封储松井富山谷车全班秋仲宫宁从索能双通边尚农别充连习向古易终"
    "居步都满国文广东利越"
    "隆师融空须丰关相查后红游权盖益公督帅况有归海法商年爱言福代会信展原初占律战适角种重员区折黑"
    "秘召句繁洗元和安常乐"
    "于金马石高方华花云白黄江林水田米毛雷康时昌伍齐伏皮贝米麻路危房祝项管莫解荣陆印怀党申寿温容"
    "步冷简"
)
DOUBLE = {
    "欧阳": "ouyang", "司马": "sima", "上官": "shangguan", "诸葛": "zhuge", "东方": "dongfang",
    "皇甫": "huangfu", "尉迟": "yuchi", "公孙": "gongsun", "慕容": "murong", "令狐": "linghu",
    "司徒": "situ", "夏侯": "xiahou", "宇文": "yuwen", "长孙": "zhangsun", "南宫": "nangong",
    "端木": "duanmu", "独孤": "dugu", "单于": "chanyu", "万俟": "moqi", "澹台": "tantai",
    "呼延": "huyan", "赫连": "helian", "鲜于": "xianyu", "淳于": "chunyu", "濮阳": "puyang",
    "轩辕": "xuanyuan", "申屠": "shentu", "太史": "taishi", "钟离": "zhongli", "闾丘": "lüqiu",
    "百里": "baili", "东郭": "dongguo", "西门": "ximen", "南门": "nanmen", "第五": "diwu",
    "拓跋": "tuoba", "完颜": "wanyan", "耶律": "yelü", "爱新觉罗": "aixinjueluo", "叶赫": "yehe",
}  # fmt: skip
# Read otherwise as a surname than in everyday words; the first reading is the usual one.
READINGS = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "朴": "piao",
    "盖": "ge", "折": "she", "黑": "he", "秘": "bi", "洗": "xian", "冼": "xian", "种": "chong",
    "重": "chong", "乐": "yue le", "员": "yun", "覃": "qin tan", "卜": "bu", "缪": "miao",
    "祭": "zhai", "翟": "zhai di", "都": "du", "召": "shao", "隗": "wei kui", "牟": "mu mou",
    "句": "gou", "繁": "po", "郇": "xun huan", "乜": "nie", "阚": "kan", "藏": "zang",
    "薄": "bo", "佴": "nai", "角": "jue", "能": "nai", "会": "gui", "粘": "nian", "蕃": "bo",
    "番": "pan", "适": "kuo", "不": "fou", "六": "lu", "任": "ren", "华": "hua", "尹": "yin",
    "柏": "bai bo", "石": "shi", "万": "wan", "贾": "jia", "宁": "ning", "晁": "chao",
    "褚": "chu", "谌": "chen shen", "逄": "pang", "郗": "xi chi", "臧": "zang", "车": "che",
    "叶": "ye", "沈": "shen", "费": "fei", "葛": "ge", "纪": "ji", "应": "ying", "相": "xiang",
    "那": "na", "过": "guo", "强": "qiang", "哈": "ha", "长": "chang", "行": "xing", "俞": "yu",
    "佘": "she", "尉": "wei", "撒": "sa", "干": "gan", "於": "yu", "殷": "yin",
    "燕": "yan", "要": "yao", "称": "cheng", "宓": "mi fu", "奇": "qi", "戚": "qi", "訾": "zi",
    "吕": "lü", "侣": "lü", "闾": "lü", "律": "lü", "绿": "lü", "聂": "nie", "曲": "qu",
    "瞿": "qu", "谷": "gu", "眭": "sui", "肖": "xiao", "萧": "xiao", "冯": "feng", "从": "cong",
    "参": "shen", "莘": "shen xin", "丁": "ding", "合": "he", "尧": "yao", "樊": "fan",
}  # fmt: skip
