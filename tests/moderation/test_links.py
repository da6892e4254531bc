"""Where an address leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Entity
from bot.moderation.links import Leads, leads_to, link, text_span
from tests.moderation.screens import GROUP

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
