"""What stands around a message: first versions, albums, pieces, copies, channels, comments, guests."""

import pytest

from bot.membership import queries
from bot.membership.roles import NEWCOMER_MESSAGES
from bot.moderation.trust import Deed
from bot.settings import actions as settings
from bot.simulator import Person
from bot.simulator.state import Chat, Json
from tests.handlers.scene import Scene
from tests.handlers.stage import Stage

ADVERT = "诚招兼职日结，工作轻松在家可做"


async def prefer(scene: Scene, preset: str) -> None:
    """The community takes another preset of rules."""
    await set_knob(scene, "moderation.preset", preset)


async def set_knob(scene: Scene, key: str, value: object) -> None:
    app = scene.stage.app
    async with app.database.begin() as tx:
        await settings.change(tx, app.services.schema, 1, key, value, by=scene.owner.id, source=settings.Source.CHAT)


def gone(scene: Scene, *messages: Json) -> list[bool]:
    return [scene.stage.world.is_deleted(message) for message in messages]


# ---- edits


async def test_an_edit_that_adds_a_link_is_judged_though_its_author_is_a_regular(scene: Scene) -> None:
    await prefer(scene, "strict")
    harmless = await scene.member.says(scene.group, "今天去了茶山")
    await scene.member.edits(harmless, "今天去了茶山，风景不错")
    assert gone(scene, harmless) == [False]
    await scene.member.edits(harmless, "今天去了茶山 https://shop.example.top/a")
    assert gone(scene, harmless) == [True]
    assert "shop.example.top" in scene.card(1)["text"]


async def test_an_edit_that_adds_a_handle_is_judged(scene: Scene) -> None:
    await prefer(scene, "class")
    message = await scene.member.says(scene.group, "有问题找我")
    await scene.member.edits(message, "有问题找我 @tea_seller_88")
    assert gone(scene, message) == [True]


async def test_an_edit_that_hides_a_link_behind_its_words_is_judged(scene: Scene) -> None:
    await prefer(scene, "trading")
    message = await scene.member.says(scene.group, "看这里")
    link = {"type": "text_link", "offset": 0, "length": 3, "url": "https://shop.example.top/a"}
    await scene.member.edits(message, "看这里", entities=[link])
    assert gone(scene, message) == [True]


async def test_an_edit_keeps_the_link_that_was_there(scene: Scene) -> None:
    await prefer(scene, "trading")
    link = {"type": "text_link", "offset": 0, "length": 3, "url": "https://shop.example.top/a"}
    message = await scene.member.says(scene.group, "看这里，不错", entities=[link])
    await scene.member.edits(message, "看这里，很不错", entities=[link])
    assert gone(scene, message) == [False]


async def test_staff_may_add_links(scene: Scene) -> None:
    await prefer(scene, "strict")
    message = await scene.moderator.says(scene.group, "公告")
    await scene.moderator.edits(message, "公告 https://shop.example.top/a")
    assert gone(scene, message) == [False]


# ---- albums


