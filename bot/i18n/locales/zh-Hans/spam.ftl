# 为什么算广告

spam-reason-words = “{ $original }”
spam-reason-disguised = “{ $original }” 读作 “{ $reading }”
spam-reason-invite = 带群、频道或其他聊天软件的链接
spam-reason-link = 带链接
spam-reason-contact = 留联系方式，带账号或号码
spam-reason-handle = 带 @用户名
spam-reason-phone = 带手机号
spam-reason-pointing = 让人看主页或私聊
spam-reason-earning = 许诺赚钱
spam-reason-split_number = 号码拆开写
spam-reason-number = 带长串数字
spam-reason-code = 字母加数字，像账号
spam-reason-fancy = 字母或数字变了样
spam-reason-invisible = 夹着看不见的字符
spam-reason-spaced = 字与字隔开写
spam-reason-name = 作者的名字是广告
spam-reason-bio = 作者的简介是广告
spam-reason-trusted = 作者在群里有些日子了
