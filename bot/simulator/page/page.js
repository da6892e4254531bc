// The chat page: who one is, which chat is open, and what happens there.

import { avatar, button, element, fullName, isTelegramLink, safeUrl, senderOf } from "./elements.js";
import { group, vanish } from "./grouping.js";
import { drawMessage, preview, timeOf } from "./messages.js";
import { currentTime, setClock, showClock } from "./clock.js";
import { Composer } from "./composer.js";
import { Evening } from "./evening.js";
import { closeMenu, openMenu, pickChat, say, showAlert } from "./overlays.js";
import { Refused, fileUrl, listen, read, send } from "./server.js";
import { otherLanguage, shownDate, text, translate } from "./texts.js";

const $ = (id) => document.getElementById(id);
const state = { people: [], person: null, chats: new Map(), open: null, topic: 0, messages: new Map(), unread: new Map(), day: "", close: null };

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(text("failed", { why: error.message }));
    return null;
  }
}

const act = (name, chat, details = {}) => attempt(() => send("act", { act: name, person: state.person, chat, ...details }));

// What messages may ask of the page.
const page = {
  fileUrl,
  act: (name, view, details) => act(name, view.chat, { message: view.id, ...details }),
  say: (words) => act("says", state.open, { text: words, topic: state.topic }),
  open: openLink,
  jump: (id) => {
    const found = $("messages").querySelector(`[data-id="${CSS.escape(id)}"]`);
    found?.scrollIntoView({ block: "center", behavior: "smooth" });
    const bubble = found?.querySelector(".bubble");
    bubble?.classList.remove("flash");
    requestAnimationFrame(() => bubble?.classList.add("flash"));
  },
  menu: (anchor, view) => openMenu(anchor, view, chosen),
  press: async (view, pressed, control) => {
    if (pressed.callback_data !== undefined) {
      control.disabled = true;
      await page.act("taps", view, { data: pressed.callback_data });
      control.disabled = false;
    } else if (pressed.copy_text) {
      await navigator.clipboard?.writeText(pressed.copy_text.text);
      say(text("copied"));
    } else if (pressed.web_app) {
      const answer = await page.act("launches", view, { url: pressed.web_app.url });
      if (answer && safeUrl(answer.url)) window.open(answer.url, "_blank", "noopener,noreferrer");
    } else if (pressed.url) {
      await openLink(pressed.url);
    }
  },
};

const composer = new Composer({
  write: (words, reply) => act("says", state.open, { text: words, topic: state.topic, reply_to: reply }),
  change: (id, words) => act("edits", state.open, { message: id, text: words }),
  upload: (file) => act("uploads", state.open, { ...file, topic: state.topic }),
  commands: () => state.chats.get(state.open)?.commands ?? [],
});

const evening = new Evening({
  attempt,
  // Whoever starts it wants to see it.
  began: () => {
    const group = [...state.chats.values()].find((chat) => chat.type === "supergroup" && chat.username && chat.status !== "left");
    if (group) void openChat(group.key);
  },
  ended: () => (placeEvening(), say(text("eveningOver"))),
});

// On a phone the control goes along into the chat while it plays.
function placeEvening() {
  const inside = evening.isOn && document.body.classList.contains("in-chat") && matchMedia("(max-width: 760px)").matches;
  const before = inside ? document.querySelector(".chat-head") : document.querySelector(".clock");
  if (before.nextElementSibling === $("evening")) return;
  const focused = $("evening").contains(document.activeElement) && document.activeElement;
  before.after($("evening"));
  if (focused) focused.focus();
}

async function openLink(url) {
  if (!isTelegramLink(url)) {
    const safe = safeUrl(url);
    if (safe) window.open(safe, "_blank", "noopener,noreferrer");
    return;
  }
  const answer = await act("opens", state.open, { url });
  await refresh();
  if (answer?.chat) await openChat(answer.chat);
}

