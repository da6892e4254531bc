"""What company a message keeps."""

from datetime import UTC, datetime
from typing import Any

from bot.clock import ManualClock
from bot.intake import recent as windows
from bot.intake.copies import TEXTS, Copies
from bot.intake.recent import Recent
from bot.membership.queries import WrittenMessage
from bot.messages import Chat, Entity, IncomingMessage, Media, User
from bot.moderation.rules.facts import Company
from bot.moderation.rules.verdict import Verdict
from bot.text.folding import fold
from bot.text.similarity import signature

GROUP = Chat(id=-1001, type="supergroup", title="茶友会")
OTHER_GROUP = Chat(id=-1002, type="supergroup", title="咖啡会")
CHANNEL = Chat(id=-1003, type="channel", title="茶频道")
ADVERT = "诚招兼职日结，工作轻松在家可做"
VERDICT = Verdict("newcomer_ads", 1, (), ())
NOON = 1_772_416_800


class Group:
    """Messages of a group in the order in which they come; `at` in seconds after noon."""

    def __init__(self, clock: ManualClock | None = None) -> None:
        self.recent = Recent((clock or ManualClock()).monotonic)
        self._last = 0

    def says(
        self,
        user_id: int,
        text: str,
        at: int = 0,
        *,
        chat: Chat = GROUP,
        community_id: int = 1,
        is_watched: bool = False,
        **fields: Any,
    ) -> Company:
        """Note a message; its company."""
        message = self.message(user_id, text, at, chat=chat, **fields)
        folded = lambda: fold(text).text  # noqa: E731
        self.recent.note(community_id, message, text, is_watched=is_watched, folded=folded)
        return self.recent.company(community_id, message, text, folded=folded, joins=True)

    def message(self, user_id: int, text: str, at: int = 0, *, chat: Chat = GROUP, **fields: Any) -> IncomingMessage:
        self._last += 1
        values: dict[str, Any] = {
            "message_id": self._last,
            "date": NOON + at,
            "chat": chat,
            "sender": User(id=user_id, first_name="小明"),
            "text": text or None,
        }
        return IncomingMessage(**(values | fields))


def test_an_only_message_has_no_company() -> None:
    company = Group().says(5, "大家早上好呀")
    assert (company.repeated(60), company.alike(60), company.rate(60)) == (1, 1, 1)
    assert (company.joined_text, company.joined_ids) == ("", ())


def test_own_repetitions_within_the_time_asked() -> None:
    group = Group()
    group.says(5, ADVERT, 0)
    group.says(5, "别的话", 10)
    group.says(6, ADVERT, 20)
    company = group.says(5, ADVERT + "！！", 100)
    assert company.repeated(100) == 2
    assert company.repeated(99) == 1


def test_short_repetitions_are_exact() -> None:
    group = Group()
    group.says(5, "顶", 0)
    group.says(5, "顶顶", 1)
    assert group.says(5, "顶", 2).repeated(60) == 2


def test_the_same_sticker_is_a_repetition() -> None:
    group = Group()
    sticker = Media(file_id="a", file_unique_id="u1")
    group.says(5, "", 0, sticker=sticker)
    group.says(5, "", 1, sticker=Media(file_id="b", file_unique_id="u2"))
    assert group.says(5, "", 2, sticker=sticker).repeated(60) == 2


def test_copies_of_newcomers_are_counted_over_groups_and_communities() -> None:
    group = Group()
    for number, chat in enumerate((GROUP, OTHER_GROUP, GROUP, OTHER_GROUP)):
        text = f"{ADVERT} @handle{number}"
        assert (
            group.says(number, text, number, chat=chat, community_id=number % 2, is_watched=True).alike(600)
            == number + 1
        )
    assert group.says(0, ADVERT, 50, is_watched=True).alike(600) == 4, "one author counts once"
    assert group.says(9, ADVERT, 1000, is_watched=True).alike(600) == 1, "what is older does not count"
    assert group.says(9, ADVERT, 1000, is_watched=True).alike(1000) == 5


def test_who_copies_a_regular_is_compared_with_the_regular() -> None:
    group = Group()
    group.says(5, ADVERT, 0)
    group.says(6, ADVERT, 1)
    assert group.says(7, f"{ADVERT} @handle", 2, entities=[Entity(type="mention", offset=16, length=7)]).alike(60) == 3


def test_greetings_of_many_are_no_copies() -> None:
    group = Group()
    assert [group.says(user, "大家好", user, is_watched=True).alike(600) for user in range(5)] == [1] * 5


def test_rate_counts_an_album_once_and_other_communities_not() -> None:
    group = Group()
    group.says(5, "一", 0)
    for _ in range(3):
        group.says(5, "", 1, media_group_id="a", photo=[Media(file_id="p")])
    group.says(5, "二", 2, community_id=2, chat=OTHER_GROUP)
    assert group.says(5, "三", 3).rate(60) == 3
    assert group.says(5, "四", 62).rate(60) == 2


