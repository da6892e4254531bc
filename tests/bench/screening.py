"""What it costs to ask rules about a plain message, whatever the number of words, and what long lists hold in memory.

In processes of their own on one core, without bot, database or network: `python -m tests.bench.screening WORDS`.
"""

import gc
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.membership.roles import Role
from bot.messages import Chat, IncomingMessage, User
from bot.moderation.readable import readable
from bot.moderation.rules.compile import CompiledRules, compile_rules
from bot.moderation.rules.evaluate import evaluate
from bot.moderation.rules.facts import Author, Facts
from bot.moderation.rules.model import Condition, Mode, Rule, When
from bot.text.folding import fold, read
from tests.bench.figures import Figure, median
from tests.bench.stage import SUBJECT_CORE, Stage

RULES = 100
FEW, MANY = 10_000, 100_000
LENGTH = 40
MESSAGES = 2_000
MOST_MICROSECONDS = 100.0
MOST_TIMES = 1.3
MOST_MB = 60.0

_GROUP = Chat(id=-1, type="supergroup")
_SOMEBODY = User(id=1, first_name="小明")
_MEMBER = Author(Role.MEMBER, days=100.0, messages=50)
_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
_OPENINGS = ("今天", "刚才", "昨天晚上", "其实", "我觉得", "有没有人知道", "请问", "说真的", "对了")
_SUBJECTS = ("这个版本", "新到的耳机", "我家猫", "楼上说的办法", "公司食堂", "周末的比赛", "那本小说", "这趟地铁")
_SAYINGS = (
    "挺不错的",
    "有点慢",
    "还没收到",
    "大家怎么看",
    "比上次好多了",
    "什么时候能补货呢",
    "我去试试再说",
    "谢谢分享",
)
_PATTERNS = {"an ordinary one": "加.{0,4}信", "one built to explode": "(x+x+)+y", "one with many states": "x.{60}y"}
_HOSTILE = "x" * 4_000


def run(stage: Stage) -> list[Figure]:
    few = [_in_a_process(FEW) for _ in range(stage.rounds)]
    many = [_in_a_process(MANY) for _ in range(stage.rounds)]
    first, second = (median([one["p50"] for one in ones]) for ones in (few, many))
    growth = median([one["megabytes"] for one in many])
    note = f"fold and read alone {median([one['folding'] for one in few]):.0f} µs"
    title = f"plain message of {LENGTH} characters against {RULES} rules"
    seconds = median([one["seconds"] for one in many])
    figures = [
        Figure("screening", f"{title}, {FEW:,} words", first, "µs", MOST_MICROSECONDS, note=note),
        Figure("screening", f"the same with {MANY:,} words", second / first, "×", MOST_TIMES, note=f"{second:.0f} µs"),
        Figure("screening", f"RSS of {MANY:,} words, shared by two communities", growth, "MB", MOST_MB),
        Figure("screening", f"{MANY:,} words compiled", seconds, "s"),
    ]
    costs = {name: _pattern_cost(pattern) for name, pattern in _PATTERNS.items()}
    ordinary = costs.pop("an ordinary one")
    figures += [
        Figure(
            "screening",
            f"regular expression, {name}, on {len(_HOSTILE):,} x",
            cost / ordinary,
            "×",
            MOST_TIMES,
            note=f"{cost:.0f} µs",
        )
        for name, cost in costs.items()
    ]
    return figures


def _in_a_process(words: int) -> dict[str, float]:
    command = ["taskset", "-c", str(SUBJECT_CORE), sys.executable, "-m", "tests.bench.screening", str(words)]
    figures: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return figures


def _measured(words: int) -> dict[str, float]:
    """p50 and the share of folding in µs, resident megabytes and seconds of compiling."""
    choice = random.Random(words + 1)
    texts = [_sentence(choice) for _ in range(MESSAGES)]
    evaluate(_facts(texts[0]), compile_rules(_rules(random.Random(1), 100)))  # what is loaded once is loaded
    gc.collect()
    before = _resident()
    rules = _rules(random.Random(words), words)
    began = time.perf_counter()
    compiled = [compile_rules(rules)]
    seconds = time.perf_counter() - began
    # A second community reads its own copy of the same list, finds it compiled, and lets the copy go.
    known = {tuple(rules): compiled[0]}
    compiled.append(known[tuple(_rules(random.Random(words), words))])
    gc.collect()
    megabytes = (_resident() - before) / 1e6
    return {
        "p50": median([_microseconds(lambda text=text: evaluate(_facts(text), compiled[0])) for text in texts]),
        "folding": median([_microseconds(lambda text=text: read(fold(text))) for text in texts]),
        "megabytes": megabytes,
        "seconds": seconds,
    }


def _facts(text: str) -> Facts:
    message = IncomingMessage(message_id=1, date=0, chat=_GROUP, sender=_SOMEBODY, text=text)
    shown = readable(message)
    return Facts(message, shown, fold(shown), _MEMBER, _NOON)


def _rules(choice: random.Random, words: int) -> list[Rule]:
    share = words // RULES
    return [
        Rule(
            name=f"w{number}",
            mode=Mode.ENFORCE,
            when=When(any=(Condition(words=tuple(_word(choice) for _ in range(share))),)),
        )
        for number in range(RULES)
    ]


def _word(choice: random.Random) -> str:
    return "".join(chr(choice.randrange(0x4E00, 0x9FA5)) for _ in range(choice.randint(3, 6)))


def _sentence(choice: random.Random) -> str:
    text = ""
    while len(text) < LENGTH:
        text += choice.choice(_OPENINGS) + choice.choice(_SUBJECTS) + choice.choice(_SAYINGS) + "，"
    return text[:LENGTH]


def _pattern_cost(pattern: str) -> float:
    rule = Rule(name="r1", mode=Mode.ENFORCE, when=When(any=(Condition(regex=pattern),)))
    compiled: CompiledRules = compile_rules([rule])
    facts = _facts(_HOSTILE)
    return median([_microseconds(lambda: evaluate(facts, compiled)) for _ in range(50)])


def _microseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1e6


def _resident() -> int:
    """Bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


if __name__ == "__main__":
    print(json.dumps(_measured(int(sys.argv[1]))))
