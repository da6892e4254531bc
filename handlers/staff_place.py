"""Where what only staff may read is shown: here in the staff group and in private; asked for in a group, elsewhere."""

from dataclasses import dataclass

from bot.errors import UserError
from bot.i18n.translator import Html
from bot.membership import queries as roster
from bot.messages import ChatId
from bot.outbox.effects import Keyboard, Send
from bot.persistence.transaction import Transaction
from handlers.context import Context
from handlers.sanction_targets import Actor


@dataclass(frozen=True, slots=True)
class StaffPlace:
    """`chat_id` None: here; else that chat, which is the staff group or (`is_private`) the asker's own."""

    chat_id: ChatId | None = None
    is_private: bool = False

    async def show(self, tx: Transaction, context: Context, text: Html, keyboard: Keyboard, went: Html) -> None:
        """Show `text`; where it was asked for elsewhere, the line `went` says where it is."""
        if self.chat_id is None:
            await context.answer(tx, text, public=True, keyboard=keyboard)
            return
        await context.put(tx, Send(chat_id=self.chat_id, text=text, keyboard=keyboard), name="staff")
        await context.answer(tx, went)

    @property
    def where(self) -> str:
        """The selector of the line that says where it went."""
        return "private" if self.is_private else "staff"


async def staff_place(actor: Actor, refusal: UserError) -> StaffPlace:
    """Where `actor` reads it. Raises `refusal` where there is no staff group and the bot may not write to the asker."""
    context = actor.context
    if context.is_private or actor.community.purpose == "staff":
        return StaffPlace()
    if actor.community.staff_chat_id is not None:
        return StaffPlace(actor.community.staff_chat_id)
    async with context.services.database.read() as view:
        asker = await roster.person(view, context.sender.id)
    if asker is None or asker.reach != "started":
        raise refusal
    return StaffPlace(context.sender.id, is_private=True)
