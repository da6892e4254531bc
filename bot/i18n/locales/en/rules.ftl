# Rules: list, editing, replay, presets, precision

setting-moderation-preset = Preset of rules
    .help = A set of rules for this kind of community. Change single ones, or add your own, in /rule.
    .choice-open = Open community
    .choice-brand = Brand community
    .choice-strict = Strict
    .choice-class = Class
    .choice-trading = Trading
setting-moderation-least_precision = Least precision of a rule
    .help = A rule whose cases were undone so often that it is right less often than this only observes from then on, and staff are told. 0 switches the check off.
setting-moderation-precision_decisions = Cases before precision counts
    .help = With fewer cases the precision says nothing yet.
