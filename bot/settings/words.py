"""Words and phrases as people type them in one message."""

import re

# Quotes keep a phrase together: "…", “…”, 「…」, 『…』. Outside of them spaces, line breaks and commas separate.
_WORD = re.compile(r'"([^"\n]*)"|“([^”\n]*)”|「([^」\n]*)」|『([^』\n]*)』|([^\s,，、;；]+)')


def split_words(text: str) -> tuple[str, ...]:
    """The distinct words and quoted phrases of `text`, in their order."""
    found = ("".join(groups).strip() for groups in _WORD.findall(text))
    return tuple(dict.fromkeys(word for word in found if word))
