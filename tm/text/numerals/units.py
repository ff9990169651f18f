"""What numbers count: currencies and units of measure, by one code in both languages."""

from __future__ import annotations

from decimal import Decimal

# Code → Chinese names. Longer names are tried first, so 平方公里 is never read as 公里.
CURRENCIES_ZH: dict[str, str] = {
    "CNY": "元人民币 人民币元 人民币 元 块钱 块",
    "USD": "美元 美金 美圆", "EUR": "欧元", "GBP": "英镑", "JPY": "日元 日圆",
    "HKD": "港元 港币",
    "TWD": "新台币 台币 新台币元 元新台币", "KRW": "韩元 韩圆", "RUB": "卢布",
    "INR": "卢比 印度卢比",
    "SGD": "新元 新加坡元 新币", "AUD": "澳元 澳大利亚元", "CAD": "加元 加拿大元",
    "CHF": "瑞士法郎 瑞郎",
    "MOP": "澳门元", "MYR": "林吉特 令吉", "THB": "泰铢", "SEK": "瑞典克朗", "NZD": "新西兰元",
}  # fmt: skip
CURRENCIES_EN: dict[str, str] = {
    "CNY": "yuan|renminbi|RMB|CNY|kuai",
    "USD": "U\\.?S\\.? dollars?|American dollars?|dollars?|USD|bucks",
    "EUR": "euros?|EUR", "GBP": "pounds sterling|GBP|British pounds?", "JPY": "yen|JPY",
    "HKD": "Hong Kong dollars?|HKD", "TWD": "(?:New )?Taiwan(?:ese)? dollars?|TWD|NTD",
    "KRW": "(?:South )?(?:Korean )?won|KRW", "RUB": "roubles?|rubles?|RUB",
    "INR": "(?:Indian )?rupees?|INR", "SGD": "Singapore(?:an)? dollars?|SGD",
    "AUD": "Australian dollars?|AUD", "CAD": "Canadian dollars?|CAD",
    "CHF": "Swiss francs?|CHF", "MYR": "ringgit|MYR", "THB": "baht|THB",
    "SEK": "Swedish kron(?:or|a)|SEK", "NZD": "New Zealand dollars?|NZD", "MOP": "patacas?|MOP",
}  # fmt: skip
# Signs before the number, longest first; ¥ is both yuan and yen, so it names no currency.
SIGNS: dict[str, str | None] = {
    "US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "NZ$": "NZD",
    "RMB¥": "CNY", "RMB": "CNY", "CNY": "CNY", "USD": "USD", "EUR": "EUR", "GBP": "GBP",
    "JPY": "JPY", "HKD": "HKD", "人民币": "CNY", "$": "USD", "€": "EUR", "£": "GBP", "¥": None,
}  # fmt: skip