async def test_an_album_goes_as_one_case(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    album = await newcomer.sends_album(scene.group, b"1", b"2", b"3", caption="兼职日结，加薇 abc123")
    assert gone(scene, *album) == [True, True, True]
    assert await scene.case(1) is not None
    assert await scene.case(2) is None


async def test_an_album_whose_last_part_has_the_caption_goes_as_one_case(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    parts = [
        await newcomer.sends(scene.group, photo=photo(number), media_group_id="77", **content)
        for number, content in enumerate(({}, {}, {"caption": "兼职日结，加薇 abc123"}))
    ]
    assert gone(scene, *parts) == [True, True, True]
    late = await newcomer.sends(scene.group, photo=photo(4), media_group_id="77")
    assert gone(scene, late) == [True]
    assert await scene.case(2) is None


async def test_a_part_that_comes_after_staff_took_the_case_back_stays(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    await newcomer.sends(scene.group, photo=photo(1), media_group_id="78", caption="兼职日结，加薇 abc123")
    await scene.moderator.taps("撤销")
    late = await newcomer.sends(scene.group, photo=photo(2), media_group_id="78")
    assert gone(scene, late) == [False]


async def test_other_albums_stay(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    album = await newcomer.sends_album(scene.group, b"1", b"2", caption="我家的猫")
    assert gone(scene, *album) == [False, False]


def photo(number: int) -> list[Json]:
    return [{"file_id": f"photo{number}", "file_unique_id": f"p{number}", "width": 90, "height": 90}]


# ---- pieces


async def test_an_advertisement_in_three_messages_goes_as_one_case(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    pieces = [await newcomer.says(scene.group, text) for text in ("加", "薇", "abc12345")]
    assert gone(scene, *pieces[:2]) == [True, True]
    case = await scene.case(1)
    assert case is not None
    assert case.text.startswith("加薇")


async def test_pieces_far_apart_are_talk(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    first = await newcomer.says(scene.group, "加")
    await scene.stage.world.passes(minutes=2)
    second = await newcomer.says(scene.group, "薇")
    assert gone(scene, first, second) == [False, False]


async def test_pieces_survive_a_restart(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    first = await newcomer.says(scene.group, "加")
    await scene.stage.restart()
    second = await newcomer.says(scene.group, "薇")
    assert gone(scene, first, second) == [True, True]


# ---- copies


async def test_the_same_advertisement_of_five_newcomers_in_two_groups(scene: Scene) -> None:
    await prefer(scene, "strict")
    other = scene.stage.world.supergroup("咖啡会", owner=scene.owner, bot=scene.stage.bot)
    await scene.stage.settle()
    written = []
    for number, chat in enumerate((scene.group, other, other, scene.group, scene.group)):
        person = scene.stage.world.person(f"新人{number}")
        await person.joins(chat)
        written.append(await person.says(chat, f"出一套全新的茶具，自用多的，需要的朋友可以私聊我 {number}{number}"))
    assert gone(scene, *written) == [False, False, False, True, True]


async def test_many_may_greet(scene: Scene) -> None:
    await prefer(scene, "strict")
    greetings = [await (await scene.newcomer(f"新人{n}")).says(scene.group, "大家好") for n in range(6)]
    assert not any(gone(scene, *greetings))


# ---- channels


@pytest.fixture
def shop(scene: Scene) -> tuple[Chat, Person]:
    """A channel of an ordinary member."""
    return scene.stage.world.channel("茶叶批发", owner=scene.member, username="tea_shop"), scene.member


async def test_a_channel_posts_as_a_member_and_is_removed_with_a_case(scene: Scene, shop: tuple[Chat, Person]) -> None:
    channel, owner = shop
    message = await owner.says(scene.group, "今天特价", as_chat=channel)
    assert gone(scene, message) == [True]
    assert "茶叶批发" in scene.card(1)["text"]
    assert "以频道身份发言" in scene.card(1)["text"]


async def test_a_channel_may_post_where_the_community_is_open(scene: Scene, shop: tuple[Chat, Person]) -> None:
    await prefer(scene, "open")
    channel, owner = shop
    assert gone(scene, await owner.says(scene.group, "今天特价", as_chat=channel)) == [False]


async def test_a_listed_channel_may_post_and_others_may_not(scene: Scene, shop: tuple[Chat, Person]) -> None:
    await set_knob(scene, "channels.posting", "list")
    channel, owner = shop
    assert gone(scene, await owner.says(scene.group, "今天特价", as_chat=channel)) == [True]
    await set_knob(scene, "channels.allowed", ("@Tea_Shop",))
    assert gone(scene, await owner.says(scene.group, "今天特价", as_chat=channel)) == [False]


async def test_the_linked_channel_and_anonymous_administrators_are_left_alone(scene: Scene) -> None:
    world = scene.stage.world
    channel = world.channel("茶频道", owner=scene.owner, bot=scene.stage.bot, discussion=scene.group)
    await scene.stage.settle()
    said = await scene.owner.says(scene.group, "加薇 abc123 兼职日结", as_chat=channel)
    anonymous = await scene.owner.says(scene.group, "加薇 abc123 兼职日结", as_chat=scene.group)
    await scene.owner.says(channel, "加薇 abc123 兼职日结")
    forwarded = scene.member.last(scene.group)
    assert forwarded["is_automatic_forward"]
    assert gone(scene, said, anonymous, forwarded) == [False, False, False]


# ---- comments


async def under_a_post(scene: Scene) -> Json:
    """The automatic forward of a post of the linked channel."""
    channel = scene.stage.world.channel("茶频道", owner=scene.owner, bot=scene.stage.bot, discussion=scene.group)
    await scene.stage.settle()
    await scene.owner.says(channel, "新茶上市")
    return scene.member.last(scene.group)


async def test_a_comment_by_somebody_who_never_joined_is_judged_as_a_newcomers(scene: Scene) -> None:
    post = await under_a_post(scene)
    stranger = scene.stage.world.person("路人")
    comment = await stranger.replies_to(post, "加薇 abc123 兼职日结")
    assert gone(scene, comment) == [True]
    polite = await stranger.replies_to(post, "好茶")
    assert gone(scene, polite) == [False]


async def test_a_comment_by_a_member_from_before_is_a_members(scene: Scene) -> None:
    post = await under_a_post(scene)
    early = scene.stage.world.member(scene.group, "老茶客")
    assert gone(scene, await early.replies_to(post, "加薇 abc123 兼职日结")) == [False]


async def test_the_first_comment_within_seconds_is_known_as_such(scene: Scene) -> None:
    await prefer(scene, "strict")
    post = await under_a_post(scene)
    stranger = scene.stage.world.person("路人")
    comment = await stranger.replies_to(post, "加薇 abc123 兼职日结")
    assert gone(scene, comment) == [True]


# ---- guests


async def test_a_guest_bots_words_are_judged_as_its_callers(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    guest = scene.stage.world.bot("客", "guest_bot")
    message = await newcomer.says(
        scene.group,
        "加薇 abc123 兼职日结",
        **{"from": scene.stage.telegram.user_json(guest.id)},
        guest_bot_caller_user=scene.stage.telegram.user_json(newcomer.id),
    )
    assert gone(scene, message) == [True]
    case = await scene.case(1)
    assert case is not None
    assert case.user_id == newcomer.id


# ---- trust


async def test_a_sanction_counts_against_trust_until_it_is_undone(scene: Scene) -> None:
    async def strikes() -> int:
        async with scene.stage.app.database.read() as view:
            return (await queries.standing(view, 1, scene.member.id)).strikes

    await scene.orders("/warn 刷屏")
    assert await strikes() == 1
    await scene.moderator.says(scene.staff, "/undo 1")
    assert await strikes() == 0


async def test_answers_of_one_person_count_once_a_day(scene: Scene) -> None:
    message = await scene.member.says(scene.group, "水温八十度")
    other = scene.stage.world.member(scene.group, "小红")
    for _ in range(NEWCOMER_MESSAGES):
        await other.replies_to(message, "谢谢")
    await scene.member.replies_to(message, "再补充一点")
    async with scene.stage.app.database.read() as view:
        assert (await queries.standing(view, 1, scene.member.id)).replies == 1


async def test_a_first_link_is_a_first_only_once(stage: Stage) -> None:
    group, _ = await stage.group()
    member = stage.world.member(group, "小明")
    await member.says(group, "大家看 https://zh.wikipedia.org/wiki/茶")
    async with stage.app.database.read() as view:
        assert Deed((await queries.standing(view, 1, member.id)).deeds) == Deed.LINK
