"""Where an address leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import (
    Chat,
    Contact,
    Entity,
    ExternalReply,
    IncomingMessage,
    Media,
    MessageOrigin,
    Poll,
    PollOption,
    Quote,
    Story,
)
from bot.messages.content import InlineButton, InlineKeyboard, LinkPreviewOptions
from bot.moderation.links import Leads, leads_to, link, links_of, text_span
from bot.moderation.readable import readable
from bot.text.folding import fold
from tests.moderation.screens import GROUP, message

LEADS = {
    "https://t.me/+AbC": Leads.INVITE,
    "HTTPS://T.ME/joinchat/AAA": Leads.INVITE,
    "telegram.dog/some_chat": Leads.INVITE,
    "tg://resolve?domain=some_chat": Leads.INVITE,
    "tg://resolve?domain=tea_friends&post=4": Leads.HERE,
    "tg://settings": Leads.HERE,
    "https://t.me/tea_friends": Leads.HERE,
    "https://t.me/Tea_Friends/44?single": Leads.HERE,
    "https://t.me": Leads.HERE,
    "https://t.me/s/tea_friends/3": Leads.HERE,
    "https://t.me/proxy?server=1.2.3.4": Leads.INVITE,
    "https://nott.me/+abc": Leads.SITE,
    "https://t.me.evil.com/x": Leads.SITE,
    "https://user@t.me/+abc": Leads.INVITE,
    "https://t.me:443/+abc": Leads.INVITE,
    "https://www.t.me/+abc": Leads.INVITE,
    "example.com": Leads.SITE,
}


@pytest.mark.parametrize(("address", "leads"), LEADS.items())
def test_leads(address: str, leads: Leads) -> None:
    assert leads_to(link(address, None), GROUP) is leads


@given(st.text(), st.integers(-5, 50), st.integers(-5, 50))
def test_spans_of_any_entity_are_inside_the_text(text: str, offset: int, length: int) -> None:
    start, end = text_span(text, Entity(type="url", offset=offset, length=length))
    assert isinstance(text[start:end], str)


@given(st.text())
def test_any_address_is_read(address: str) -> None:
    leads_to(link(address, None), GROUP)


URL = "https://shop.example.top/a"
HIDDEN = Entity(type="text_link", offset=0, length=2, url=URL)
ELSEWHERE = ExternalReply(origin=MessageOrigin(type="channel"), link_preview_options=LinkPreviewOptions(url=URL))
CHANNEL = Chat(id=-1009, type="channel", title="加薇兼职")

CARRIERS: dict[str, IncomingMessage] = {
    "words with a link behind them": message("看这里", entities=[HIDDEN]),
    "plain text": message(f"看 {URL}"),
    "caption": message(None, caption=f"看 {URL}", photo=[Media(file_id="p")]),
    "preview": message(".", link_preview_options=LinkPreviewOptions(url=URL)),
    "button": message("看", reply_markup=InlineKeyboard(inline_keyboard=[[InlineButton(text="点", url=URL)]])),
    "quote from elsewhere": message("看", external_reply=ELSEWHERE, quote=Quote(text="这里", entities=[HIDDEN])),
    "preview of a message elsewhere": message("看", external_reply=ELSEWHERE),
    "question of a poll": message(None, poll=Poll(id="1", question=f"看 {URL}？")),
    "words of a poll's description": message(
        None, poll=Poll(id="1", question="好吗", description="看这", description_entities=[HIDDEN])
    ),
    "option of a poll": message(None, poll=Poll(id="1", options=[PollOption(text=URL)])),
    "media of a poll": message(None, poll=Poll(id="1", media={"link": {"url": URL}})),
    "article": message(
        None, rich_message={"blocks": [{"type": "paragraph", "text": [{"type": "url", "text": "看", "url": URL}]}]}
    ),
    "checklist": message(
        None, checklist={"title": "买", "tasks": [{"text": "看", "text_entities": [{"type": "text_link", "url": URL}]}]}
    ),
}


@pytest.mark.parametrize("carrier", CARRIERS.values(), ids=CARRIERS)
def test_a_link_is_seen_whatever_carries_it(carrier: IncomingMessage) -> None:
    assert "shop.example.top" in {found.host for found in links_of(carrier, fold(readable(carrier)))}


WORDS: dict[str, IncomingMessage] = {
    "text": message("加薇兼职"),
    "poll": message(None, poll=Poll(id="1", question="好吗", options=[PollOption(text="加薇兼职")])),
    "explanation of a quiz": message(None, poll=Poll(id="1", explanation="加薇兼职")),
    "contact": message(None, contact=Contact(phone_number="1", first_name="加薇兼职")),
    "checklist": message(None, checklist={"title": "买", "tasks": [{"text": "加薇兼职"}]}),
    "article": message(None, rich_message={"blocks": [{"type": "list", "items": [{"text": ["加薇兼职"]}]}]}),
    "venue": message(None, venue={"title": "加薇兼职", "address": "路"}),
    "giveaway": message(None, giveaway={"chats": [], "prize_description": "加薇兼职"}),
    "story": message(None, story=Story(chat=CHANNEL)),
    "name of a file": message(None, document=Media(file_id="d", file_name="加薇兼职.pdf")),
    "button": message("看", reply_markup=InlineKeyboard(inline_keyboard=[[InlineButton(text="加薇兼职")]])),
    "quote from elsewhere": message("看", external_reply=ELSEWHERE, quote=Quote(text="加薇兼职")),
}


@pytest.mark.parametrize("carrier", WORDS.values(), ids=WORDS)
def test_words_are_read_whatever_carries_them(carrier: IncomingMessage) -> None:
    assert "加薇兼职" in readable(carrier)
