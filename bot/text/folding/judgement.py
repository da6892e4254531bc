"""Whether syllables that sound like a lexeme are one: by how they are written and what stands beside them.

Ordinary words win. What is written with common characters only needs proof from its neighbours, the more the shorter it is;
what nobody writes by accident (pinyin, emoji, rare or halved characters) needs little.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from bot.text.folding.gaps import HAN
from bot.text.folding.lexemes import Kind, Lexeme
from bot.text.folding.ordinary import is_word
from bot.text.folding.rewrites import Technique
from bot.text.folding.units import Unit

_IS_HAN = re.compile(f"[{HAN}]")
# A handle, number or address, as people leave it behind an advertisement.
_HANDLE = r"(?:[a-z0-9_-]*[0-9][a-z0-9_ -]{3,}|@[a-z0-9_]{4,}|[a-z0-9_-]{3,}[0-9][a-z0-9_-]*)"
_HANDLE_AFTER = re.compile(rf"[^\w@]{{0,3}}(?:号|是)?[^\w@]{{0,3}}{_HANDLE}")
_HANDLE_BEFORE = re.compile(r"(?=[a-z0-9 _-]*[0-9])[a-z0-9][a-z0-9 _-]{3,}[^\w]{0,3}$")
_FAR = 24
"""Characters within which a handle stands."""
_CONTACT = re.compile(r"@[a-z][a-z0-9_]{3,}|t\.me/|[0-9][0-9 _-]{4,}[0-9]|[a-z]{1,4}[0-9]{3,}|[0-9]{3,}[a-z]{1,4}")
_TERM = re.compile(r"[a-z0-9+)\]]")  # 1+v and c++v are sums and names
_LATIN_LAST = re.compile("[a-z]$")
_NAME_BEFORE = re.compile("[a-z0-9@_./#-]")
_NAME_AFTER = re.compile("[a-z0-9@_/]|[.-][a-z0-9]")
_NUMBER_IN_CHINESE = re.compile("[一二三四五六七八九零〇壹贰叁肆伍陆柒捌玖幺]{5}")
_CLAUSE = re.compile(r"[,:;!?()、。\n]")
_ASKS = re.compile("私聊|私信我|联系我|加微|加v|vx|加我|看名字|看我名|加企鹅|加q")
# The end of a request: nothing, no Chinese character, or what such a request goes on with.
_GOES_ON = "哦哟吧呀啦喔了找私联有领进详咨拿发免看聊备可来我加谈噢里"
_GOES_ON_AFTER_A_NAME = "哦哟吧呀啦喔找私联有领进详咨里加佳家夹迦嘉"
_GOES_ON_SAFELY = "哦哟吧啦喔找私联详咨加"
_GOES_ON_AFTER_AN_AD = "哦哟吧啦喔找私联加来我返日送平"
_BEGINS = "请可来快就去下的看你您我友要趣情系接们家先点都"
_ADD = frozenset("家佳嘉夹迦伽珈茄枷痂袈嫁甲假咖架驾钾稼荚颊岬")
_MICRO = frozenset("薇威徽喂维卫伟韦唯葳溦嶶巍魏惟玮炜崴葨萎煨蔚薳癓徾")
_NAMES = frozenset(
    {"家伟", "佳伟", "嘉伟", "家威", "嘉威", "佳薇", "嘉薇", "家维", "嘉维", "佳维", "家薇", "佳威", "家卫"}
)
_PHONE = re.compile(r"[^\w]{0,3}1[0-9]{10}(?![0-9])")
_SAFELY_ADDED = frozenset({"添", "请", "想", "要", "快", "可"})
# Grammar words that end a clause anywhere: 看煮也, but not 点煮也可以.
_PARTICLES = frozenset("也业夜爷")


class Neighbourhood:
    """A folded text, asked what stands beside a part of it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def has_contact(self) -> bool:
        """Whether a handle or number stands anywhere; 2333 and 66666 are laughter and applause."""
        return any(len(set(one[0])) > 3 for one in _CONTACT.finditer(self.text))

    @cached_property
    def is_asking(self) -> bool:
        """Whether anybody is asked to get in touch."""
        return self.has_contact or _ASKS.search(self.text) is not None

    def before(self, place: int) -> str:
        return self.text[place - 1 : place]

    def after(self, place: int) -> str:
        return self.text[place : place + 1]

    def has_handle(self, start: int, end: int) -> bool:
        return self.has_handle_after(end) or bool(_HANDLE_BEFORE.search(self.text[max(0, start - _FAR) : start]))

    def has_handle_after(self, end: int) -> bool:
        return _HANDLE_AFTER.match(self.text, end, end + _FAR) is not None

    def has_phone_after(self, end: int) -> bool:
        return _PHONE.match(self.text, end) is not None

    def begins(self, start: int) -> bool:
        """Whether a request may begin at `start`."""
        before = self.before(start)
        return not _IS_HAN.match(before) or before in _BEGINS

    def ends(self, end: int, goes_on: str) -> bool:
        """Whether a request may end at `end`."""
        after = self.after(end)
        return not _IS_HAN.match(after) or after in goes_on or _NUMBER_IN_CHINESE.match(self.text, end) is not None


