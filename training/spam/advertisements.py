"""Advertisements that nobody wrote, after what is written in Chinese and English Telegram groups."""

from training.spam.filling import several

_TABLES: dict[str, tuple[str, ...]] = {
    "lead": ("看我主页", "看我简介", "点我头像", "看签名", "看我名字", "加微", "加薇", "加V", "加微信", "加vx", "私聊我", "联系", "飞机", "电报", "滴滴我", "私信我", "扫码", "戳我", "加Q", "加QQ", "加扣扣", "加企鹅", "加我", "咨询", "对接", "找我", "进群", "频道", "客服", "联系客服", "TG", "纸飞机", "需要私聊", "需要的私", "要的私我", "看名字加", "点我主页", "进频道看", "唯一客服", "商务", "蝙蝠", "✈", "微信", "V信", "v："),
    "handle": ("{a}{4}", "@{a}{a}{3}", "{a}{a}{a}{5}", "{9}", "{10}", "@{a}_{a}{2}", "@{a}{a}", "t.me/{a}{a}{a}", "https://t.me/+{R16}", "{a}{6}", "{A}{3}", "{5} {5}", "1{4} {6}", "{A} {3}", "wx{a}{6}", "{4} {4}"),
    "noun": ("USDT", "U", "TRX能量", "能量租赁", "四件套", "黑卡", "车队", "跑分", "料子", "数据", "精聊", "引流", "实卡", "接码", "短信群发", "群发软件", "代发", "双向账号", "协议号", "直登号", "老号", "粉丝", "云控", "社工库", "查档", "开户", "定位", "机场节点", "梯子", "VPN", "支付通道", "代付", "菠菜", "棋牌", "彩票", "百家乐", "体育盘口", "六合彩", "AG真人", "网赚", "刷单", "打字员", "兼职", "日结兼职", "手工活", "网贷", "下款", "信用卡提额", "花呗套现", "发票", "办证", "学历", "同城约", "上门服务", "小姐姐", "外围", "裸聊", "资源", "视频", "福利群", "吃瓜群", "偷拍", "会员", "一手货源", "高仿", "A货", "烟", "茶叶", "减肥", "丰胸", "游戏代练", "外挂", "脚本", "微信号", "抖音号", "实名号", "TG账号", "会员代开", "企业资料", "银行卡", "对公户", "手机卡", "卡接回", "海外股民数据", "盘子", "快速排名", "站群", "蜘蛛池", "劫持", "源码", "搭建", "APP封装", "苹果签名", "企业签", "合约带单", "币圈内幕", "空投", "返佣", "山寨币", "土狗", "打新", "黄片", "高清资源", "原味", "丝袜", "迷药", "听话水", "枪模", "驾照消分", "代考", "论文代写", "助孕", "试管", "移民", "护照", "海外工作", "高薪工作", "打字", "抄写", "点赞员", "试玩", "充场", "私彩", "盘口", "包网", "源头", "拉群", "僵尸粉", "频道涨粉"),
    "adj": ("一手", "稳定", "高价", "全网最低", "长期", "诚信", "秒到", "安全", "实力", "正规", "免费", "靠谱", "24小时在线", "当天到账", "无需押金", "不封号", "信誉", "大额", "优质", "全国", "真实", "专业", "低价", "包售后", "可担保", "可验", "最新", "无抵押", "不查征信", "高清无码", "高返", "量大从优", "无门槛"),
    "verb": ("收", "出", "招", "代理", "承接", "求购", "供应", "招募", "诚招", "回收", "兑换", "出租", "代做", "急招", "合作", "接", "出售", "买", "卖", "开", "办理", "寻"),
    "pay": (
        "日入{money}", "月入过万", "一天{sum}", "{sum}一单", "一单一结", "日结{sum}", "稳赚不赔", "轻松月入{money}", "带你翻身", "上车吃肉", "回血", "一小时{sum}", "每天{sum}到{money}", "单日利润{money}", "当天提现",
        "首充送{sum}", "注册送{sum}", "充{sum}送{sum}", "收益{2}%",
    ),
    "money": ("3000", "五千", "1w", "上万", "2000+", "800", "1000-5000", "过千", "三千多", "1万+"),
    "sum": ("300", "五百", "200", "80", "150", "一千", "3000", "50", "500-800", "一两百"),
    "call": ("要的来", "有意私聊", "手慢无", "名额有限", "欢迎咨询", "诚信合作", "老板滴滴", "需要的联系", "懂的来", "在家就能做", "手机就能做", "宝妈学生都可以", "不收费", "非诚勿扰", "有缘人看", "错过再等一年", "速来", "骗子勿扰", "口嗨勿扰", "详情咨询", "先到先得", "散户号商都收", "带上料子来", "长期有效", "小白可带", "包教包会"),
    "who": ("兄弟们", "姐妹们", "家人们", "老板们", "各位老板", "宝妈", "学生党", "无聊的哥哥", "老哥", "大佬们", "同城的", "缺钱的", "想赚钱的"),
    "girl": ("妹妹", "小姐姐", "姐姐", "少妇", "学生妹", "纯情妹子", "御姐", "熟女", "嫩模"),
    "lure": (
        "今晚一个人", "寂寞了", "在线等", "刚洗完澡", "可约", "可视频", "好看", "不一样的你", "看看就懂", "同城可见面", "等哥哥", "求带走", "有惊喜", "福利都在里面", "自己拍的", "你懂的",
    ),
    "edge": ("{a}{1}", "{A}{2}", "{a}", "ฅ", "☀", "❤", "🔥", "💰", "V", "❗"),
    "enlure": (
        "earn ${3} daily from home", "guaranteed 10x profit", "free airdrop {3} USDT", "hot girls near you", "loan approved in 5 minutes", "forex signals 98% accuracy", "double your BTC in 24h", "cheap followers and likes", "no investment needed",
        "work from home {3}$/day", "claim your free gift card", "casino bonus {3}%", "recover your lost crypto", "premium accounts cheap", "make money online fast", "VIP signals for free", "hiring now, {3} usd weekly",
    ),
    "encall": (
        "DM me @{a}{a}{2}", "join https://t.me/+{R16}", "contact @{a}{a}_{a}", "WhatsApp +1{10}", "click my bio", "check my profile", "text me on telegram @{a}{a}{3}", "link in bio", "http://{a}{a}.top/{R6}", "inbox me now", "message me for details", "limited slots, t.me/{a}{a}{a}",
    ),
}  # fmt: skip
_PATTERNS = (
    "{lead}{handle}", "{adj}{noun}{verb} {lead} {handle}", "{verb}{noun} {adj} {lead}{handle}", "{noun}{adj}{call}", "{pay} {call} {lead}", "{noun} {pay} {lead}{handle}", "{verb}{noun},{verb}{noun} {call}", "{lead} {noun} {adj}", "{lead} 有惊喜",
    "{noun}{lead}", "{adj}{noun} {handle}", "{who}{noun}{pay} {lead}{handle}", "有没有做{noun}的 {lead}", "{verb}{adj}{noun}｜{noun}｜{noun}\n{lead}：{handle}", "{noun}资源{lead}{handle}", "💰{noun}💰{pay}🔥{lead}{handle}", "【{noun}】{adj}{adj} {handle}",
    "想{pay}的{lead}", "{lead}领取{noun}", "{noun} {noun} {noun} {handle}", "{who}{lead}", "{girl}{lure} {lead}", "{girl}{lure}{handle}", "{sum}本金回{money} {lead}{handle}", "免费{noun}群 {handle}", "{edge} {handle} {girl}", "{handle}{girl}{lure}",
    "{handle}看片", "买片{lead}{handle}", "{edge} {lead} {handle} {edge}", "{edge}{verb}{adj}{noun}{edge}", "{noun}{noun}、{noun}，{adj}，{call}{edge}", "{who}有需要{noun}的吗 {lead}", "需要{noun}的{lead}", "{adj}{noun}，{adj}，{adj}，{lead}@{a}{a}{2}",
    "{verb}{noun}  {verb}{noun}  {verb}{noun}", "{noun}项目，{pay}，{call}", "公司{verb}{noun}，{pay}，{call}，联系人：@{a}{a}{3}", "🔥{noun}🔥\n✅{adj}\n✅{adj}\n✅{pay}\n👉{handle}", "{girl}{girl} {lead}", "{who} 看看 {handle}", "看{girl}{lead}", "本人{verb}{noun}，{call}",
    "{enlure}! {encall}", "{encall} {enlure}", "{enlure}, {encall}", "🚀 {enlure} 🚀 {encall}", "{noun} {encall}", "{encall}", "Hi dear, {enlure}. {encall}",
)  # fmt: skip


def advertisements(count: int, seed: int = 9) -> list[str]:
    """At most `count` made-up advertisements."""
    return several(count, _PATTERNS, _TABLES, seed)
