"""A rule whose cases are taken back too often observes again, and staff are told why."""

from bot.i18n.translator import Translator
from bot.membership.community import CommunityView
from bot.moderation import queries
from bot.moderation.actions.cards import voice_at
from bot.moderation.actions.rules import set_rule_mode
from bot.moderation.cards import Voice
from bot.moderation.cases import CaseView
from bot.moderation.rule_buttons import Act, RuleButton, rule_token
from bot.moderation.rules.model import Mode, Rule
from bot.moderation.rules.precision import LAST, falls_back, precision
from bot.moderation.rules.stored import Act as Change
from bot.moderation.rules.stored import enacted
from bot.moderation.settings import ModerationSettings
from bot.outbox import actions as outbox
from bot.outbox.effects import Button, Priority, Send
from bot.persistence.transaction import Transaction


async def review_rule(tx: Transaction, translator: Translator, community: CommunityView, case: CaseView) -> bool:
    """Whether the rule of `case`, which was just taken back, fell below the community's figure and only observes now.

    Decisions from before its last change do not count, so staff can enable it again. Call it after every reversal.
    """
    settings = community.settings.get(ModerationSettings)
    stored = await queries.stored_rules(tx, community.id) if case.rule is not None else []
    held = next((one for one in enacted(settings.preset, stored) if one.rule.name == case.rule), None)
    if held is None or held.rule.mode is not Mode.ENFORCE:
        return False
    decided = await queries.rule_decisions(tx, community.id, held.rule.name, held.counted_since, LAST)
    found = precision(decided)
    if not falls_back(found, least_percent=settings.least_precision, least_decisions=settings.precision_decisions):
        return False
    await set_rule_mode(
        tx, community.id, held.rule, Mode.OBSERVE, by=None, is_preset=held.is_preset, act=Change.FELL_BACK
    )
    place = await queries.card_place(tx, community)
    if place is not None:
        voice = voice_at(translator, community, place)
        text = voice.text(
            "rule-fell-back",
            name=held.rule.name,
            decided=found.decided,
            reversed=found.reversed,
            percent=found.percent,
            least=settings.least_precision,
        )
        card = Send(chat_id=place.chat_id, text=text, keyboard=(_buttons(voice, community.id, held.rule),))
        await outbox.put(tx, card, key=f"{case.key}:fell_back", priority=Priority.TICKET)
    return True


def _buttons(voice: Voice, community_id: int, rule: Rule) -> tuple[Button, ...]:
    def button(label: str, act: Act, **more: object) -> Button:
        data = RuleButton(community=community_id, act=act, rule=rule_token(rule.name), **more)  # type: ignore[arg-type]
        return Button(voice.label(label), data=data.pack())

    return (
        button("rule-button-enable", Act.MODE, number=rule.version, value=Mode.ENFORCE.value),
        button("rule-button-test", Act.TEST),
        button("rule-button-history", Act.HISTORY),
    )
