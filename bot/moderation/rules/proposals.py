"""What somebody's message offers for a new rule: phrases and sites worth looking for. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.messages import IncomingMessage
from bot.moderation.links import Leads, allow_list, is_allowed, leads_to, links_of
from bot.text.folding import fold

MOST_WORDS = 6
MOST_DOMAINS = 3
LONGEST = 16
"""Characters of an offered phrase: longer ones are found once and never again."""
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,}|@?[A-Za-z][A-Za-z0-9_-]{4,31}|\d{5,12}")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
# Words that stand between phrases; cutting there leaves pieces that come again in other messages.
_BETWEEN = re.compile("[的了我你他她它们是在有和就都要也还很吗呢吧啊这那一个可以]+")
_ADDRESS = re.compile(r"\S*(?:://|\b[\w-]+\.[a-z]{2,})\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """`words` and `domains` for a rule, the likelier ones first."""

    words: tuple[str, ...]
    domains: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.words or self.domains)


def proposal(message: IncomingMessage, text: str, known: Iterable[str], allowed_domains: Sequence[str]) -> Proposal:
    """What stands in `message`, whose words are `text`: those of `known` phrases first, then what looks like a handle or a
    number, then short runs of Chinese. Sites on the allow-list are left out.
    """
    folded = fold(text)
    ads = [phrase for phrase in known if (form := fold(phrase).text) and form in folded.text]
    rest = _ADDRESS.sub(" ", text)
    pieces = list(dict.fromkeys(_pieces(rest)))
    pieces.sort(key=lambda piece: bool(_HAN.search(piece)))
    words = [piece for piece in pieces if not any(piece in ad or ad in piece for ad in ads)]
    return Proposal(
        tuple(dict.fromkeys([*ads, *words]))[:MOST_WORDS], _domains(message, text, allow_list(tuple(allowed_domains)))
    )


def _pieces(text: str) -> Iterator[str]:
    for found in _RUN.findall(text):
        if not _HAN.match(found) or len(found) <= 6:
            yield found
            continue
        for piece in _BETWEEN.split(found):
            if 2 <= len(piece) <= LONGEST:
                yield piece


def _domains(message: IncomingMessage, text: str, allowed: frozenset[str]) -> tuple[str, ...]:
    found = dict.fromkeys(
        link.reading
        for link in links_of(message, fold(text))
        if link.host and leads_to(link, message.chat) is not Leads.HERE and not is_allowed(link, allowed)
    )
    return tuple(found)[:MOST_DOMAINS]
