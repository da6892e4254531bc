"""What the rules say about an export, and what the export says about people by then."""

import shutil
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import pytest

from bot.moderation.rules.documents import read_rules
from bot.moderation.rules.model import Rule
from bot.moderation.rules.presets import PRESETS
from bot.replay.dry_run import Circumstances
from bot.replay.findings import Findings, RuleFound
from bot.replay.labels import Labels
from bot.replay.rehearsal import NoMessages, rehearse
from tests.replay.exports import CHAT_ID, DAY, SHANGHAI, LongExport, Writing, account, as_file

AD = "加薇 abc123 兼职日结 500"


def replayed(
    export: BinaryIO,
    rules: Sequence[Rule] | str = PRESETS["brand"],
    *,
    preset: str = "brand",
    staff: Sequence[int] = (),
    assume_joins: bool = False,
    labels: dict[str, str] | None = None,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Findings:
    return rehearse(
        export,
        read_rules(rules) if isinstance(rules, str) else rules,
        rules_from=f"preset {preset}",
        preset=preset,
        circumstances=Circumstances(SHANGHAI, frozenset(staff), assume_joins=assume_joins),
        labels=Labels(labels) if labels is not None else None,
        on_progress=on_progress,
    )


def rule(findings: Findings, name: str) -> RuleFound:
    return next(one for one in findings.rules if one.name == name)


def test_a_newcomers_advertisement_is_hit_and_a_members_is_not():
    writing = Writing()
    writing.say(1, AD)
    writing.join(2, name="新人")
    writing.say(2, AD, name="新人")
    found = replayed(writing.file())
    assert (found.messages, found.hits, found.acted, found.removed, found.people_hit) == (2, 1, 1, 1, 1)
    (sample,) = rule(found, "newcomer_ads").samples
    assert (sample.name, sample.user_id, sample.text) == ("新人", 2, AD)
    assert next(sample.text[mark.start : mark.end] for mark in sample.marks) == "加薇"


def test_who_is_invited_by_name_joins_with_the_first_message():
    writing = Writing()
    writing.happen("invite_members", 1, members=["小王"])
    writing.say(8, AD, name="小王")
    assert replayed(writing.file()).hits == 1


def test_a_newcomer_is_one_for_three_days_and_five_messages():
    writing = Writing()
    writing.join(2)
    for _ in range(5):
        writing.say(2, "早上好呀")
    writing.say(2, AD, after=3 * DAY)
    assert replayed(writing.file()).hits == 0


def test_what_a_rule_removes_does_not_count_for_its_author():
    writing = Writing()
    writing.join(2)
    for _ in range(8):
        writing.say(2, AD, after=DAY)
    found = replayed(writing.file())
    assert found.hits == 8
    assert found.most_hit[0].messages == 0


def test_without_joins_nobody_is_new_unless_that_is_assumed():
    writing = Writing()
    writing.say(2, AD)
    assert replayed(writing.file()).hits == 0
    assert replayed(writing.file(), assume_joins=True).hits == 1


def test_staff_bots_anonymous_administrators_and_posts_are_left_alone():
    writing = Writing()
    writing.say(1, AD)
    writing.say(2, "点下面", inline_bot_buttons=[[{"type": "callback", "text": "好"}]])
    writing.say(2, AD)
    writing.say(3, AD, from_id=f"channel{-CHAT_ID - 10**12}")
    writing.say(3, AD, from_id="channel77", name="官方", forwarded_from="官方")
    writing.say(3, AD, from_id="channel77", name="官方")
    assert replayed(writing.file(), staff=[1], assume_joins=True).hits == 0


def test_channels_that_post_as_members_go_where_the_bot_would_remove_them():
    writing = Writing()
    writing.say(3, "你好", from_id="channel88", name="别的频道")
    found = replayed(writing.file())
    assert rule(found, "channels").hits == 1
    assert replayed(writing.file(), PRESETS["open"], preset="open").hits == 0


def test_rules_that_observe_and_rules_that_act_are_counted_each_by_itself():
    rules = """
- name: watching
  mode: observe
  when: {any: [{words: [兼职]}]}
- name: acting
  mode: enforce
  when: {any: [{words: [兼职]}]}
  then: [delete, mute 2h]
- name: stronger
  mode: enforce
  when: {all: [{words: [日结]}]}
  then: [ban]
- name: asleep
  mode: "off"
  when: {any: [{words: [兼职]}]}
"""
    writing = Writing()
    writing.say(1, "有兼职吗")
    writing.say(1, AD)
    found = replayed(writing.file(), rules)
    assert {one.name: one.hits for one in found.rules} == {"watching": 2, "acting": 2, "stronger": 1, "asleep": 0}
    assert (found.hits, found.acted, found.removed) == (2, 2, 2)
    assert rule(found, "acting").actions == ("delete", "mute 2h")


def test_company_is_rebuilt():
    rules = """
- name: again
  mode: enforce
  when: {all: [{repeated: {times: 3, within: 300}}]}
- name: crowd
  mode: observe
  when: {all: [{alike: {times: 3, within: 600}}]}
"""
    writing = Writing()
    for user in (1, 1, 1, 2, 3):
        writing.say(user, "周年庆全场五折速来 @big_sale_2026 名额有限")
    found = replayed(writing.file(), rules)
    assert rule(found, "again").hits == 1
    assert rule(found, "crowd").hits >= 1


def test_an_album_goes_as_a_whole_and_is_judged_once():
    writing = Writing()
    writing.join(2)
    writing.say(2, AD, photo="1.jpg")
    writing.say(2, "", photo="2.jpg", after=0)
    found = replayed(writing.file())
    assert (found.hits, found.removed, rule(found, "newcomer_ads").hits) == (2, 2, 1)


def test_regulars_come_first():
    writing = Writing()
    for _ in range(101):
        writing.say(1, "今天发货吗", name="老周")
    writing.say(1, "加薇信聊", name="老周")
    writing.join(2)
    writing.say(2, AD)
    found = replayed(writing.file(), "[{name: ads, when: {any: [{words: [加薇]}]}}]")
    advertising = rule(found, "ads")
    assert (found.regulars_hit, advertising.regulars, advertising.regular_hits) == (1, 1, 1)
    assert [sample.name for sample in found.regular_samples] == ["老周"]
    assert advertising.samples[0].messages == 101


def test_groups_of_an_account_do_not_know_each_others_people():
    first, second = Writing(), Writing()
    first.join(2)
    second.say(2, AD)
    found = replayed(as_file(account(first.chat(number=1), second.chat(number=2))))
    assert found.hits == 0
    assert [group.messages for group in found.groups] == [1]


def test_days_are_those_of_the_community():
    writing = Writing()
    writing.say(1, "上午")
    writing.say(1, "第二天零点过五分", after=15 * 3600)
    assert [(day.day, day.messages) for day in replayed(writing.file()).days] == [("2026-03-02", 1), ("2026-03-03", 1)]


def test_labels_give_precision_and_recall():
    writing = Writing()
    writing.join(2)
    caught = [writing.say(2, AD) for _ in range(3)]
    wrong = writing.say(2, "看 https://shop.example.top/a 这个可以吗", text_entities=[])
    missed = writing.say(1, AD)
    fine = writing.say(1, "早")
    labels = {str(number): "spam" for number in (*caught, missed)} | {
        f"{CHAT_ID}:{wrong}": "ham",
        str(fine): "ham",
        "999": "ham",
    }
    found = replayed(writing.file(), labels=labels).labels
    assert found is not None
    assert (found.spam, found.ham, found.absent) == (4, 2, 1)
    assert (found.recall.right, found.recall.of) == (3, 4)
    assert [sample.message_id for sample in found.missed] == [missed]
    ads = rule(replayed(writing.file(), labels=labels), "newcomer_ads")
    assert ads.recall is not None
    assert (ads.recall.share, ads.recall.low, ads.recall.high) == (0.75, 0.3006, 0.9544)


@pytest.mark.parametrize("export", [Writing().chat(), account(), {"messages": []}])
def test_an_export_without_messages_says_so(export: object):
    with pytest.raises(NoMessages):
        replayed(as_file(export))


@pytest.mark.timeout(300)
def test_memory_does_not_grow_with_messages(tmp_path: Path):
    """100,000 messages: the windows of the last ones are full after 30,000; from then on only people are added."""
    path = tmp_path / "result.json"
    with path.open("wb") as file:
        shutil.copyfileobj(LongExport(100_000), file)
    size = path.stat().st_size
    held: list[int] = []

    def on_progress(position: int) -> None:
        if position > 0.4 * size:
            held.append(tracemalloc.get_traced_memory()[0])

    with path.open("rb") as file:
        tracemalloc.start()
        try:
            found = replayed(file, on_progress=on_progress)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert (found.messages, found.hits) == (100_000, 2_000)
    assert max(held) - held[0] < 8 << 20
    assert peak < 60 << 20
