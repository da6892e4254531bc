"""The part of Telegram's HTML parsing that a bot can get wrong: unknown, unclosed and stray tags."""

from html.parser import HTMLParser

TAGS = frozenset(
    [
        "a",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "ins",
        "s",
        "strike",
        "del",
        "span",
        "tg-spoiler",
        "tg-emoji",
        "tg-time",
        "code",
        "pre",
        "blockquote",
    ],
)


class MarkupError(ValueError):
    """What Telegram answers with 400."""


class _Nesting(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise MarkupError(f'can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise MarkupError(f'can\'t parse entities: Unexpected end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def plain_text(text: str, parse_mode: str | None) -> str:
    """What a reader sees; raises MarkupError where Telegram would refuse."""
    if (parse_mode or "").lower() != "html":
        return text
    nesting = _Nesting()
    nesting.feed(text)
    nesting.close()
    if nesting.open:
        raise MarkupError(f"can't parse entities: Can't find end tag corresponding to start tag \"{nesting.open[-1]}\"")
    return "".join(nesting.text)
