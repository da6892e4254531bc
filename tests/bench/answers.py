"""What a Bot API server answers: the state of chats and the result of each method a group bot calls."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.bench.markup import MarkupError, plain_text
from tests.bench.updates import ALL_RIGHTS, BOT_USER, MODERATOR_RIGHTS, Json, Person, administrator, creator

PERMISSIONS = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
]


class Refused(Exception):
    """An error answer of the Bot API."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass(slots=True)
class Chats:
    """The groups behind the server. Every group has the same owner, moderators and, as administrator, the bot."""

    owner: Person
    moderators: tuple[Person, ...] = ()
    ephemeral_messages: bool = False
    titles: dict[int, str] = field(default_factory=dict)
    members: dict[tuple[int, int], Json] = field(default_factory=dict)  # restricted or banned ones
    deleted: set[tuple[int, int]] = field(default_factory=set)
    webhook: Json = field(default_factory=dict)
    next_message_id: int = 1_000_000

    def administrators(self) -> list[Json]:
        moderators = [administrator(person.as_user(), **MODERATOR_RIGHTS) for person in self.moderators]
        return [creator(self.owner.as_user()), *moderators, administrator(BOT_USER, **ALL_RIGHTS)]

    def chat(self, chat_id: int) -> Json:
        if chat_id > 0:
            return {"id": chat_id, "type": "private", "first_name": f"用户{chat_id}"}
        return {"id": chat_id, "type": "supergroup", "title": self.titles.get(chat_id, "同城生活群")}

    def user(self, user_id: int) -> Json:
        staff = [person.as_user() for person in (self.owner, *self.moderators)]
        known = {user["id"]: user for user in [*staff, BOT_USER]}
        return known.get(user_id, {"id": user_id, "is_bot": False, "first_name": f"用户{user_id}"})

    def sent(self, params: Json, **content: Any) -> Json:
        """The message that a send method returns, under a fresh id."""
        chat_id = params["chat_id"]
        written: Json = {"message_id": 0, "from": BOT_USER, "chat": self.chat(chat_id), "date": int(time.time())}
        self.next_message_id += 1
        if self.ephemeral_messages and params.get("ephemeral_message_parameters"):
            written["ephemeral_message_id"] = self.next_message_id
        else:
            written["message_id"] = self.next_message_id
        written |= content
        if markup := params.get("reply_markup"):
            written["reply_markup"] = markup
        return written


def answer(chats: Chats, method: str, params: Json) -> Any:
    """The `result` of a call, with its effect on `chats` done; raises Refused as Telegram would."""
    found = METHODS.get(method)
    if found is None:
        raise Refused(404, "Not Found: method not found")
    return found(chats, params)


def _get_me(_chats: Chats, _params: Json) -> Json:
    flags = {"can_join_groups": True, "can_read_all_group_messages": True, "supports_inline_queries": False}
    return {**BOT_USER, **flags, "can_connect_to_business": False, "has_main_web_app": False}


def _get_chat(chats: Chats, params: Json) -> Json:
    full = {"accent_color_id": 2, "max_reaction_count": 11, "permissions": dict.fromkeys(PERMISSIONS, True)}
    kinds = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return {**chats.chat(params["chat_id"]), **full, "accepted_gift_types": dict.fromkeys(kinds, False)}


def _get_chat_member(chats: Chats, params: Json) -> Json:
    user_id = params["user_id"]
    staff = {member["user"]["id"]: member for member in chats.administrators()}
    plain = {"status": "member", "user": chats.user(user_id)}
    return staff.get(user_id) or chats.members.get((params["chat_id"], user_id), plain)


def _send(*kept: str) -> Callable[[Chats, Json], Json]:
    def send(chats: Chats, params: Json) -> Json:
        return chats.sent(params, **{key: params[key] for key in kept if key in params})

    return send


def _send_message(chats: Chats, params: Json) -> Json:
    return chats.sent(params, text=_shown(params))


def _shown(params: Json) -> str:
    """The text as readers see it: markup read, length and emptiness checked as Telegram does."""
    try:
        text = plain_text(str(params.get("text", "")), params.get("parse_mode"))
    except MarkupError as error:
        raise Refused(400, f"Bad Request: {error}") from error
    if not text.strip():
        raise Refused(400, "Bad Request: message text is empty")
    if len(text) > 4_096:
        raise Refused(400, "Bad Request: message is too long")
    return text


def _edit(chats: Chats, params: Json) -> Any:
    if "message_id" not in params:
        return True
    edited = {"message_id": params["message_id"], "from": BOT_USER, "chat": chats.chat(params["chat_id"])}
    edited |= {"date": int(time.time()) - 1, "edit_date": int(time.time())}
    edited["text"] = _shown(params) if "text" in params else "…"
    return {**edited, "reply_markup": params["reply_markup"]} if params.get("reply_markup") else edited


