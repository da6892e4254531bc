# 告知当事人，申诉

settings-group-appeals = 告知与申诉

setting-appeals-tell_sanctions = 告知被处理的人
    .help = 警告、禁言、移出、封禁后，单独告诉本人做了什么、为什么。
setting-appeals-tell_deletions = 告知被自动删除消息的人
    .help = 只在能单独告诉本人时说，每人一小时最多一次。
setting-appeals-announce_bans = 规则封禁后在群里留一行
    .help = 只在没法单独告诉本人时留，带申诉按钮。
setting-appeals-appeals = 接受申诉
    .help = 当事人可以对一次处理申诉一次，由群管决定。
setting-appeals-per_week = 每人每周最多申诉几次
    .help = 超过后要等几天才能再申诉。
setting-appeals-within = 删除和移出可在几天内申诉
    .help = 禁言、封禁、警告在有效期内都可以申诉。

## 告知当事人

appeals-notice =
    你在「{ $title }」有一条处理（#{ $number }）：{ $what }{ $why ->
        [given] ，原因：{ $reason }
       *[none] {""}
    }。如有误会，可以申诉。
appeals-button = 申诉

## 申诉

appeals-ask =
    申诉「{ $title }」的处理 #{ $number }：{ $what }{ $why ->
        [given] ，原因：{ $reason }
       *[none] {""}
    }
    请用一条消息说明理由，最多 { $most } 字。每次处理只能申诉一次。
appeals-received = 已收到 #{ $number } 的申诉。有结果后会在这里告诉你。
appeals-cancelled = 已取消，没有提交 #{ $number } 的申诉。
appeals-text-only = 请用文字说明理由，一条消息写完。
appeals-text-long = 写了 { $count } 字，最多 { $most } 字。请缩短后再发一次。
appeals-not-yours = 你没有可以申诉的处理 #{ $number }。只有当事人能申诉。
appeals-made-already = #{ $number } 已经申诉过，正在等群管决定。
appeals-had = #{ $number } 已经申诉过一次，并且有了结果。
appeals-undone = #{ $number } 已经撤销，不用申诉。
appeals-ended = #{ $number } 已经到期或解除，不能再申诉。
appeals-too-many = 一周最多申诉 { $count } 次，请过几天再来。
appeals-off = 这个群没有开放申诉，请直接联系群管。

## 给管理的卡片

appeals-card-title = <b>申诉 · #{ $number }</b>
appeals-card-text = 申诉理由：{ $text }
appeals-card-upheld = { $time } { $actor } 决定：维持
appeals-card-overturned = { $time } { $actor } 决定：撤销处理
appeals-card-shortened = { $time } { $actor } 决定：缩短至 { $until }
appeals-button-uphold = 维持
appeals-button-overturn = 撤销处理
appeals-button-shorten = 缩短为 { $duration }
appeals-toast-upheld = #{ $number } 维持原处理
appeals-toast-overturned = #{ $number } 已撤销
appeals-toast-shortened = #{ $number } 已缩短
appeals-decided-already = #{ $number } 的申诉已经有人处理过。
appeals-list-line = 申诉 #{ $number } { $name }：{ $text }

## 结果

appeals-outcome-upheld = 「{ $title }」#{ $number } 的申诉有了结果：维持原处理。
appeals-outcome-overturned = 「{ $title }」#{ $number } 的申诉有了结果：处理已撤销。给你带来不便，抱歉。
appeals-outcome-shortened = 「{ $title }」#{ $number } 的申诉有了结果：处理缩短至 { $until }。
appeals-way-back = 可以从这里回来，链接只能用一次：{ $link }
