"""A local Telegram: one Bot API state machine with two doors, an in-process one for fast tests and an HTTP server.

How a test talks to it::

    clock = ManualClock()
    telegram = Telegram(clock)
    world = World(telegram, settle=bot_is_idle)  # settle: async callable awaited after every act, optional
    bot = world.bot("群管", "qunguan_bot")  # bot.token, bot.id
    door = InProcess(telegram)  # await door.call(bot.token, "getMe", {}) -> (200, b'{"ok":true,…}')

    owner = world.person("老板")
    group = world.supergroup("茶友会", owner=owner, bot=bot)  # a bot with every right; bot_rights={…} or None for less
    member = world.member(group, "小明")  # here already; world.person(…) + joins(group) makes updates
    newcomer = world.person("新人", username="xinren")

    message = await member.says(group, "签到")  # returns the message's JSON
    answer = member.sees("第 1 天")  # AssertionError lists what the person does see
    await member.taps("排行榜")  # newest message with that button; .answer holds the toast
    await newcomer.joins(group, via=world.link(group, owner))
    await spammer.sends_story(group, of=channel)  # also sends_via, forwards_from, shares_contact, sends_rich, asks … (`sharing`)
    await owner.replies_to(message, "/warn")
    member.does_not_see("警告", group)
    await world.passes(hours=24)  # ManualClock only

    telegram.faults.fail("sendMessage", 500)  # also flood, reset, lose, delay, doubled_share
    telegram.calls_of("sendMessage")[-1].params  # the call log
    telegram.sent_to(group.id)  # what bots sent there

For other processes there is `http_server.HttpServer(telegram, control_token=…)`: `await server.start()` gives the address for
`TelegramAPIServer.from_base`; with a control token it also has the control API (see `control`) and the chat page. A real process
beside a standing clock needs `Telegram(ManualClock(), waiting=SystemClock())`, so that long polls end by real time.
`demo.demonstrate` is all of it with the bot in one process.

Where things are: `state` data · `telegram` registry and clock · `messages`, `membership`, `reactions`, `polls`, `files` the rules ·
`permissions`, `entities`, `markup`, `markdown`, `keyboards` the checks · `delivery` who gets which update · `methods/` the Bot API ·
`door` one call in, one answer out · `acts`, `sight`, `writing`, `sharing`, `people`, `world` the scripted people · `contents`,
`rich_messages`, `inline`, `boosts` what else messages are and carry · `faults`, `flood` what goes wrong · `http_server`, `webhooks` the HTTP
door · `control`, `control_acts`, `views`, `live`, `page/` the chat page · `demo`, `demo_world`, `keeping`, `running_clock`,
`mini_apps`, `transport` the demo.
"""

from bot.simulator.door import InProcess
from bot.simulator.errors import ApiError
from bot.simulator.parameters import Upload
from bot.simulator.people import Person
from bot.simulator.state import Bot, Chat
from bot.simulator.telegram import ALL_RIGHTS, Telegram
from bot.simulator.world import World

__all__ = ["ALL_RIGHTS", "ApiError", "Bot", "Chat", "InProcess", "Person", "Telegram", "Upload", "World"]