UNITS_ZH: dict[str, str] = {
    "km2": "平方公里 平方千米", "m2": "平方米 平米 平方公尺", "m3": "立方米", "ha": "公顷",
    "mu": "亩", "acre": "英亩", "km": "公里 千米", "m": "米 公尺", "cm": "厘米 公分", "mm": "毫米",
    "nm": "纳米", "li": "华里 里地 里路 里", "mi": "英里", "ft": "英尺", "in": "英寸",
    "nmi": "海里",
    "t": "吨 公吨", "kg": "公斤 千克", "jin": "斤", "g": "克", "mg": "毫克", "lb": "磅",
    "oz": "盎司",
    "l": "升 公升", "ml": "毫升", "bbl": "桶",
    "fahrenheit": "华氏度 ℉ °F", "degree": "摄氏度 度 ℃ °C °", "kWh": "千瓦时 度电",
    "kW": "千瓦", "MW": "兆瓦", "GW": "吉瓦", "TW": "太瓦", "W": "瓦",
    "year": "年 周年", "month": "个月 个多月",
    "week": "个星期 星期 个礼拜 周", "day": "天 日", "hour": "个小时 小时 个钟头", "minute": "分钟",
    "century": "个世纪 个多世纪", "second": "秒 秒钟", "age": "周岁 岁", "bp": "基点 个基点",
}  # fmt: skip
UNITS_EN: dict[str, str] = {
    "km2": "square kilomet(?:er|re)s?|sq\\.? ?km|km²|km2", "ha": "hectares?|ha",
    "m2": "square met(?:er|re)s?|sq\\.? ?m|m²|m2|sqm", "m3": "cubic met(?:er|re)s?|m³|m3",
    "mu": "mu", "acre": "acres?", "km": "kilomet(?:er|re)s?|kms?", "m": "met(?:er|re)s?|m",
    "cm": "centimet(?:er|re)s?|cm", "mm": "millimet(?:er|re)s?|mm", "nm": "nanomet(?:er|re)s?|nm",
    "li": "li", "mi": "miles?", "ft": "feet|foot|ft", "in": "inch(?:es)?", "nmi": "nautical miles?",
    "t": "(?:metric )?tons?|tonnes?", "kg": "kilograms?|kilos?|kgs?", "jin": "jin|catt(?:y|ies)",
    "g": "grams?|g", "mg": "milligrams?|mg", "lb": "pounds?|lbs?", "oz": "ounces?|oz",
    "l": "lit(?:er|re)s?", "ml": "millilit(?:er|re)s?|ml", "bbl": "barrels?",
    "fahrenheit": "degrees? Fahrenheit|°F|℉",
    "degree": "degrees?(?: Celsius| centigrade)?|°C?|℃", "kWh": "kilowatt[- ]hours?|kWh",
    "kW": "kilowatts?|kW", "MW": "megawatts?|MW", "GW": "gigawatts?|GW", "TW": "terawatts?|TW",
    "W": "watts?|W",
    "age": "years?[- ]olds?|years of age", "year": "years?|yrs?", "month": "months?",
    "week": "weeks?", "day": "days?",
    "hour": "hours?|hrs?", "minute": "minutes?|mins?", "second": "seconds?",
    "decade": "decades?", "century": "centur(?:y|ies)", "bp": "basis points?|bps",
}  # fmt: skip

# A measure is its dimension and how many base units it holds. What has no entry is not converted.
_MEASURES: dict[str, tuple[str, Decimal]] = {
    code: (dimension, Decimal(size))
    for dimension, sizes in {
        "area": "m2 1 mu 666.667 ha 10000 km2 1000000 acre 4046.86",
        "length": "mm 0.001 cm 0.01 m 1 km 1000 li 500 mi 1609.344 ft 0.3048 in 0.0254 nmi 1852",
        "mass": "mg 0.000001 g 0.001 kg 1 jin 0.5 t 1000 lb 0.453592 oz 0.0283495",
        "volume": "ml 0.001 l 1 m3 1000 bbl 158.987",
        "power": "W 1 kW 1000 MW 1000000 GW 1000000000 TW 1000000000000",
        "time": "second 1 minute 60 hour 3600 day 86400 week 604800 month 2629800 year 31557600 "
        "age 31557600 decade 315576000 century 3155760000",
    }.items()
    for code, size in zip(sizes.split()[::2], sizes.split()[1::2], strict=True)
}


def convert(value: Decimal, unit: str | None, target: str | None) -> Decimal | None:
    """Return the value in another unit of the same dimension, or None if there is none.

    >>> convert(Decimal(15), "mu", "ha")
    Decimal('1.0000005')
    >>> convert(Decimal(18), "month", "year")
    Decimal('1.5')
    """
    here, there = _MEASURES.get(unit or ""), _MEASURES.get(target or "")
    if here is None or there is None or here[0] != there[0]:
        return None
    return value * here[1] / there[1]


def is_currency(unit: str | None) -> bool:
    """Tell whether a unit code is a money unit."""
    return unit in CURRENCIES_ZH


def chinese_units() -> dict[str, str]:
    """Map each Chinese name of a unit or currency to its code."""
    tables = (CURRENCIES_ZH, UNITS_ZH)
    return {
        name: code for table in tables for code, names in table.items() for name in names.split()
    }


def english_units() -> str:
    """Return one pattern of the English names, each a named group holding its code."""
    tables: tuple[dict[str, str], ...] = (CURRENCIES_EN, UNITS_EN)
    return "|".join(f"(?P<{code}>{names})" for table in tables for code, names in table.items())