def test_messages_of_a_minute_are_read_together() -> None:
    group = Group()
    group.says(5, "加", 0)
    group.says(6, "别人", 1)
    group.says(5, "薇", 5)
    company = group.says(5, "abc12345", 10)
    assert company.joined_text == "加薇\nabc12345"
    assert company.joined_ids == (1, 3, 4)
    assert group.says(5, "好", 90).joined_text == ""


def test_messages_of_another_topic_are_not_read_together() -> None:
    group = Group()
    group.says(5, "加", 0, message_thread_id=3)
    assert group.says(5, "薇", 5, message_thread_id=4).joined_text == ""


def test_what_was_deleted_is_not_read_again() -> None:
    group = Group()
    group.says(5, "加", 0)
    last = group.message(5, "薇", 1)
    group.recent.note(1, last, "薇", is_watched=True, folded=lambda: "薇")
    group.recent.condemn(last, VERDICT, (1, 2))
    assert group.says(5, "好", 2).joined_text == ""


def test_a_message_noted_twice_is_there_once() -> None:
    group = Group()
    message = group.message(5, ADVERT)
    for _ in range(2):
        group.recent.note(1, message, ADVERT, is_watched=True, folded=lambda: ADVERT)
    company = group.recent.company(1, message, ADVERT, folded=lambda: ADVERT)
    assert (company.rate(60), company.repeated(60), company.alike(60)) == (1, 1, 1)


def test_parts_of_an_album_share_its_fate() -> None:
    clock = ManualClock()
    group = Group(clock)
    parts = [group.message(5, "", media_group_id="a", photo=[Media(file_id="p")]) for _ in range(3)]
    for part in parts[:2]:
        group.recent.note(1, part, "", is_watched=True, folded=str)
    group.recent.condemn(parts[1], VERDICT, (2,))
    album = group.recent.album(parts[2])
    assert album is not None
    assert (album.verdict, list(album.parts)) == (VERDICT, [1, 2, 3])


async def test_albums_are_forgotten_after_their_time() -> None:
    clock = ManualClock()
    group = Group(clock)
    part = group.message(5, "", media_group_id="a", photo=[Media(file_id="p")])
    group.recent.note(1, part, "", is_watched=True, folded=str)
    await clock.advance(windows.ALBUM_LIFE + 1)
    assert group.recent.album(part) is None


def test_comments_are_known_by_their_post_and_by_its_thread() -> None:
    group = Group()
    post = group.message(777000, "新茶上市", 0, sender_chat=CHANNEL, is_automatic_forward=True)
    group.recent.note_post(post)
    comment = group.message(5, "沙发", 3, reply_to_message=post)
    deeper = group.message(6, "不对", 8, reply_to_message=comment, message_thread_id=post.message_id)
    talk = group.message(6, "早", 8)
    seconds = [group.recent.seconds_after_post(one) for one in (comment, deeper, talk)]
    assert seconds == [3.0, 8.0, None]


def test_a_guest_bots_words_are_its_callers() -> None:
    group = Group()
    caller = User(id=5, first_name="小明")
    guest = User(id=99, first_name="客", is_bot=True)
    group.says(5, "一", 0)
    assert group.says(99, "二", 1, sender=guest, guest_bot_caller_user=caller).rate(60) == 2


def test_windows_are_bounded() -> None:
    group = Group()
    for at in range(200):
        company = group.says(5, f"第{at}句", at)
    assert company.rate(windows.WINDOW) == windows.OWN_MESSAGES
    for user in range(10, 10 + windows.PEOPLE + 50):
        group.says(user, "嗯")
    assert group.says(5, "回来了", 300).rate(windows.WINDOW) == 1, "the quietest were forgotten"


def test_copies_are_bounded() -> None:
    copies = Copies()
    for number in range(TEXTS + 100):
        copies.add(signature(f"第{chr(0x4E00 + number)}{chr(0x4E01 + 3 * number)}个完全不同的句子啊"), number, 0)
    assert len(copies) == TEXTS


def test_an_erased_person_is_forgotten() -> None:
    group = Group()
    group.says(5, ADVERT, 0, is_watched=True)
    group.recent.forget(5)
    assert group.says(6, ADVERT, 1, is_watched=True).alike(60) == 1
    assert group.says(5, ADVERT, 2, is_watched=True).rate(60) == 1


def test_what_is_stored_is_remembered_after_a_restart() -> None:
    group = Group()
    noon = datetime.fromtimestamp(NOON, UTC)
    stored = [
        WrittenMessage(1, GROUP.id, None, -2, 5, None, noon, None, "加", is_deleted=False),
        WrittenMessage(1, GROUP.id, None, -1, 5, None, noon, None, ADVERT, is_deleted=False),
    ]
    group.recent.refill(stored)
    company = group.says(5, "薇", 5)
    assert company.joined_text == f"加\n{ADVERT}\n薇"
    assert group.says(6, ADVERT, 6).alike(60) == 2
