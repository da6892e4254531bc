"""Polls and quizzes sent by the bot."""

from typing import Any

from bot.simulator.entities import utf16_length
from bot.simulator.errors import bad_request
from bot.simulator.keyboards import inline_keyboard
from bot.simulator.messages import change
from bot.simulator.methods.outgoing import deliver, prepare
from bot.simulator.methods.request import Method, Request
from bot.simulator.polls import close_poll, fresh_poll, refresh
from bot.simulator.state import Json, Poll


def send_poll(request: Request) -> Json:
    """Bot API: sendPoll."""
    params, telegram = request.params, request.telegram
    question = params.text("question").strip()
    if not question:
        raise bad_request("poll question must be non-empty")
    if utf16_length(question) > 300:
        raise bad_request("poll question length must not exceed 300")
    options = _options(request)
    quiz = params.text("type") == "quiz"
    correct = _correct(request, len(options)) if quiz else []
    shape = fresh_poll(
        telegram,
        question,
        options,
        is_closed=params.flag("is_closed"),
        is_anonymous=params.flag("is_anonymous", default=True),
        type="quiz" if quiz else "regular",
        allows_multiple_answers=params.flag("allows_multiple_answers"),
        allows_revoting=params.flag("allows_revoting", default=not quiz),
        members_only=params.flag("members_only"),
    )
    can_grow = params.flag("allow_adding_options")
    if can_grow and (quiz or shape["is_anonymous"]):
        # Bot API: "not supported for anonymous polls and quizzes".
        raise bad_request("POLL_ADD_OPTION_FORBIDDEN")
    if quiz:
        shape |= {"correct_option_ids": correct, "correct_option_id": correct[0]}
    explanation, entities = request.formatted("explanation", "explanation_entities", "explanation_parse_mode")
    if utf16_length(explanation) > 200:
        raise bad_request("explanation is too long")
    if explanation:
        shape |= {"explanation": explanation, "explanation_entities": entities}
    description, entities = request.formatted("description", "description_entities", "description_parse_mode")
    if description:
        shape |= {"description": description, "description_entities": entities}
    close_at = _closing(request, shape)
    message = deliver(request, prepare(request, "poll"), {"poll": shape})
    message.poll_id = shape["id"]
    poll = Poll(shape["id"], shape, request.me, message.chat_id, message.id, correct, close_at, can_grow)
    telegram.polls[poll.id] = poll
    return message.fields


def stop_poll(request: Request) -> Json:
    """Bot API: stopPoll."""
    chat = request.chat("edit")
    message = request.message(chat, "message with poll to stop")
    if message.poll_id is None:
        raise bad_request("message with poll to stop not found")
    if message.sender_id != request.me:
        raise bad_request("poll can't be stopped")
    poll = request.telegram.polls[message.poll_id]
    refresh(request.telegram, poll)
    if poll.fields["is_closed"]:
        raise bad_request("poll has already been closed")
    raw = request.params.structure("reply_markup", "reply keyboard markup")
    change(
        request.telegram,
        chat,
        message,
        {"reply_markup": inline_keyboard(raw) if raw else None},
        announced=False,
        stamp=False,
    )
    close_poll(request.telegram, poll, manually=True)
    return poll.fields


def _options(request: Request) -> list[Json]:
    """Bot API: InputPollOption, 1-12 of 1-100 characters each; plain strings are the older form."""
    given: Any = request.params.structure("options", "options")
    if not isinstance(given, list):
        raise bad_request("expected an Array of poll options")
    texts = [str(one.get("text", "") if isinstance(one, dict) else one).strip() for one in given]
    if not texts:
        raise bad_request("poll must have at least 1 option")
    if len(texts) > 12:
        raise bad_request("poll can't have more than 12 options")
    for text in texts:
        if not text:
            raise bad_request("poll options must be non-empty")
        if utf16_length(text) > 100:
            raise bad_request("poll options length must not exceed 100")
    return [{"text": text} for text in texts]


def _correct(request: Request, size: int) -> list[int]:
    params = request.params
    given: Any = params.structure("correct_option_ids", "correct option identifiers")
    if given is None and "correct_option_id" in params:
        given = [params.integer("correct_option_id")]
    if not isinstance(given, list) or not given or not all(isinstance(one, int) and 0 <= one < size for one in given):
        raise bad_request("wrong correct option ID specified")
    return given


def _closing(request: Request, shape: Json) -> float | None:
    """Bot API: open_period 5-2628000 seconds, or close_date as far in the future."""
    period, date = request.params.integer("open_period"), request.params.integer("close_date")
    now = request.telegram.now()
    if period:
        shape["open_period"] = period
        date = now + period
    elif date:
        shape["close_date"] = date
    if date and not 5 <= date - now <= 2_628_000:
        raise bad_request("poll must be opened for 5-2628000 seconds")
    return float(date) if date else None


METHODS: dict[str, Method] = {"sendPoll": send_poll, "stopPoll": stop_poll}
