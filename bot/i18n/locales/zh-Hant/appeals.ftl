# 告知當事人，申訴

settings-group-appeals = 告知與申訴

setting-appeals-tell_sanctions = 告知被處理的人
    .help = 警告、禁言、移出、封鎖後，單獨告訴本人做了什麼、為什麼。
setting-appeals-tell_deletions = 告知被自動刪除訊息的人
    .help = 只在能單獨告訴本人時說，每人一小時最多一次。
setting-appeals-announce_bans = 規則封鎖後在群組留一行
    .help = 只在無法單獨告訴本人時留，帶申訴按鈕。
setting-appeals-appeals = 接受申訴
    .help = 當事人可以對一次處理申訴一次，由群管決定。
setting-appeals-per_week = 每人每週最多申訴幾次
    .help = 超過後要等幾天才能再申訴。
setting-appeals-within = 刪除和移出可在幾天內申訴
    .help = 禁言、封鎖、警告在有效期內都可以申訴。

## 告知當事人

appeals-notice =
    你在「{ $title }」有一筆處理（#{ $number }）：{ $what }{ $why ->
        [given] ，原因：{ $reason }
       *[none] {""}
    }。如有誤會，可以申訴。
appeals-button = 申訴

## 申訴

appeals-ask =
    申訴「{ $title }」的處理 #{ $number }：{ $what }{ $why ->
        [given] ，原因：{ $reason }
       *[none] {""}
    }
    請用一則訊息說明理由，最多 { $most } 字。每次處理只能申訴一次。
appeals-received = 已收到 #{ $number } 的申訴。有結果後會在這裡告訴你。
appeals-cancelled = 已取消，沒有送出 #{ $number } 的申訴。
appeals-text-only = 請用文字說明理由，一則訊息寫完。
appeals-text-long = 寫了 { $count } 字，最多 { $most } 字。請縮短後再傳一次。
appeals-not-yours = 你沒有可以申訴的處理 #{ $number }。只有當事人能申訴。
appeals-made-already = #{ $number } 已經申訴過，正在等群管決定。
appeals-had = #{ $number } 已經申訴過一次，並且有了結果。
appeals-undone = #{ $number } 已經撤銷，不用申訴。
appeals-ended = #{ $number } 已經到期或解除，不能再申訴。
appeals-too-many = 一週最多申訴 { $count } 次，請過幾天再來。
appeals-off = 這個群組沒有開放申訴，請直接聯絡群管。

## 給管理的卡片

appeals-card-title = <b>申訴 · #{ $number }</b>
appeals-card-text = 申訴理由：{ $text }
appeals-card-upheld = { $time } { $actor } 決定：維持
appeals-card-overturned = { $time } { $actor } 決定：撤銷處理
appeals-card-shortened = { $time } { $actor } 決定：縮短至 { $until }
appeals-button-uphold = 維持
appeals-button-overturn = 撤銷處理
appeals-button-shorten = 縮短為 { $duration }
appeals-toast-upheld = #{ $number } 維持原處理
appeals-toast-overturned = #{ $number } 已撤銷
appeals-toast-shortened = #{ $number } 已縮短
appeals-decided-already = #{ $number } 的申訴已經有人處理過。
appeals-list-line = 申訴 #{ $number } { $name }：{ $text }

## 結果

appeals-outcome-upheld = 「{ $title }」#{ $number } 的申訴有了結果：維持原處理。
appeals-outcome-overturned = 「{ $title }」#{ $number } 的申訴有了結果：處理已撤銷。造成不便，抱歉。
appeals-outcome-shortened = 「{ $title }」#{ $number } 的申訴有了結果：處理縮短至 { $until }。
appeals-way-back = 可以從這裡回來，連結只能用一次：{ $link }
