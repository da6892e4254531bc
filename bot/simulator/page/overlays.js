// What floats above the chat: toasts, alerts, the menu of a message, the choice of a chat.

import { button, element } from "./elements.js";
import { text } from "./texts.js";

const $ = (id) => document.getElementById(id);
const FACES = ["👍", "❤", "🔥", "😁", "🤔", "👎", "💩"];
let anchor = null;

export function say(words) {
  const toast = element("div", { class: "toast", text: words });
  $("toasts").append(toast);
  setTimeout(() => toast.remove(), 3500);
}

export function showAlert(words) {
  $("dialog-text").textContent = words;
  $("dialog-choices").replaceChildren();
  $("dialog").showModal();
}

export function pickChat(chats) {
  return new Promise((resolve) => {
    const dialog = $("dialog");
    $("dialog-text").textContent = text("forward");
    const choose = (key) => () => dialog.close(key);
    $("dialog-choices").replaceChildren(...chats.map((chat) => button(chat.title, choose(chat.key))));
    dialog.onclose = () => ((dialog.onclose = null), resolve(dialog.returnValue || null));
    dialog.returnValue = "";
    dialog.showModal();
  });
}

export function openMenu(from, view, chosen) {
  closeMenu();
  anchor = from;
  from.setAttribute("aria-expanded", "true");
  const item = (key, label, options = {}) => button(label, () => (closeMenu(), chosen(key, view)), { role: "menuitem", ...options });
  const whisper = view.fields.ephemeral_message_id !== undefined;
  const faces = FACES.map((face) => button(face, () => (closeMenu(), chosen("react", view, face)), { role: "menuitem" }));
  const items = [
    !whisper && element("div", { class: "faces", role: "group" }, ...faces),
    !whisper && item("reply", text("reply")),
    !whisper && view.mine && (view.fields.text ?? view.fields.caption) !== undefined && item("edit", text("edit")),
    !whisper && item("forward", text("forward")),
    (view.fields.text || view.fields.caption) && item("copy", text("copy")),
    !whisper && !view.chat.startsWith("bot:") && item("pin", text("pin")),
    !whisper && item("remove", text("remove"), { class: "danger" }),
  ].filter(Boolean);
  const menu = $("menu");
  menu.replaceChildren(...items);
  menu.hidden = false;
  const box = from.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(box.bottom + 4, innerHeight - menu.offsetHeight - 8))}px`;
  menu.querySelector("button").focus();
}

export function closeMenu() {
  if ($("menu").hidden) return;
  $("menu").hidden = true;
  anchor?.setAttribute("aria-expanded", "false");
  anchor?.focus();
  anchor = null;
}

document.addEventListener("click", (event) => {
  if (!$("menu").hidden && !$("menu").contains(event.target) && event.target !== anchor) closeMenu();
});

$("menu").addEventListener("keydown", (event) => {
  const items = [...$("menu").querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  items[(at + step + items.length) % items.length].focus();
});