async function chosen(what, view, extra) {
  if (what === "reply") composer.replyTo(view.id, senderOf(view.fields).name, preview(view.fields));
  else if (what === "edit") composer.editing(view.id, view.fields.text ?? view.fields.caption ?? "");
  else if (what === "react") await page.act("reacts", view, { emoji: view.reactions.some((one) => one.mine && one.type.emoji === extra) ? [] : [extra] });
  else if (what === "copy") await navigator.clipboard?.writeText(view.fields.text ?? view.fields.caption ?? "");
  else if (what === "remove") await page.act("deletes", view);
  else if (what === "pin") await page.act("pins", view);
  else if (what === "forward") {
    const to = await pickChat([...state.chats.values()].filter((chat) => chat.may_write));
    if (to) await page.act("forwards", view, { to });
  }
}

// ---- people

async function loadPeople() {
  // Those who only play in the evening are not offered.
  state.people = (await read("people")).filter((one) => one.role !== "extra");
  const draw = (one) => {
    const choose = () => become(one.id);
    const input = element("input", { type: "radio", name: "person", value: String(one.id), checked: one.id === state.person, onchange: choose });
    return element("label", { class: "person", title: fullName(one) }, input, avatar(one.id, one.first_name), element("b", { text: fullName(one) }), element("small", { text: one.role ? text(one.role) : "" }));
  };
  $("people").replaceChildren(...state.people.map(draw));
}

async function become(person) {
  state.person = person;
  sessionStorage.setItem("person", person);
  state.unread.clear();
  $("toasts").replaceChildren();
  state.close?.();
  let connected = false;
  state.close = listen(
    person,
    heard,
    async () => {
      if (connected) say(text("reloaded"));
      connected = true;
      await reload();
    },
    () => connected && say(text("lost")),
  );
}

async function reload() {
  const view = await read("view", { person: state.person });
  setClock(view.now);
  await evening.load();
  state.chats = new Map(view.chats.map((chat) => [chat.key, chat]));
  drawChats();
  const wanted = state.chats.has(state.open) ? state.open : matchMedia("(min-width: 761px)").matches ? view.chats[0]?.key : null;
  if (wanted) await openChat(wanted, { stay: true });
  else drawHead();
}

// ---- the list of chats

function drawChats() {
  const sorted = [...state.chats.values()].sort((a, b) => b.order - a.order);
  const draw = (chat) => {
    const unread = state.unread.get(chat.key);
    const last = chat.last?.fields;
    const who = last && !chat.last.service && chat.type !== "private" ? `${senderOf(last).name}: ` : "";
    return element(
      "button",
      { type: "button", class: "chat-line", "data-chat": chat.key, "aria-current": String(chat.key === state.open), onclick: () => openChat(chat.key) },
      avatar(chat.key.replace("bot:", ""), chat.title),
      element("b", { text: chat.title }),
      element("time", { text: last ? timeOf(last.date) : "" }),
      element("span", { class: "preview", text: last ? who + preview(last) : text(chat.status === "left" ? "notMember" : "empty") }),
      unread ? element("span", { class: "badge", text: String(unread) }) : null,
    );
  };
  $("chats").replaceChildren(...sorted.map(draw));
}

// ---- the open chat

async function openChat(key, { stay = false } = {}) {
  if (!stay) document.body.classList.add("in-chat");
  placeEvening();
  if (state.open !== key) {
    state.topic = 0;
    composer.forget();
  }
  state.open = key;
  state.unread.delete(key);
  const views = await attempt(() => read("messages", { person: state.person, chat: key }));
  if (state.open !== key || !views) return;
  state.messages = new Map(views.map((view) => [view.id, view]));
  drawChats();
  drawHead();
  drawMessages();
}

const belongs = (view) => !state.topic || (state.topic === 1 ? !view.fields.message_thread_id : view.fields.message_thread_id === state.topic);

function drawMessages() {
  const hidden = new Set([...state.messages.values()].map((view) => view.replaces).filter(Boolean));
  const views = [...state.messages.values()].filter((view) => belongs(view) && !hidden.has(view.id));
  const list = $("messages");
  state.day = "";
  const nodes = views.flatMap((view) => [newDay(view), drawMessage(view, page)].filter(Boolean));
  if (!nodes.length) nodes.push(element("p", { class: "empty", text: text(state.open ? "empty" : "pick") }));
  list.replaceChildren(...nodes);
  for (const node of list.children) group(node);
  drawKeyboard(views);
  toEnd();
}

