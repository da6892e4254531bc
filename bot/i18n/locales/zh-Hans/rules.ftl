# 规则：列表、增改、回放、预设、准确率

setting-moderation-preset = 规则预设
    .help = 按社群的类型自带的一组规则。可以在 /rule 里单独改，或加自己的规则。
    .choice-open = 开放社群
    .choice-brand = 品牌社群
    .choice-strict = 严格
    .choice-class = 课程群
    .choice-trading = 交易群
setting-moderation-least_precision = 规则准确率下限
    .help = 规则的处理被撤回太多、准确率低于这个数时，自动改为观察并通知群管。填 0 不检查。
setting-moderation-precision_decisions = 至少几次处理后才看准确率
    .help = 处理次数太少时，准确率不作数。