def _delete_message(chats: Chats, params: Json) -> bool:
    key = (params["chat_id"], params["message_id"])
    if key in chats.deleted:
        raise Refused(400, "Bad Request: message to delete not found")
    chats.deleted.add(key)
    return True


def _delete_messages(chats: Chats, params: Json) -> bool:
    chats.deleted.update((params["chat_id"], message_id) for message_id in params["message_ids"])
    return True


def _needs_ordinary_member(chats: Chats, params: Json) -> None:
    if params["user_id"] in {member["user"]["id"] for member in chats.administrators()}:
        raise Refused(400, "Bad Request: user is an administrator of the chat")


def _restrict(chats: Chats, params: Json) -> bool:
    _needs_ordinary_member(chats, params)
    granted = {name: bool(params["permissions"].get(name)) for name in PERMISSIONS}
    key = (params["chat_id"], params["user_id"])
    if all(granted.values()):
        chats.members.pop(key, None)
        return True
    restricted = {"status": "restricted", "is_member": True, "until_date": params.get("until_date", 0)}
    chats.members[key] = {**restricted, **granted, "user": chats.user(params["user_id"])}
    return True


def _ban(chats: Chats, params: Json) -> bool:
    _needs_ordinary_member(chats, params)
    banned = {"status": "kicked", "until_date": params.get("until_date", 0), "user": chats.user(params["user_id"])}
    chats.members[params["chat_id"], params["user_id"]] = banned
    return True


def _unban(chats: Chats, params: Json) -> bool:
    left = {"status": "left", "user": chats.user(params["user_id"])}
    chats.members[params["chat_id"], params["user_id"]] = left
    return True


def _set_webhook(chats: Chats, params: Json) -> bool:
    chats.webhook = params if params.get("url") else {}
    return True


def _delete_webhook(chats: Chats, _params: Json) -> bool:
    chats.webhook = {}
    return True


def _webhook_info(chats: Chats, _params: Json) -> Json:
    return {"url": chats.webhook.get("url", ""), "has_custom_certificate": False, "pending_update_count": 0}


def _invite_link(_chats: Chats, _params: Json) -> Json:
    link = {"invite_link": "https://t.me/+feederlink01", "creator": BOT_USER, "creates_join_request": False}
    return {**link, "is_primary": False, "is_revoked": False}


def _true(_chats: Chats, _params: Json) -> bool:
    return True


METHODS: dict[str, Callable[[Chats, Json], Any]] = {
    "getme": _get_me,
    "getchat": _get_chat,
    "getchatadministrators": lambda chats, _params: chats.administrators(),
    "getchatmember": _get_chat_member,
    "getchatmembercount": lambda _chats, _params: 1_004,
    "getmycommands": lambda _chats, _params: [],
    "getmyname": lambda _chats, _params: {"name": BOT_USER["first_name"]},
    "getmydescription": lambda _chats, _params: {"description": ""},
    "getuserprofilephotos": lambda _chats, _params: {"total_count": 0, "photos": []},
    "getwebhookinfo": _webhook_info,
    "setwebhook": _set_webhook,
    "deletewebhook": _delete_webhook,
    "sendmessage": _send_message,
    "senddocument": _send("caption"),
    "sendphoto": _send("caption"),
    "copymessage": lambda chats, params: {"message_id": chats.sent(params)["message_id"]},
    "forwardmessage": _send(),
    "editmessagetext": _edit,
    "editmessagereplymarkup": _edit,
    "editmessagecaption": _edit,
    "deletemessage": _delete_message,
    "deletemessages": _delete_messages,
    "restrictchatmember": _restrict,
    "banchatmember": _ban,
    "unbanchatmember": _unban,
    "createchatinvitelink": _invite_link,
    "revokechatinvitelink": _invite_link,
    "exportchatinvitelink": lambda _chats, _params: "https://t.me/+feederlink01",
    **dict.fromkeys(
        [
            "answercallbackquery",
            "approvechatjoinrequest",
            "banchatsenderchat",
            "close",
            "declinechatjoinrequest",
            "deletechatphoto",
            "deletemycommands",
            "editephemeralmessagetext",
            "deleteephemeralmessage",
            "leavechat",
            "logout",
            "pinchatmessage",
            "promotechatmember",
            "sendchataction",
            "setchatmenubutton",
            "setchatpermissions",
            "setchatmembertag",
            "setmessagereaction",
            "setmycommands",
            "setmydefaultadministratorrights",
            "setmydescription",
            "setmyname",
            "setmyshortdescription",
            "unbanchatsenderchat",
            "unpinchatmessage",
        ],
        _true,
    ),
}
