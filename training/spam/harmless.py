"""Ordinary talk that nobody wrote: about money, jobs, accounts, links and numbers, and odd to look at without hiding anything.

The lines that the result is measured by (`tests/bench/spam_harmless.txt`, `tests/text/harmless.txt`) were written apart from these.
"""

from training.spam.filling import several

_TABLES: dict[str, tuple[str, ...]] = {
    "sum": ("300", "五百", "20", "88", "150", "1200", "三千", "9.9", "199", "2万", "六千多", "15.5", "45"),
    "app": ("微信", "QQ", "支付宝", "抖音", "淘宝", "京东", "拼多多", "小红书", "B站", "知乎", "微博", "美团", "饿了么", "钉钉", "飞书", "Telegram", "电报", "WhatsApp", "Line", "Discord", "企业微信", "闲鱼", "高德", "百度网盘", "腾讯会议", "Notion", "飞机", "TG"),
    "who": ("我妈", "我爸", "我室友", "我同事", "老板", "客户", "房东", "我哥", "我姐", "小李", "张老师", "群主", "管理员", "楼上", "隔壁", "孩子班主任", "导师", "前任", "我对象", "朋友"),
    "when": ("今天", "昨天", "刚才", "上周", "这个月", "明天", "周末", "今早", "去年", "晚上", "中午", "月底", "刚刚", "前几天"),
    "q": ("吗", "吗？", "？", "啊", "呢", "有人知道吗", "求解答", "怎么办", "啥情况", "是不是正常", "谢谢", "", "", ""),
    "t": ("哈哈", "哈哈哈", "吧", "了", "啊", "呀", "唉", "😂", "😭", "，真的", "，无语", "", "", "", "[捂脸]", "🤣"),
    "thing": ("键盘", "耳机", "显示器", "手机", "鞋子", "外套", "茶叶", "咖啡", "机票", "房租", "学费", "电脑", "显卡", "硬盘", "相机", "自行车", "猫粮", "奶粉", "火锅", "外卖", "门票", "课程", "保险", "空调", "路由器", "会员"),
    "site": (
        "https://github.com/{a}{a}/{a}{a}", "https://www.bilibili.com/video/BV1{R9}", "https://zhuanlan.zhihu.com/p/{9}", "https://docs.python.org/3/library/{a}{a}.html", "https://mp.weixin.qq.com/s/{R10}", "https://arxiv.org/abs/{4}.{5}",
        "https://item.jd.com/{8}.html", "https://youtu.be/{R11}", "https://stackoverflow.com/questions/{7}", "https://news.qq.com/{a}/{6}", "https://music.163.com/song?id={7}", "https://x.com/{a}{a}/status/{10}", "t.me/{a}{a}/{3}",
    ),
    "city": ("北京", "上海", "广州", "深圳", "成都", "杭州", "武汉", "台北", "香港", "东京", "新加坡", "曼谷"),
    "word": ("苹果", "天气", "老师", "电影", "狗", "足球", "番茄", "地铁", "火车", "作业", "项目", "会议", "周报", "代码", "数据库", "服务器", "接口", "需求", "论文", "实验", "画画", "吉他", "跑步", "游泳", "瑜伽", "羽毛球"),
    "game": ("原神", "王者", "吃鸡", "LOL", "dota", "cs2", "炉石", "宝可梦", "塞尔达", "星铁", "永劫", "三国杀", "mc", "传奇", "steam上那个"),
    "face": ("(=^▽^=)", "o(╥﹏╥)o", "(╯°□°）╯︵ ┻━┻", "¯\\_(ツ)_/¯", "٩(ˊᗜˋ*)و", "(๑•̀ㅂ•́)و✧", "orz", "QAQ", "(:3[▓▓]", "ʕ•ᴥ•ʔ", "(｡•́︿•̀｡)", ">_<", "Σ(っ°Д°;)っ", "~(￣▽￣)~", "ヾ(≧▽≦*)o"),
    "emo": ("😂", "😂😂😂", "👍", "👍👍", "🌹🌹🌹", "🎉🎉", "❤️", "🙏", "😭😭", "🐶", "🐷", "🔥🔥🔥", "💪💪", "✌️", "🍺", "🎂🎂", "☀️", "🌙", "👀", "💰💰"),
    "reply": ("好的", "收到", "可以", "不行", "知道了", "没问题", "在吗", "在的", "早", "早安", "晚安", "谢谢", "不客气", "稍等", "来了", "走了", "对", "是的", "不是", "哦", "嗯嗯", "行", "ok", "OK", "厉害", "牛", "牛逼", "笑死", "666", "6666", "233333", "hhhh", "哈哈哈哈", "草", "啊这", "离谱", "绝了", "可爱", "加油", "冲", "+1", "+10086", "1", "2", "？", "??", "。。。", "……", "顶", "up", "同意", "确实", "真的假的", "不会吧", "救命", "好耶", "辛苦了", "恭喜", "生日快乐", "新年快乐"),
    "en": (
        "can anyone help me with this error", "the meeting is at {2}:30 tomorrow", "my laptop won't start again", "did you get paid this month", "i paid ${2} for these shoes", "is the free trial worth it", "check the docs first", "lol same here", "what time is it there",
        "thanks, that worked", "where can i download the update", "just sent you a message", "the link is broken", "i'm looking for a part-time job near campus", "our team is hiring interns, ask me if curious", "my crypto is down {2}% today", "happy birthday!!!", "good morning everyone", "call me when you land",
        "free coffee in the office", "who won the game last night", "v{1}.{1}.{2} is out", "see {site}", "my number changed btw", "don't click that link, it's a scam", "the bank froze my card", "i won the bet lol", "does anyone use telegram bots here", "you can join the call with code {6}", "flight {A}{3} is delayed",
        "No, I'm off on Friday", "ok c u l8r", "luv u too x", "wat time u wan 2 meet", "k, going to sleep now", "sorry i'll call later", "it cost 20 quid but worth it", "haha yeah free for lunch?", "reply when u can",
    ),
}  # fmt: skip
_PATTERNS = (
    # accounts, contacts, ways to be reached
    "{app}登不上去了{q}", "{when}{app}又更新了{t}", "{who}的{app}被盗了{t}", "{app}号怎么注销{q}", "{app}怎么改名字{q}", "你们用{app}还是{app}{q}", "加个{app}方便联系快递{t}", "{who}加我{app}了", "{who}{when}加了我微信{t}", "我把你{app}推给{who}了", "你加一下{who}微信，{when}的事找他",
    "怎么加微信群{q}", "微信群人满了加不进去{q}", "私聊你了{t}", "私信你了，看一下{t}", "有空私聊{t}", "这个别在群里说，私聊吧", "看我发的截图", "看我头像就知道我养猫{t}", "你头像好可爱{t}", "点头像可以看资料{q}", "主页怎么改背景{q}", "他主页写的是律师{t}", "签名栏写点什么好{q}", "你简介里那句话好好笑{t}", "看了他主页，都是{word}{t}",
    "客服电话打不通{t}", "联系客服半天没人理{t}", "{app}客服怎么联系{q}", "扫码点餐好麻烦{t}", "扫码进群那个码过期了{t}", "我电话1{10}，快递放门口就行", "电话 1{10} 是快递吗{q}", "班级群QQ是{9}，家长们加一下", "学校群号{9}，备注姓名", "我QQ {9} 是小学注册的{t}", "微信号是我名字全拼{t}", "邮箱 {a}{a}@qq.com 收不到验证码{q}", "@{a}{a}{a} 你看一下这个", "@{a}{a}{2} 谢谢大佬", "@{a}_{a} {when}开会吗", "@admin 这个人发广告", "举报了，{who}又发广告{t}",
    # money, prices, work, loans
    "{when}打车花了{sum}块{t}", "{thing}{sum}一个太贵了{t}", "这{thing}{sum}块值得买{q}", "{thing}降价到{sum}了{t}", "{sum}块钱买的{thing}，还行{t}", "{thing}多少钱{q}", "求推荐{sum}以内的{thing}", "有人{sum}出{thing}吗，我要", "出个二手{thing}，{sum}，{city}面交", "闲置{thing}，九成新，{sum}，同城自提", "房租又涨了{sum}{t}", "{who}借了我{sum}没还{t}", "工资{when}发了{t}", "{when}工资又拖欠{t}", "月薪{sum}够花{q}", "你们公司日结还是月结{q}", "兼职{word}一小时多少钱{q}", "暑假想找个兼职{q}", "兼职会不会影响学业{q}", "日结的工作靠谱{q}感觉像骗子", "刷单都是骗人的，{who}被骗了{sum}", "别信什么日入过千，都是骗子{t}", "有人说加微信带我赚钱，是骗子吧", "{who}投资被骗了{sum}{t}", "炒股亏了{sum}{t}", "基金又绿了{t}", "比特币又跌了{t}", "usdt现在多少钱{q}", "USDT汇率多少了", "提币手续费多少{q}", "交易所{when}维护{t}", "合约千万别碰，{who}爆仓了{t}", "房贷利率{1}.{1}%高{q}", "贷款买车划算{q}", "助学贷款怎么申请{q}", "公积金贷款要什么材料{q}", "花呗要不要关{q}", "信用卡账单日是几号{q}", "信用卡提额被拒了{t}", "借呗额度{sum}{t}", "网贷逾期了会怎样{q}", "{when}AA，每人{sum}，转{who}", "红包抢了{sum}{t}", "谁发个红包{t}", "优惠券怎么领{q}", "满{3}减{2}的券还有{q}", "免费的才是最贵的{t}", "免费停车两小时", "彩票中了{sum}{t}", "从来没中过彩票{t}", "打麻将输了{sum}{t}", "棋牌室又开到半夜{t}", "发票抬头怎么开{q}", "发票{when}寄出了", "报销单{when}交{t}", "我们组招实习生，简历发 {a}{a}@{a}{a}.com", "公司招前端，{city}，双休，感兴趣问我", "有人招{word}老师{q}", "面试问了{sum}薪资能不能接受",
    "{R8}-{R4}-{R4}-{R12}", "0x{R8}", "{R7}", "commit {R7} {q}", "{a}{1}{a}{1}{a}{1}", "v{1}.{2}.{1}-beta{1}", "税号 {A}{8}{A}{4}", "wifi是{a}{a}，密码{a}{4}", "密码 {a}{a}{4}", "邮箱是{a}{a}{4}@gmail.com，{when}前发我", "作业发到 {a}{a}{2}@{a}{a}.com，写上名字", "序列号 {A}{6}{A}{2}{q}", "型号{A}{4}-{A}{2}",
    "以前兼职{word}，一小时{sum}", "上学时兼职做{word}，{sum}一天", "找{who}借了{sum}{t}", "{who}找我借{sum}，没借给他{t}", "借给{who}{sum}到现在没还", "{who}在工地干活，日结{sum}", "中介抽成太黑{t}", "进群先看公告", "加群要先答题{q}", "加微信群要群主同意{q}", "进微信群先改名{t}", "一个人{word}挺好{t}", "一个人吃{thing}{t}", "有人冒充{who}骗验证码，小心",
    "收件人{who}，电话1{10}", "{word}一天能挣多少{q}", "{when}去{city}的票抢不到{t}", "{sum}和{sum}的有啥差别{q}",
    # numbers, links, code
    "快递单号 {12} 三天没动了{t}", "订单{12}帮我查一下{q}", "验证码{6}收不到{q}", "取件码 {1}-{1}-{4}", "会议号 {3} {3} {3}", "房间号{4}，密码{4}", "航班{A}{4}取消了{t}", "高铁 G{3} 晚点{t}", "我住{4}房", "版本{1}.{2}.{1}有bug{t}", "服务器 192.168.{2}.{2} 连不上{q}", "端口{4}被占用了{q}", "错误码 {5} 什么意思{q}", "内存{2}G够{q}", "{1}080p还是4k{q}", "rtx {4} 能跑{q}", "iPhone {2} 续航怎么样{q}", "车牌{A}{4}挪一下车", "答案是{4}{q}", "身高1{2}体重1{2}正常{q}", "考了{3}分{t}", "{3}/{3}", "{4}-{2}-{2}", "{2}:{2} 集合", "{5}", "{8}", "{9}", "{sum}左右", "{sum}？", "{sum}+", "{2}块", "{1}{1}折",
    "链接失效了 {site}", "{site} 这个讲得不错", "看看这个 {site}", "{site}", "源码在 {site}", "{word}相关的看 {site} 就行", "转一下 {site} {t}", "{site} 有人看过{q}", "链接打不开{q}", "群主能不能发下链接{t}", "`pip install {a}{a}` 报错{q}", "git push origin {a}{a} 被拒了{q}", "for i in range({2}): print(i)", "SELECT * FROM {a}{a} WHERE id = {3};", "return {a}[{2}] == None", "{a}{a}.{a}() 返回 None{q}", "docker run -p {4}:{4} {a}{a}", "sudo apt install {a}{a}", "E{4}: {a}{a} not found", "{a}{a}_{a}={3}", "def {a}{a}(x): return x + {1}", "[\"{a}\", {2}]",
    # games, chat, odd looks
    "{game}{when}更新{t}", "{game}有人一起{q}", "{game}带带我{t}", "{game}{sum}的皮肤值得{q}", "{game}抽到金了{t}", "开黑{game}，缺{1}个", "车队今晚八点集合骑行", "拼车去机场，{sum}一个人", "满级{2}号白送了不玩了{t}", "上分上分{t}", "{2}连败{t}", "boss {2}级打不过{q}", "{reply}", "{reply}{t}", "{reply} {emo}", "{emo}", "{emo}{emo}", "{face}", "{reply}{face}", "{word}{face}", "{who}{t}{face}", "{face}{emo}",
    "春 眠 不 觉 晓", "热 烈 庆 祝 {city} {word} 大 赛", "好 好 学 习", "通 知：{when}放假", "我 真 的 服 了", "- - - 分割线 - - -", "★{word}★", "【通知】{when}{word}停一次", "【{city}】{word}活动{when}报名截止", "《{word}》真好看{t}", "#{word} #{city}", "1. {word}\n2. {word}\n3. {word}", "{when}的安排：\n上午{word}\n下午{word}\n晚上自由活动", "Ｈｅｌｌｏ　Ｗｏｒｌｄ", "ｌｏｌ", "№{1}", "①{word} ②{word}", "𝓗𝓪𝓹𝓹𝔂 𝓑𝓲𝓻𝓽𝓱𝓭𝓪𝔂", "㊗️{who}生日快乐🎂", "①②③", "（{word}）", "→{word}←", "{word}~~~~", "wwwwww", "ｗｗｗ草", "awsl", "yyds", "xswl", "zqsg", "u1s1，{word}还行", "nb{t}", "nsdd", "dddd", "cpdd{q}",
    # traditional Chinese, Japanese, Korean, Russian and others
    "今天天氣真好{t}", "請問這個怎麼設定", "我昨天去{city}玩", "這個多少錢啊", "大家早安", "有人知道客服電話嗎", "訊息收不到耶", "我的手機號碼換了", "群組設定在哪裡", "下載好慢", "一起吃飯嗎", "真的假的啦", "這家拉麵{sum}元，好吃", "打工好累喔", "薪水還沒發", "こんにちは、元気ですか", "ありがとうございます", "今日は{2}度、暑いね", "お疲れ様でした", "これはいくらですか", "안녕하세요", "감사합니다 ㅋㅋㅋㅋ", "오늘 뭐해?", "Привет, как дела?", "Спасибо большое", "Cảm ơn bạn nhiều", "สวัสดีครับ", "¿Alguien sabe la hora?", "Merci beaucoup !", "Danke, das hat geklappt", "مرحبا كيف حالك", "ok la", "今天meeting几点{q}", "这个bug我fix了，你review一下", "帮我book一下{2}点的会议室", "ddl是{when}{q}", "PPT做完了{q}",
    # everyday life
    "{who}{when}去{city}了{t}", "{city}{when}下雨{q}", "{when}{word}好累{t}", "{word}怎么学{q}", "有没有人喜欢{word}{q}", "{who}说{word}取消了{t}", "我{when}{word}了{2}公里{t}", "减肥第{2}天，瘦了{1}斤{t}", "茶叶收到了很香{t}", "这茶{sum}一斤", "老家寄的特产，谁要", "小姐姐这件{thing}好看{t}", "妹妹考上大学了{t}", "姐姐{when}结婚{t}", "美女你的{thing}掉了", "学生证可以打折{q}", "宝妈们奶粉什么牌子好{q}", "明天上门安装{thing}", "上门维修多少钱{q}", "看片子医生说没事{t}", "拍了个片，医生说骨折了{t}", "视频会议卡死了{t}", "有没有{word}的学习资源{q}", "资源共享在网盘了", "求个{game}攻略", "有高清图{q}", "福利院的孩子们真可爱", "公司福利还行{t}", "会员到期了要续费{q}", "谁有{app}会员借我一天{t}", "机场几点安检{q}", "飞机晚点两小时{t}", "梯子借我换个灯泡", "公司VPN连不上{q}", "节点挂了{q}", "数据导出来是空的{q}", "这个料子起球{t}", "脚本跑不起来{q}", "外挂举报了{t}", "群发通知记得确认", "大家注意，{when}停水", "推荐{q}", "代码发我看看", "代我向{who}问好", "帮我带份饭{t}", "出来吃饭{q}", "收衣服了要下雨", "收到{thing}了，{sum}真值", "招牌菜是啥{q}", "找到了，在{city}", "找我有事{q}", "进来吧", "看完了{t}", "点了外卖，{2}分钟到", "号称{sum}的{thing}", "{en}", "{en}", "{en}", "{en}", "{en}",
)  # fmt: skip


def harmless_talk(count: int, seed: int = 11) -> list[str]:
    """At most `count` made-up harmless messages."""
    return several(count, _PATTERNS, _TABLES, seed)
