"""Evasions are found, ordinary sentences stay as they are, and every reading can be shown where it stands."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.folding import Folded, Reading, Technique, fold, read
from bot.text.folding.lexemes import Kind, lexicon
from tests.text.evasions import hidden

HIDDEN = hidden()
TECHNIQUES = sorted({technique for technique, _, _ in HIDDEN})
SENTENCES = [
    line
    for line in Path(__file__).with_name("harmless.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]

READ = {
    "homophones of 看主页": ("看煮也", "看主页"),
    "an ordinary word, standing alone": ("看竹叶", "看主页"),
    "pinyin": ("看 zhu ye", "看主页"),
    "pinyin throughout": ("kan wo zhu ye", "看我主页"),
    "other characters": ("看注夜", "看主页"),
    "emoji": ("看我🐷🍃", "看我主页"),
    "emoji and a circled character": ("👀我㊗️业", "看我主页"),
    "two in one text": ("看煮也加薇", "看主页加微"),
    "加薇": ("加薇", "加微"),
    "加威 before a handle": ("加威 abc123", "加微abc123"),
    "加徽": ("加徽", "加微"),
    "plus and satellite": ("➕🛰", "加微"),
    "加vx": ("加vx", "加微"),
    "加V信": ("加V信", "加微信"),
    "victory hand": ("加✌🏻", "加微"),
    "a verb of another sound": ("迦威 sx111505", "加微sx111505"),
    "a name with a handle": ("家威 abc90069", "加微abc90069"),
    "丝聊": ("丝聊我", "私聊我"),
    "简界": ("看简界", "看简介"),
    "签铭": ("看我签铭", "看我签名"),
    "头像": ("点我投像", "点我头像"),
    "syllable inside": ("lian系我", "联系我"),
    "penguin": ("加🐧123456", "加企鹅123456"),
    "plane before a handle": ("✈️:abc123", "飞机:abc123"),
    "飞机 spoken": ("灰机:abc1234", "飞机:abc1234"),
    "企鹅 apart": ("夹-企-鹅-752753636", "加企鹅-752753636"),
    "a way to be reached alone": ("薇:abc12345", "微信:abc12345"),
    "halves": ("力口薇 贝兼钅戋", "加微赚钱"),
    "halves of a word that is no lexeme": ("弓虽大的口卑酒", "强大的啤酒"),
    "Chinese digits": ("加薇 一三八零零一二三四五六", "加微13800123456"),
    "formal digits": ("加薇 壹叁捌零零壹贰叁肆伍陆", "加微13800123456"),
    "four syllables without any character of it": ("煎职日姐", "兼职日结"),
    "a weak one with a handle": ("刷丹日入500 @abcde", "刷单日入500 @abcde"),
    "apart within a lexeme": ("私~信 我", "私信我"),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ.keys())
def test_reading(text: str, expected: str) -> None:
    assert read(fold(text)).text == expected


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_every_evasion_of_every_phrase_is_found(technique: str) -> None:
    ours = [(phrase, text) for kind, phrase, text in HIDDEN if kind == technique]
    assert len({phrase for phrase, _ in ours}) == 20
    assert [text for phrase, text in ours if not finds(phrase, text)] == []


def test_there_are_twelve_techniques_and_more() -> None:
    assert len(TECHNIQUES) >= 12


def finds(phrase: str, text: str) -> bool:
    """As a list of words is looked for: folded and read, in the text folded and read."""
    return any(form in other for form in forms(phrase) for other in forms(text))


def forms(text: str) -> tuple[str, str]:
    folded = fold(text)
    return folded.text, read(folded).text


def test_there_are_three_hundred_ordinary_sentences() -> None:
    assert len(set(SENTENCES)) >= 300


@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_ordinary_sentence_reads_as_it_is_written(sentence: str) -> None:
    folded = fold(sentence)
    assert read(folded) is folded, read(folded).text


def test_a_reading_shows_what_stands_there() -> None:
    reading = read(fold("朋友们，看煮\u200b也，再 ➕🛰 ok"))
    assert isinstance(reading, Reading)
    start = reading.text.index("看主页")
    assert reading.source[slice(*reading.span(start, start + 3))] == "看煮\u200b也"
    assert [(one.original, one.reading, one.technique) for one in reading.rewrites] == [
        ("看煮\u200b也", "看主页", Technique.HOMOPHONE),
        ("➕🛰", "加微", Technique.EMOJI),
    ]
    assert [reading.source[slice(*one.span)] for one in reading.rewrites] == [one.original for one in reading.rewrites]


def test_how_much_was_hidden_is_told() -> None:
    assert fold("今天天氣很好 ＯＫ Ａ１ café 👍🏻 1️⃣").amount == 0
    assert 0 < fold("大家好，我是𝐁𝐊𝐏").amount < 0.5
    assert fold("加\u200b薇").amount == 1
    plain = fold("看煮也")
    assert plain.amount == 0
    assert read(plain).amount == 1
    assert fold("").amount == 0


def test_folding_tells_what_it_did() -> None:
    rewrites = fold("ТRХ 大͟量 莪 合-约-报 3ooo").rewrites
    assert [(one.technique, one.reading) for one in rewrites][:3] == [
        (Technique.LETTERS, "t"),
        (Technique.LETTERS, "x"),
        (Technique.INVISIBLE, "大量"),
    ]
    assert {Technique.MARTIAN, Technique.APART, Technique.DIGITS} <= {one.technique for one in rewrites}


def test_a_custom_emoji_is_read_as_what_it_stands_for() -> None:
    folded = fold("看我🔷🔶", [(2, 3, "主"), (3, 4, "📄")])
    reading = read(folded)
    assert reading.text == "看我主页"
    assert reading.rewrites[0].original == "看我🔷🔶"


# What the readings are made of, in any mixture: where slips in positions would show.
MIXED = st.text(
    alphabet=st.sampled_from(
        "看煮也加薇信私丝聊zhuyejiav➕🐷🐧✌+ -.\n,\u200b\u0301一二三零13o①Ａ弓虽口卑亻言企鹅莪简界\ud800🇻🇽ТαΗΩ"
    )
)


@settings(max_examples=500)
@given(st.one_of(st.text(), MIXED, st.text(st.characters(codec=None))))
def test_folding_and_reading_hold_for_any_text(text: str) -> None:
    folded = fold(text)
    assert fold(folded.text).text == folded.text
    positions_hold(folded)
    reading = read(folded)
    positions_hold(reading)
    assert 0 <= folded.amount <= reading.amount <= 1
    for rewrite in (*folded.rewrites, *reading.rewrites):
        assert text[slice(*rewrite.span)] == rewrite.original != ""


def positions_hold(folded: Folded) -> None:
    spans = [folded.span(place, place + 1) for place in range(len(folded.text))]
    assert folded.offsets == [start for start, _ in spans]
    assert folded.offsets == sorted(folded.offsets)
    assert all(0 <= start < end <= len(folded.source) for start, end in spans)


@pytest.mark.parametrize("piece", ["加薇", "看 煮 ", "a.", "加", "一", "kan", "弓虽", "1o", "Х", "🇻", "私~", "\n加"])
def test_time_grows_with_the_length_only(piece: str) -> None:
    """Counted in work done, not in seconds: a text ten times as long has ten times as many matches to judge."""
    short, long = piece * 300, piece * 3000
    assert judged(long) <= 10 * judged(short) + 200


def judged(text: str) -> int:
    count = 0

    class Counted(dict[str, object]):
        def get(self, key: str, default: object = None) -> object:
            nonlocal count
            count += 1
            return dict.get(self, key, default)

    root = lexicon().root
    before, root.following = root.following, Counted(root.following)  # type: ignore[assignment]
    try:
        read(fold(text))
    finally:
        root.following = before
    return count


def test_lexemes_read_as_themselves() -> None:
    """A lexeme in its own spelling is no finding of the reader."""
    texts = {"看主页", "加微信", "私聊我", "兼职日结", "企鹅", "飞机"}
    assert all(read(folded) is folded for folded in map(fold, texts))
    assert {kind.value for kind in Kind} == {"pointing", "adding", "reach", "ads"}
