"""Names of countries, cities and well-known firms in both languages, and of bodies in Chinese.

Facts of common knowledge, written down for one purpose: to tell a name where nothing else does —
in Chinese, which has no capitals, and at the start of an English sentence. Far from complete: what
has a suffix of its own (长沙市, 宜春县) or a capital within a sentence needs no entry.
"""

from __future__ import annotations

# Chinese, then English with _ for a space; several forms of either are parted by /.
_COUNTRIES = """
中国/中华人民共和国 China 美国 America/United_States 英国 Britain/United_Kingdom/England 法国 France
德国 Germany 俄罗斯/俄国 Russia 日本 Japan 韩国 South_Korea/Korea 朝鲜 North_Korea 印度 India
巴西 Brazil 南非 South_Africa 加拿大 Canada 墨西哥 Mexico 阿根廷 Argentina 智利 Chile 秘鲁 Peru
哥伦比亚 Colombia 委内瑞拉 Venezuela 古巴 Cuba 玻利维亚 Bolivia 厄瓜多尔 Ecuador 巴拉圭 Paraguay
乌拉圭 Uruguay 巴拿马 Panama 哥斯达黎加 Costa_Rica 危地马拉 Guatemala 海地 Haiti 牙买加 Jamaica
意大利 Italy 西班牙 Spain 葡萄牙 Portugal 荷兰 Netherlands 比利时 Belgium 瑞士 Switzerland
奥地利 Austria 瑞典 Sweden 挪威 Norway 芬兰 Finland 丹麦 Denmark 冰岛 Iceland 爱尔兰 Ireland
波兰 Poland 捷克 Czech 匈牙利 Hungary 罗马尼亚 Romania 保加利亚 Bulgaria 希腊 Greece 塞尔维亚 Serbia
克罗地亚 Croatia 乌克兰 Ukraine 白俄罗斯 Belarus 立陶宛 Lithuania 拉脱维亚 Latvia 爱沙尼亚 Estonia
土耳其 Turkey/Türkiye 以色列 Israel 巴勒斯坦 Palestine 埃及 Egypt 叙利亚 Syria 伊拉克 Iraq 伊朗 Iran
约旦 Jordan 黎巴嫩 Lebanon 沙特/沙特阿拉伯 Saudi_Arabia 阿联酋 UAE/Emirates 科威特 Kuwait
卡塔尔 Qatar 阿曼 Oman 也门 Yemen 阿富汗 Afghanistan 巴基斯坦 Pakistan 孟加拉国 Bangladesh
斯里兰卡 Sri_Lanka 尼泊尔 Nepal 不丹 Bhutan 缅甸 Myanmar/Burma 泰国 Thailand 老挝 Laos
柬埔寨 Cambodia 越南 Vietnam 马来西亚 Malaysia 新加坡 Singapore 印度尼西亚/印尼 Indonesia
菲律宾 Philippines 文莱 Brunei 东帝汶 Timor-Leste 蒙古 Mongolia 哈萨克斯坦 Kazakhstan
乌兹别克斯坦 Uzbekistan 吉尔吉斯斯坦 Kyrgyzstan 塔吉克斯坦 Tajikistan 土库曼斯坦 Turkmenistan
格鲁吉亚 Georgia 亚美尼亚 Armenia 阿塞拜疆 Azerbaijan 澳大利亚/澳洲 Australia 新西兰 New_Zealand
斐济 Fiji 尼日利亚 Nigeria 肯尼亚 Kenya 埃塞俄比亚 Ethiopia 坦桑尼亚 Tanzania 乌干达 Uganda
卢旺达 Rwanda 赞比亚 Zambia 津巴布韦 Zimbabwe 安哥拉 Angola 莫桑比克 Mozambique 纳米比亚 Namibia
博茨瓦纳 Botswana 加纳 Ghana 塞内加尔 Senegal 喀麦隆 Cameroon 刚果 Congo 加蓬 Gabon 苏丹 Sudan
索马里 Somalia 利比亚 Libya 突尼斯 Tunisia 摩洛哥 Morocco 阿尔及利亚 Algeria 马里 Mali 尼日尔 Niger
乍得 Chad 马拉维 Malawi 马达加斯加 Madagascar 毛里求斯 Mauritius 塞拉利昂 Sierra_Leone
利比里亚 Liberia 科特迪瓦 Ivory_Coast 多哥 Togo 贝宁 Benin 苏联 Soviet_Union 亚洲 Asia 欧洲 Europe
非洲 Africa 美洲 Americas 拉美/拉丁美洲 Latin_America 北美 North_America 南美 South_America
大洋洲 Oceania 欧元区 Eurozone 东亚 East_Asia 南亚 South_Asia 中亚 Central_Asia
东南亚 Southeast_Asia 北非 North_Africa 西非 West_Africa 东非 East_Africa 北欧 Scandinavia
南欧 Southern_Europe 东欧 Eastern_Europe 西欧 Western_Europe 巴尔干 Balkans 欧盟 EU/European_Union
东盟 ASEAN 中东 Middle_East 联合国 United_Nations
"""
_CHINA = """
北京 Beijing 上海 Shanghai 天津 Tianjin 重庆 Chongqing 河北 Hebei 山西 Shanxi 辽宁 Liaoning
吉林 Jilin 黑龙江 Heilongjiang 江苏 Jiangsu 浙江 Zhejiang 安徽 Anhui 福建 Fujian 江西 Jiangxi
山东 Shandong 河南 Henan 湖北 Hubei 湖南 Hunan 广东 Guangdong 海南 Hainan 四川 Sichuan 贵州 Guizhou
云南 Yunnan 陕西 Shaanxi 甘肃 Gansu 青海 Qinghai 台湾 Taiwan 内蒙古 Inner_Mongolia 广西 Guangxi
西藏 Tibet/Xizang 宁夏 Ningxia 新疆 Xinjiang 香港 Hong_Kong 澳门 Macao/Macau 广州 Guangzhou
深圳 Shenzhen 珠海 Zhuhai 东莞 Dongguan 佛山 Foshan 汕头 Shantou 南京 Nanjing 苏州 Suzhou 无锡 Wuxi
常州 Changzhou 南通 Nantong 扬州 Yangzhou 徐州 Xuzhou 杭州 Hangzhou 宁波 Ningbo 温州 Wenzhou
绍兴 Shaoxing 义乌 Yiwu 合肥 Hefei 芜湖 Wuhu 福州 Fuzhou 厦门 Xiamen 泉州 Quanzhou 南昌 Nanchang
赣州 Ganzhou 九江 Jiujiang 济南 Jinan 青岛 Qingdao 烟台 Yantai 威海 Weihai 郑州 Zhengzhou
洛阳 Luoyang 开封 Kaifeng 武汉 Wuhan 宜昌 Yichang 襄阳 Xiangyang 长沙 Changsha 株洲 Zhuzhou
湘潭 Xiangtan 海口 Haikou 三亚 Sanya 南宁 Nanning 桂林 Guilin 柳州 Liuzhou 成都 Chengdu
绵阳 Mianyang 汶川 Wenchuan 雅安 Ya'an 贵阳 Guiyang 遵义 Zunyi 昆明 Kunming 大理 Dali 丽江 Lijiang
拉萨 Lhasa 西安 Xi'an 延安 Yan'an 兰州 Lanzhou 敦煌 Dunhuang 西宁 Xining 玉树 Yushu 银川 Yinchuan
乌鲁木齐 Urumqi 喀什 Kashgar 呼和浩特 Hohhot 包头 Baotou 太原 Taiyuan 大同 Datong
石家庄 Shijiazhuang 唐山 Tangshan 保定 Baoding 雄安 Xiongan 沈阳 Shenyang 大连 Dalian 长春 Changchun
哈尔滨 Harbin 大庆 Daqing 台北 Taipei 高雄 Kaohsiung 台中 Taichung 台南 Tainan 新北 New_Taipei
新竹 Hsinchu 九龙 Kowloon
"""
_CITIES = """
伦敦 London 巴黎 Paris 柏林 Berlin 莫斯科 Moscow 纽约 New_York 华盛顿 Washington 洛杉矶 Los_Angeles
旧金山 San_Francisco 芝加哥 Chicago 波士顿 Boston 东京 Tokyo 大阪 Osaka 京都 Kyoto 首尔 Seoul
平壤 Pyongyang 新德里 New_Delhi 孟买 Mumbai 曼谷 Bangkok 河内 Hanoi 雅加达 Jakarta 马尼拉 Manila
吉隆坡 Kuala_Lumpur 金边 Phnom_Penh 仰光 Yangon 加德满都 Kathmandu 伊斯兰堡 Islamabad 喀布尔 Kabul
德黑兰 Tehran 巴格达 Baghdad 大马士革 Damascus 耶路撒冷 Jerusalem 开罗 Cairo 内罗毕 Nairobi
约翰内斯堡 Johannesburg 罗马 Rome 米兰 Milan 马德里 Madrid 巴塞罗那 Barcelona 里斯本 Lisbon
日内瓦 Geneva 苏黎世 Zurich 维也纳 Vienna 布鲁塞尔 Brussels 阿姆斯特丹 Amsterdam 海牙 Hague
斯德哥尔摩 Stockholm 奥斯陆 Oslo 哥本哈根 Copenhagen 赫尔辛基 Helsinki 华沙 Warsaw 布拉格 Prague
布达佩斯 Budapest 雅典 Athens 基辅 Kyiv/Kiev 伊斯坦布尔 Istanbul 悉尼 Sydney 墨尔本 Melbourne
堪培拉 Canberra 奥克兰 Auckland 惠灵顿 Wellington 多伦多 Toronto 渥太华 Ottawa 温哥华 Vancouver
达沃斯 Davos
"""
_BODIES = """
外交部 国防部 内政部 教育部 财政部 商务部 民政部 司法部 公安部 科技部 卫生部 农业部 文化部 交通部
交通运输部 水利部 建设部 铁道部 劳动部 经济部 法务部 国土部 环境部 环保部 生态环境部 自然资源部
应急管理部 工信部 农业农村部 人社部 住建部 国务院 行政院 立法院 司法院 考试院 监察院 发改委 证监会
银监会 保监会 银保监会 国资委 税务总局 海关总署 世界贸易组织 世界卫生组织 世界银行 国际货币基金组织
世贸组织 世卫组织 世行 亚投行 亚行 教科文组织 粮农组织 开发署 环境署 难民署 儿基会 人口基金 红十字会
央行 人民银行 外交部长 国防部长 新华社 人民日报 中新社 路透社 法新社 美联社 央视 最高法 最高检
开发计划署 环境规划署 儿童基金会 粮食计划署 妇女署 难民事务高级专员 国际劳工组织 中国残联 全国妇联
共青团中央 全国总工会 中国红十字会 中国科协 路透 彭博社 共同社 韩联社 中央电视台 人民网 新华网
凤凰网
"""
_FIRMS = """
华为 Huawei 腾讯 Tencent 阿里巴巴 Alibaba 百度 Baidu 京东 JD.com 字节跳动 ByteDance 小米 Xiaomi
联想 Lenovo 美团 Meituan 网易 NetEase 新浪 Sina 搜狐 Sohu 中兴 ZTE 海尔 Haier 美的 Midea 格力 Gree
比亚迪 BYD 万科 Vanke 碧桂园 Country_Garden 恒大 Evergrande 蚂蚁集团 Ant_Group 支付宝 Alipay
微信 WeChat 微博 Weibo 抖音 Douyin 谷歌 Google 微软 Microsoft 苹果公司 Apple_Inc 亚马逊 Amazon
脸书 Facebook 推特 Twitter 特斯拉 Tesla 三星 Samsung 索尼 Sony 丰田 Toyota 本田 Honda
大众汽车 Volkswagen 宝马 BMW 西门子 Siemens 波音 Boeing 空客 Airbus 英特尔 Intel 高通 Qualcomm
甲骨文 Oracle 星巴克 Starbucks 麦当劳 McDonald's 可口可乐 Coca-Cola 联合利华 Unilever 雀巢 Nestlé
沃尔玛 Walmart 家乐福 Carrefour 乐施会 Oxfam 世界宣明会 World_Vision 救助儿童会 Save_the_Children
绿色和平 Greenpeace 无国界医生 MSF
"""
_DEMONYMS = """
Chinese American British French German Russian Japanese Korean Indian Brazilian Canadian Mexican
Italian Spanish Portuguese Dutch Belgian Swiss Austrian Swedish Norwegian Finnish Danish Irish
Polish Czech Hungarian Romanian Greek Ukrainian Turkish Israeli Palestinian Egyptian Syrian Iraqi
Iranian Pakistani Bangladeshi Nepali Thai Cambodian Vietnamese Malaysian Singaporean Indonesian
Filipino Australian Nigerian Kenyan Ethiopian Ghanaian Moroccan African Asian European Tibetan
Taiwanese Soviet Arab Mongolian Cuban Chilean Peruvian Colombian
"""
_FIRST_NAMES = """
Aaron Adam Alan Alex Alice Amy Andrew Angela Ann Anna Anne Anthony Arthur Barbara Ben Benjamin Betty
Bill Bob Brian Carl Carol Catherine Charles Charlie Chris Christine Christopher Daniel Dave David
Diana Donald Dorothy Edward Elizabeth Ellen Emily Emma Eric Frank Fred Gary George Hans Harry Helen
Henry Ian Jack Jacob James Jane Janet Jason Jean Jeff Jennifer Jessica Jim Jimmy Joan Joe John
Jonathan Joseph Judy Julia Julie Karen Kate Kathy Keith Ken Kenneth Kevin Larry Laura Lawrence Linda
Lisa Lucy Maria Marie Martha Martin Mary Matthew Michael Michelle Mike Nancy Nick Oliver Oscar
Pamela Patricia Patrick Paul Peter Philip Rachel Ralph Raymond Rebecca Richard Rita Robert Roger
Ronald Ruth Sally Sam Sandra Sara Sarah Scott Sharon Simon Sophia Stephen Steve Steven Susan Ted
Theresa Thomas Tim Tom Tony Victoria Walter Wendy William
"""


def _column(at: int, *tables: str) -> frozenset[str]:
    words = [word for table in tables for word in table.split()[at::2]]
    return frozenset(form.replace("_", " ") for word in words for form in word.split("/"))


ZH = _column(0, _COUNTRIES, _CHINA, _CITIES, _FIRMS)
EN = _column(1, _COUNTRIES, _CHINA, _CITIES, _FIRMS) | frozenset(_DEMONYMS.split())
BODIES_ZH = frozenset(_BODIES.split())
FIRST_NAMES = frozenset(_FIRST_NAMES.split())