// The line above the first message of a day.
function newDay(view) {
  const day = dayOf(view.fields.date);
  if (day === state.day) return null;
  state.day = day;
  return element("p", { class: "day", text: day });
}

function dayOf(seconds) {
  const date = new Date(seconds * 1000);
  const today = currentTime().toDateString() === date.toDateString();
  return today ? text("today") : shownDate(seconds, "day", { month: "long", day: "numeric", weekday: "short" });
}

const isAtEnd = () => $("messages").scrollHeight - $("messages").scrollTop - $("messages").clientHeight < 120;

// Whoever reads the newest stays with it, whatever grows or shrinks; whoever scrolled up stays there.
let follows = true;

// Heights are estimates until a message is drawn (content-visibility), so the end moves for a few frames.
function toEnd(frames = 4) {
  follows = true;
  $("messages").scrollTop = $("messages").scrollHeight;
  if (frames) requestAnimationFrame(() => toEnd(frames - 1));
}

function put(view) {
  const known = state.messages.has(view.id);
  state.messages.set(view.id, view);
  if (!belongs(view)) return;
  const list = $("messages");
  const stay = follows || view.mine;
  const old = known && list.querySelector(`[data-id="${CSS.escape(view.id)}"]`);
  const node = drawMessage(view, page);
  if (old) {
    for (const name of ["joined", "follows"]) node.classList.toggle(name, old.classList.contains(name));
    old.replaceWith(node);
  } else {
    list.querySelector(".empty")?.remove();
    list.append(...[newDay(view), node].filter(Boolean));
    group(node);
  }
  if (view.replaces) list.querySelector(`[data-id="${CSS.escape(view.replaces)}"]`)?.remove();
  if (view.keyboard) drawKeyboard([view]);
  if (stay) toEnd();
}

function drawHead() {
  const chat = state.chats.get(state.open);
  $("chat-title").textContent = chat?.title ?? "";
  $("chat-avatar").replaceWith(Object.assign(avatar((state.open ?? "0").replace("bot:", ""), chat?.title ?? "·"), { id: "chat-avatar" }));
  $("chat-note").textContent = !chat ? "" : chat.type === "private" ? `@${chat.username} · ${text("bot")}` : text("members", { n: chat.members });
  drawGate(chat);
  const pin = chat && state.messages.get(String(chat.pinned.at(-1)));
  $("pinned").hidden = !pin;
  $("pinned").textContent = pin ? text("pinned") + preview(pin.fields) : "";
  $("pinned").onclick = () => pin && page.jump(pin.id);
  const topics = chat?.topics ?? [];
  $("topics").hidden = !topics.length;
  const draw = (topic) =>
    button((topic.closed ? "🔒 " : "") + topic.name, () => ((state.topic = topic.id), drawHead(), drawMessages()), { "aria-pressed": String((state.topic || 0) === topic.id) });
  $("topics").replaceChildren(...topics.map(draw));
  if (!state.messages.size) drawMessages();
}

// What stands in place of the message box where one cannot write.
function drawGate(chat) {
  const leave = $("leave");
  leave.hidden = !chat || ["new", "left", "kicked", "asked"].includes(chat.status);
  leave.textContent = text(chat?.status === "blocked" ? "unblock" : chat?.type === "private" ? "block" : "leave");
  leave.onclick = () => (chat.type === "private" ? act("blocks", chat.key, { lift: chat.status === "blocked" }) : act("leaves", chat.key));
  const notes = { new: "notStarted", left: "notMember", kicked: "kicked", asked: "asked", blocked: "blocked" };
  const closed = !chat?.may_write;
  $("composer").hidden = closed;
  $("gate").hidden = !chat || !closed;
  $("gate-note").textContent = chat ? text(notes[chat.status] ?? "cantWrite") : "";
  const action = { new: ["start", "starts"], left: ["join", "joins"] }[chat?.status];
  $("gate-button").hidden = !action;
  if (action) {
    $("gate-button").textContent = text(action[0]);
    $("gate-button").onclick = () => act(action[1], chat.key);
  }
}

