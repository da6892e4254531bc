"""Who is told that an update could not be handled."""

import pytest

from bot.i18n.negotiation import Language
from bot.i18n.translator import Translator
from bot.membership import actions as membership
from bot.messages import Chat, IncomingMessage, Update, User
from bot.outbox import queries as outbox
from bot.outbox.effects import Send
from bot.persistence.database import Database
from bot.telegram.notices import Notices

OPERATOR, PERSON, STRANGER = (User(id=number, first_name="某人", language_code="en") for number in (1, 2, 3))
NOTICES = Notices(Translator(), [OPERATOR.id], Language.ZH_HANS)


def update(sender: User, chat: Chat) -> Update:
    return Update(update_id=7, message=IncomingMessage(message_id=1, date=0, chat=chat, sender=sender, text="/lang"))


def private(person: User) -> Chat:
    return Chat(id=person.id, type="private")


async def told(database: Database, failed: Update) -> dict[int, str]:
    """Who is told what, twice the same failure."""
    async with database.begin() as tx:
        await membership.meet(tx, [OPERATOR, PERSON, STRANGER])
        for user in (OPERATOR, PERSON):
            await membership.mark_reach(tx, user.id, "started")
        for _ in range(2):
            await NOTICES.set_aside(tx, failed, "RuntimeError")
    async with database.read() as view:
        effects = [pending.effect for pending in await outbox.pending(view)]
    assert all(isinstance(effect, Send) for effect in effects)
    texts = {effect.chat_id: effect.text for effect in effects if isinstance(effect, Send)}
    assert len(texts) == len(effects)
    return texts


@pytest.mark.parametrize(
    ("failed", "who"),
    [
        (update(PERSON, private(PERSON)), {OPERATOR.id, PERSON.id}),
        # In a group nobody waits for it alone.
        (update(PERSON, Chat(id=-100, type="supergroup")), {OPERATOR.id}),
        (update(STRANGER, private(STRANGER)), {OPERATOR.id}),
        (Update(update_id=7), {OPERATOR.id}),
    ],
    ids=["private", "group", "never started", "no message"],
)
async def test_operators_and_whoever_waits_are_told_once(database: Database, failed: Update, who: set[int]) -> None:
    texts = await told(database, failed)
    assert set(texts) == who
    assert "RuntimeError" in texts[OPERATOR.id]
    if PERSON.id in texts:
        assert texts[PERSON.id].startswith("Something went wrong.")
