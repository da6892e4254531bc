// Small helpers for elements. Text only ever enters the page through textContent: nothing anybody writes becomes markup.

export function element(tag, options = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") made.className = value;
    else if (name === "text") made.textContent = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && name !== "list") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export function button(label, action, options = {}) {
  return element("button", { type: "button", text: label, onclick: action, ...options });
}

const tint = (id) => Math.abs(Number(id) || 0) % 7;

export function avatar(id, name) {
  const letters = [...(name || "?").trim()];
  return element("span", { class: `avatar tint${tint(id)}`, text: (letters[0] || "?").toUpperCase(), "aria-hidden": "true" });
}

export const nameClass = (id) => `name${tint(id)}`;

export function fullName(user) {
  return user ? [user.first_name, user.last_name].filter(Boolean).join(" ") || user.title || "?" : "?";
}

export function senderOf(fields) {
  const chat = fields.sender_chat;
  return chat ? { id: chat.id, name: chat.title } : { id: fields.from?.id, name: fullName(fields.from) };
}

export function safeUrl(url) {
  try {
    const parsed = new URL(url);
    return ["http:", "https:", "mailto:", "tel:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

export const isTelegramLink = (url) => /^https?:\/\/(t|telegram)\.me\//.test(url);