function drawKeyboard(views) {
  const latest = [...views].reverse().find((view) => view.keyboard);
  const rows = latest?.keyboard.keyboard ?? [];
  $("keyboard").hidden = !rows.length;
  const draw = (one) => button(one.text ?? one, () => page.say(one.text ?? one));
  $("keyboard").replaceChildren(...rows.map((row) => element("div", { class: "button-row" }, ...row.map(draw))));
}

// ---- what the server tells

async function heard(event) {
  if (event.kind === "reload") return reload();
  if (event.kind === "evening") return evening.show(event);
  if (event.kind === "toast") return event.alert ? showAlert(event.text) : event.text && say(event.text);
  const before = state.chats.get(event.chat)?.status;
  if (event.line) {
    state.chats.set(event.chat, event.line);
    drawChats();
    if (event.chat === state.open) {
      if (before !== event.line.status) await openChat(state.open, { stay: true });
      else drawHead();
    }
    return undefined;
  }
  if (!state.chats.has(event.chat)) return reload();
  const chat = state.chats.get(event.chat);
  if (event.kind === "deleted") {
    if (event.chat === state.open) {
      state.messages.delete(event.id);
      vanish($("messages").querySelector(`[data-id="${CSS.escape(event.id)}"]`));
    }
    if (chat.last?.id === event.id) refreshSoon();
    return undefined;
  }
  const view = event.message;
  if (!view) return undefined;
  if (view.order >= chat.order) Object.assign(chat, { last: view, order: view.order });
  if (event.chat === state.open) put(view);
  else if (event.kind === "message" && !view.mine) state.unread.set(event.chat, (state.unread.get(event.chat) ?? 0) + 1);
  if (chat.status === "new" || view.service) refreshSoon();
  drawChatsSoon();
  return undefined;
}

// Bursts redraw the list once a frame, and ask for it anew at most a few times a second.
let drawing = 0;
function drawChatsSoon() {
  drawing ||= requestAnimationFrame(() => ((drawing = 0), drawChats()));
}

let refreshing = 0;
function refreshSoon() {
  refreshing ||= setTimeout(() => ((refreshing = 0), refresh()), 150);
}

async function refresh() {
  const view = await read("view", { person: state.person });
  state.chats = new Map(view.chats.map((chat) => [chat.key, chat]));
  drawChats();
  drawHead();
}

// ---- time

async function advance(details) {
  const answer = await attempt(() => send("advance", details));
  if (answer) setClock(answer.now);
}

// ---- start

const NAMES = ["小李", "阿杰", "雨桐", "Mia", "阿芳", "子轩", "Leo", "思远"];

async function newPerson() {
  const name = NAMES[Math.floor(Math.random() * NAMES.length)];
  const made = await attempt(() => send("people", { name, role: "newcomer", language: /^[A-Z]/.test(name) ? "en" : "zh-hans" }));
  if (!made) return;
  await become(made.id);
  await loadPeople();
}

function setTexts() {
  translate();
  showClock();
  evening.draw();
  void loadPeople();
  drawChats();
  drawHead();
  drawMessages();
}

$("language").onclick = () => (otherLanguage(), setTexts());
$("new-person").onclick = newPerson;
$("hour").onclick = () => advance({ seconds: 3600 });
$("morning").onclick = () => advance({ until_hour: 9, utc_offset_minutes: -new Date().getTimezoneOffset() });
$("back").onclick = () => (document.body.classList.remove("in-chat"), placeEvening());
matchMedia("(max-width: 760px)").addEventListener("change", placeEvening);
$("to-end").onclick = () => toEnd();
$("messages").addEventListener("scroll", () => (follows = $("to-end").hidden = isAtEnd()), { passive: true });
$("messages").addEventListener("load", () => follows && toEnd(), { capture: true });
new ResizeObserver(() => follows && toEnd()).observe($("messages"));
document.addEventListener("keydown", (event) => event.key === "Escape" && (closeMenu(), composer.forget()));

translate();
const people = await read("people");
const remembered = Number(sessionStorage.getItem("person"));
state.person = people.some((one) => one.id === remembered) ? remembered : (people.find((one) => one.role === "member") ?? people[0])?.id;
await loadPeople();
if (state.person) await become(state.person);
