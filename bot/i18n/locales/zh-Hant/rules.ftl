# 規則：清單、增修、重播、預設組、準確率

setting-moderation-preset = 規則預設組
    .help = 依社群的類型內建的一組規則。可以在 /rule 裡個別修改，或加自己的規則。
    .choice-open = 開放社群
    .choice-brand = 品牌社群
    .choice-strict = 嚴格
    .choice-class = 課程群組
    .choice-trading = 交易群組
setting-moderation-least_precision = 規則準確率下限
    .help = 規則的處理被撤銷太多、準確率低於這個數字時，自動改為觀察並通知群管。填 0 不檢查。
setting-moderation-precision_decisions = 至少幾次處理後才看準確率
    .help = 處理次數太少時，準確率不算數。