class Match:
    """Units that sound like `lexeme`."""

    def __init__(self, lexeme: Lexeme, parts: Sequence[Unit], beside: Neighbourhood) -> None:
        self.lexeme = lexeme
        self.parts = parts
        self.beside = beside
        self.start = parts[0].start
        self.end = parts[-1].end
        self.written = "".join(part.written for place, part in enumerate(parts) if not self._is_repeated(place))
        self.changed = [
            part
            for part, meant in zip(parts, lexeme.text, strict=False)
            if part.written != meant or part.technique is Technique.SPLIT
        ]
        self.same = sum(part.written == meant for part, meant in zip(parts, lexeme.text, strict=False))
        """How many characters are those of the lexeme."""

    @property
    def is_plain(self) -> bool:
        """Whether the lexeme stands there as it is."""
        return not self.changed and not any(self._gaps)

    @property
    def technique(self) -> Technique:
        """The most telling of the ways in which it is written."""
        kinds = {part.technique for part in self.changed}
        return next((kind for kind in _TELLING if kind in kinds), Technique.APART)

    def holds(self) -> bool:
        """Whether this is the lexeme, written otherwise."""
        if self._is_inside_a_name() or (self.parts[-1].written == "p" and self.beside.after(self.end) in ("站", "图")):
            return False
        if not self.changed:
            return self._is_kept_apart()
        if self.written in self.lexeme.also:
            return self._is_other_spelling()
        if len(self.parts) != len(self.lexeme.text):
            return False
        if self.lexeme.kind is Kind.POINTING and len(self.parts) > 2:
            return self._points()
        if self.lexeme.kind is Kind.ADDING:
            return self._adds()
        return self._sounds_alike()

    @cached_property
    def _gaps(self) -> list[str]:
        pairs = zip(self.parts, self.parts[1:], strict=False)
        return [self.beside.text[first.end : second.start] for first, second in pairs]

    @cached_property
    def _odd(self) -> bool:
        return all(part.is_odd for part in self.changed)

    def _is_repeated(self, place: int) -> bool:
        """Whether the part shares its place with the one before: 🐧 is two syllables."""
        return place > 0 and self.parts[place].start == self.parts[place - 1].start

    def _is_inside_a_name(self) -> bool:
        """Whether letters of it belong to a longer word, handle, address or version number."""
        first, last = self.parts[0].written, self.parts[-1].written
        before, after = self.beside.before(self.start), self.beside.text[self.end : self.end + 2]
        if _LATIN_LAST.search(first) and _NAME_BEFORE.match(before):
            return True
        if last in ("v", "vx", "wx"):
            return after[:1].isdigit() and not self.beside.has_handle_after(self.end)
        return bool(_LATIN_LAST.search(last) and _NAME_AFTER.match(after))

    def _joins_left(self) -> bool:
        """Whether its first character ends an ordinary word."""
        before = self.beside.before(self.start)
        return self.parts[0].technique is Technique.HOMOPHONE and is_word(before, self.parts[0].written)

    def _joins_right(self) -> bool:
        after = self.beside.after(self.end)
        return self.parts[-1].technique is Technique.HOMOPHONE and is_word(self.parts[-1].written, after)

    def _joins(self) -> bool:
        return self._joins_left() or self._joins_right()

    def _is_kept_apart(self) -> bool:
        gaps = self._gaps
        if not any(gaps) or self._joins():
            return False
        if any(_CLAUSE.search(gap) for gap in gaps):
            # 加，微信 may be two clauses; 看、主、页 and 兼职⏎日结 are none.
            return (len(gaps) > 1 and all(gaps)) or (len(gaps) > 2 and not any(_CLAUSE.sub("", gap) for gap in gaps))
        return True

    def _is_other_spelling(self) -> bool:
        if self.written not in self.lexeme.words and not self._is_word():
            return not self._joins() and (len(self.written) > 2 or self._odd or self._may_end())
        if self.lexeme.kind is Kind.POINTING:
            return self.beside.begins(self.start) and self.beside.ends(self.end, _GOES_ON_SAFELY)
        return self.beside.has_handle(self.start, self.end) or (
            self.beside.has_contact and len(self.beside.text) <= _FAR
        )

    def _may_end(self) -> bool:
        return self.beside.ends(self.end, _GOES_ON_AFTER_AN_AD) or self.beside.is_asking

    def _is_word(self) -> bool:
        return len(self.written) == 2 and self.written != self.lexeme.text and is_word(*self.written)

    def _points(self) -> bool:
        noun = self.parts[-2:]
        if self._joins() or (self.same == 0 and not self._odd):
            return False
        if not any(part in self.changed for part in noun):
            return self._odd or (self.beside.begins(self.start) and self.beside.ends(self.end, _GOES_ON_AFTER_A_NAME))
        if any(part.technique is not Technique.HOMOPHONE for part in noun):
            return True
        if is_word(noun[0].written, noun[1].written) or self._crosses_word():
            return False
        goes_on = _GOES_ON_SAFELY if noun[1].written in _PARTICLES else _GOES_ON_AFTER_A_NAME
        return self.beside.ends(self.end, goes_on)

    def _crosses_word(self) -> bool:
        """Whether two neighbours of it, other than the lexeme's own, are an ordinary word: 看见|解."""
        meant = self.lexeme.text
        return any(
            is_word(first.written, second.written) and first.written + second.written != meant[place : place + 2]
            for place, (first, second) in enumerate(zip(self.parts, self.parts[1:], strict=False))
        )

    def _adds(self) -> bool:
        verb, target = self.parts[0], self.parts[1:]
        is_open = verb.technique in (Technique.SPLIT, Technique.EMOJI) and verb.written != "+"
        if self._joins_right() or not (is_open or self.beside.ends(self.end, _GOES_ON)):
            return False
        if not self._names_a_way(target):
            return False
        if verb.written == "加":
            return not self._joins_left() or self.beside.before(self.start) in _SAFELY_ADDED
        if verb.is_odd:
            return self._adds_oddly(verb, target)
        if self.written in _NAMES:
            return self.beside.has_handle(self.start, self.end) and not (
                self.beside.has_phone_after(self.end) or _IS_HAN.match(self.beside.before(self.start))
            )
        return verb.written in _ADD and self.beside.has_handle(self.start, self.end)

    def _adds_oddly(self, verb: Unit, target: Sequence[Unit]) -> bool:
        before = self.beside.before(self.start)
        if verb.written == "+" and all(part.written.isascii() for part in target):
            return not _TERM.match(before)
        if all(part.technique is Technique.PINYIN for part in self.parts):
            return self.beside.has_contact or any(map(_IS_HAN.match, (before, self.beside.after(self.end))))
        return True

    def _names_a_way(self, target: Sequence[Unit]) -> bool:
        """Whether `target` is written as nobody writes anything else: 薇, ✌, 威信; not 为 or 位."""
        meant = self.lexeme.text[len(self.lexeme.text) - len(target) :]
        pairs = list(zip(target, meant, strict=True))
        for place, (part, character) in enumerate(pairs):
            if part.written == character or part.technique is not Technique.HOMOPHONE:
                continue
            if character == "微" and part.written in _MICRO:
                continue
            if character == "信" and place and pairs[place - 1][0].written != pairs[place - 1][1]:
                continue
            if not part.is_odd and not (len(pairs) > 1 and any(one.written == wanted for one, wanted in pairs)):
                return False
        return True

    def _sounds_alike(self) -> bool:
        if self._joins() or self._is_word():
            return False
        if all(part.technique is Technique.PINYIN for part in self.parts):
            return len(self.parts) > 2 or self.beside.has_contact
        length = len(self.parts)
        if self._odd:
            one_emoji = self._is_repeated(1) and self.beside.has_handle_after(self.end)
            is_rare = length == 2 and all(part.technique is Technique.HOMOPHONE for part in self.changed)
            return (self.same > 0 or length > 2 or one_emoji) and (not is_rare or self._may_end())
        if length == 2:
            return self.same == 1 and self.beside.has_contact and not self._crosses_word()
        if length == 3:
            return self.same == 2 and not self._crosses_word()
        return self.same * 2 >= length or (self.beside.has_contact and self.same > 0 and not self._crosses_word())


_TELLING = (Technique.SPLIT, Technique.EMOJI, Technique.PINYIN, Technique.HOMOPHONE)
