"""Invite links and join requests."""

import secrets

from bot.simulator.errors import bad_request
from bot.simulator.membership import answer_join_request, shown_link
from bot.simulator.methods.request import Method, Request
from bot.simulator.permissions import require_right
from bot.simulator.state import Chat, InviteLink, JoinRequest, Json

_QUERY_SECONDS = 10
_REFUSAL = "not enough rights to manage chat invite link"


def new_link_url() -> str:
    """An address like Telegram's, 16 characters after the plus."""
    return "https://t.me/+" + secrets.token_urlsafe(12)


def export_chat_invite_link(request: Request) -> str:
    """Bot API: exportChatInviteLink, the bot's new primary link; its old one is revoked."""
    chat = _managed(request)
    for link in chat.links.values():
        if link.is_primary and link.creator_id == request.me:
            link.is_revoked = True
    link = InviteLink(new_link_url(), request.me, is_primary=True)
    chat.links[link.url] = link
    return link.url


def create_chat_invite_link(request: Request) -> Json:
    """Bot API: createChatInviteLink."""
    chat = _managed(request)
    link = InviteLink(new_link_url(), request.me)
    _configure(request, link)
    chat.links[link.url] = link
    return shown_link(request.telegram, chat, link, request.me)


def edit_chat_invite_link(request: Request) -> Json:
    """Bot API: editChatInviteLink, non-primary links of the bot."""
    chat, link = _own_link(request)
    if link.is_primary:
        raise bad_request("CHAT_INVITE_PERMANENT")
    _configure(request, link)
    return shown_link(request.telegram, chat, link, request.me)


def revoke_chat_invite_link(request: Request) -> Json:
    """Bot API: revokeChatInviteLink; a revoked primary link gets a successor."""
    chat, link = _own_link(request)
    link.is_revoked = True
    if link.is_primary:
        successor = InviteLink(new_link_url(), request.me, is_primary=True)
        chat.links[successor.url] = successor
    return shown_link(request.telegram, chat, link, request.me)


def approve_chat_join_request(request: Request) -> bool:
    """Bot API: approveChatJoinRequest."""
    answer_join_request(request.telegram, _asked(request), _requester(request), request.me, approve=True)
    return True


def decline_chat_join_request(request: Request) -> bool:
    """Bot API: declineChatJoinRequest."""
    answer_join_request(request.telegram, _asked(request), _requester(request), request.me, approve=False)
    return True


def answer_chat_join_request_query(request: Request) -> bool:
    """Bot API: answerChatJoinRequestQuery; "queue" leaves it to other administrators."""
    chat, asked = _query(request)
    result = request.params.text("result")
    if result not in ("approve", "decline", "queue"):
        raise bad_request("invalid result specified")
    asked.query_id = None
    if result != "queue":
        answer_join_request(request.telegram, chat, asked.user_id, request.me, approve=result == "approve")
    return True


def send_chat_join_request_web_app(request: Request) -> bool:
    """Bot API: sendChatJoinRequestWebApp, "an HTTPS URL"; the query stays open while the Mini App is shown."""
    _, asked = _query(request)
    url = request.params.text("web_app_url")
    if not url.startswith("https://"):
        raise bad_request(f"Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    asked.web_app_url = url
    return True


def _query(request: Request) -> tuple[Chat, JoinRequest]:
    """The open request behind a query. ChatJoinRequest.query_id: to be answered "within 10 seconds"."""
    query_id = request.params.text("chat_join_request_query_id")
    for chat in request.telegram.chats.values():
        for asked in chat.requests.values():
            is_late = asked.web_app_url is None and request.telegram.time() - asked.date > _QUERY_SECONDS
            if query_id and asked.query_id == query_id and chat.guard_bot_id == request.me and not is_late:
                return chat, asked
    raise bad_request("query is too old and response timeout expired or query ID is invalid")


def _requester(request: Request) -> int:
    user_id = request.params.user_id()
    if user_id not in request.telegram.users:
        raise bad_request("USER_ID_INVALID")
    return user_id


def _managed(request: Request) -> Chat:
    chat = request.chat("write")
    if chat.type == "private":
        raise bad_request("can't invite members to a private chat")
    require_right(request.telegram, chat, request.me, "can_invite_users", _REFUSAL)
    return chat


def _asked(request: Request) -> Chat:
    """TDLib: can_manage_dialog_join_requests."""
    chat = request.chat("write")
    if chat.type == "private":
        raise bad_request("the chat can't have join requests")
    refusal = "not enough rights to manage chat join requests"
    require_right(request.telegram, chat, request.me, "can_invite_users", refusal)
    return chat


def _own_link(request: Request) -> tuple[Chat, InviteLink]:
    chat = _managed(request)
    link = chat.links.get(request.params.text("invite_link"))
    if link is None or link.creator_id != request.me:
        raise bad_request("INVITE_HASH_EXPIRED")
    return chat, link


def _configure(request: Request, link: InviteLink) -> None:
    """Bot API: name 0-32 characters, member_limit 1-99999, which excludes creates_join_request."""
    params = request.params
    asks = params.flag("creates_join_request")
    limit = params.integer("member_limit", 0, 0, 100_000)
    expires_at = params.integer("expire_date")
    if limit > 99_999:
        raise bad_request("USAGE_LIMIT_INVALID")
    if expires_at and expires_at <= request.telegram.now():
        raise bad_request("EXPIRE_DATE_INVALID")
    if asks and limit:
        raise bad_request("member limit can't be specified for links requiring administrator approval")
    link.name = params.text("name")[:32] or None
    link.expire_date = expires_at or None
    link.member_limit = limit or None
    link.creates_join_request = asks


METHODS: dict[str, Method] = {
    "exportChatInviteLink": export_chat_invite_link,
    "createChatInviteLink": create_chat_invite_link,
    "editChatInviteLink": edit_chat_invite_link,
    "revokeChatInviteLink": revoke_chat_invite_link,
    "approveChatJoinRequest": approve_chat_join_request,
    "declineChatJoinRequest": decline_chat_join_request,
    "answerChatJoinRequestQuery": answer_chat_join_request_query,
    "sendChatJoinRequestWebApp": send_chat_join_request_web_app,
}
