# 為什麼算廣告

spam-reason-words = 「{ $original }」
spam-reason-disguised = 「{ $original }」讀作「{ $reading }」
spam-reason-invite = 帶有群組、頻道或其他通訊軟體的連結
spam-reason-link = 帶有連結
spam-reason-contact = 留下聯絡方式，附帳號或號碼
spam-reason-handle = 帶有 @使用者名稱
spam-reason-phone = 帶有手機號碼
spam-reason-pointing = 要人看個人頁面或私訊
spam-reason-earning = 許諾賺錢
spam-reason-split_number = 號碼拆開寫
spam-reason-number = 帶有長串數字
spam-reason-code = 字母加數字，像帳號
spam-reason-fancy = 字母或數字變了樣
spam-reason-invisible = 夾著看不見的字元
spam-reason-spaced = 字與字隔開寫
spam-reason-name = 作者的名稱是廣告
spam-reason-bio = 作者的簡介是廣告
spam-reason-trusted = 作者在群組裡有段時間了
