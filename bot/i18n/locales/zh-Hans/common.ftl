# 各处通用的句子和词语。固定用词见 PRODUCT §5。

## 拒绝

refused-right =
    { $right ->
        [moderate] 这里需要「{ right-moderate }」的权限，你还没有。
        [permanent-ban] 这里需要「{ right-permanent-ban }」的权限，你还没有。
        [see-staff-data] 这里需要「{ right-see-staff-data }」的权限，你还没有。
        [change-settings] 这里需要「{ right-change-settings }」的权限，你还没有。
        [give-roles] 这里需要「{ right-give-roles }」的权限，你还没有。
        [bind-staff-group] 这里需要「{ right-bind-staff-group }」的权限，你还没有。
        [export] 这里需要「{ right-export }」的权限，你还没有。
        [lift-suspension] 这里需要「{ right-lift-suspension }」的权限，你还没有。
       *[other] 你没有这项操作的权限。
    }
refused-no-community = 这里还没有对应的社群。请在群里使用，或先把我加进一个群。
refused-message-gone = 那条消息已经不在了。
refused-not-your-button = 这个按钮不是给你的。
refused-button-old = 这个按钮已经失效，请重新发送命令。
refused-in-group-only = 这个命令要在群里使用。
refused-in-private-only = 这个命令要在和我的私聊里使用。
refused-supergroup-only = 普通群不支持这个操作，请先把群升级为超级群。
refused-person-unknown = 没有找到这个人。请回复对方的消息，或使用 @用户名、数字 ID。
refused-higher-role = 对方的角色不低于你，无法操作。
went-wrong = 出了点问题，已经记下，稍后会处理。请过一会儿再试。

## 角色

role-restricted = 受限成员
role-newcomer = 新人
role-member = 成员
role-trusted = 可信成员
role-moderator = 群管
role-manager = 运营
role-owner = 群主

## 权限

right-moderate = 管理成员
right-permanent-ban = 永久封禁
right-see-staff-data = 查看管理数据
right-change-settings = 修改设置
right-give-roles = 指定角色
right-bind-staff-group = 绑定管理群
right-export = 导出数据
right-lift-suspension = 恢复群管的封禁权限

## 时长

duration-seconds = { $count } 秒
duration-minutes = { $count } 分钟
duration-hours = { $count } 小时
duration-days = { $count } 天
duration-two = { $first } { $second }
duration-forever = 永久

## 日期（数字已排好，直接填入）

date-day = { $year }年{ $month }月{ $day }日
date-moment = { $year }年{ $month }月{ $day }日 { $time }

## 语言

language-name =
    .zh-Hans = 简体中文
    .zh-Hant = 繁體中文
    .en = English

## 按钮

button-back = 返回
button-cancel = 取消
button-close = 关闭

## 固定用词

word-points = 积分
word-xp = 经验
word-level = 等级
word-badge = 徽章
word-check-in = 签到
word-shop = 兑换
word-tip = 打赏
word-board = 排行榜
word-warning = 警告
word-mute = 禁言
word-ban = 封禁
word-kick = 移出群聊
word-case = 处理记录
word-appeal = 申诉
word-report = 举报
word-feedback = 反馈
word-ticket = 工单
word-rules = 群规
word-newcomer = 新人
word-moderator = 群管
word-manager = 运营
word-owner = 群主
word-lottery = 抽奖
word-vote = 投票
word-event = 活动
word-daily-digest = 日报
word-staff-group = 管理群
list-separator = 、
