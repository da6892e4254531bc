"""Names and descriptions of people that are advertisements themselves.

A name is too short for the classifier to be sure of and nobody's name is a question about money, so rules decide about names: an
address, a way to be reached with a handle, somebody sent elsewhere, or what is advertised beside a promise. The classifier
joins in where it is sure.
"""

import re

from bot.text.folding import fold, read
from bot.text.spam.classifier import Judged, log_odds

_ADDRESS = re.compile(
    r"https?:|t\.me/|tg://|www\.|@[a-z0-9_]{4,}|[a-z0-9-]\.(?:com|net|org|cn|cc|me|top|vip|xyz|io|club)(?![a-z0-9])"
)
_REACHED = re.compile(
    r"(?:[加+➕联找]|微信?|薇|v信?|vx|wx|qq|扣扣?|企鹅|飞机|电报|tg|whatsapp|客服)[ :：]{0,2}(?:[a-z]{1,6}[_-]?\d{2,}|\d{5,}|[a-z0-9_]{6,}$)"
)
_POINTING = re.compile(
    r"[看点进戳](?:击|下|一下)?我?的?(?:主页|简介|签名|头像|资料|空间|个签|频道)|(?:加|找|撩|私聊|私信|联系)我(?!妈|爸|家|们)|加(?:微信|薇|vx|v信|飞机|qq|扣扣|企鹅)|可私|有偿|私聊我|dm me|check my bio"
)
_OFFERED = "兼职|刷单|日结|日入|月入|赚钱|搞钱|网赚|博彩|棋牌|彩票|百家乐|六合彩|跑分|贷款|下款|套现|代开|发票|办证|引流|拉群|群发|代发|广告位|粉丝|usdt|承兑|换汇|能量租|料子|四件套|约炮|裸聊|上门|外围|资源|看片|福利|黄片|开户|返佣|带单|合约|空投|招代理|招商|项目|出售|回收|批发|货源|高仿|外挂|接码|账号|机场|节点|短信|接单|代理|收卡|卡商|车队|迷药|开票"
_OFFER = re.compile(_OFFERED)
_PROMISE = re.compile(
    r"私聊|私信|联系|诚招|招募|招聘|高价|低价|日结|免费|专业|承接|包|稳|一手|实力|靠谱|秒|24h|24小时|无抵押|大量|全网|长期|正规|在线|出售?|收|招|\d{3,}"
)
_SURE = 2.5
"""Log-odds from which the classifier is believed about a name (it was not made for them)."""
_SHORTEST = 6


def is_advertising_name(name: str) -> bool:
    """Whether a display name advertises."""
    text = read(fold(name[:200])).text
    if _ADDRESS.search(text) or _REACHED.search(text) or _POINTING.search(text):
        return True
    offers = set(_OFFER.findall(text))
    if len(offers) > 1 or (offers and _PROMISE.search(_OFFER.sub("", text))):
        return True
    return len(text) >= _SHORTEST and log_odds(Judged(name[:200])) > _SURE


def bio_log_odds(bio: str) -> float:
    """The log-odds that what a person writes about himself is an advertisement; below 0 for an empty one.

    People give their own channels and sites there, so an address or a handle alone says nothing.
    """
    text = read(fold(bio[:300])).text
    if not text.strip():
        return -4.0
    offers = bool(_OFFER.search(text))
    return log_odds(Judged(bio[:300])) - (0.0 if offers else 2.5)
