// Draws messages. `page` offers what a message can do: act, open, jump, menu, fileUrl.

import { avatar, button, element, fullName, isTelegramLink, nameClass, safeUrl, senderOf } from "./elements.js";
import { shownDate, text } from "./texts.js";

const WRAPPERS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote",
  expandable_blockquote: "blockquote", cashtag: "span", hashtag: "span", mention: "span", text_mention: "span", phone_number: "span",
};
const KINDS = ["photo", "sticker", "animation", "video", "video_note", "voice", "audio", "document", "poll", "venue", "location", "contact", "dice", "rich_message"];

export const timeOf = (seconds) => shownDate(seconds, "time", { hour: "2-digit", minute: "2-digit" });

// One line about a message, for the chat list and replies.
export function preview(fields) {
  if (!fields) return "";
  const news = serviceText(fields);
  if (news) return news;
  const written = fields.text || fields.caption;
  if (fields.poll) return `📊 ${fields.poll.question}`;
  if (fields.dice) return `${fields.dice.emoji} ${fields.dice.value}`;
  const kind = KINDS.find((one) => fields[one]);
  if (!kind) return written || "";
  if (kind === "rich_message") return flat(fields.rich_message.blocks).slice(0, 80);
  const label = fields.document && kind === "document" ? fields.document.file_name : text(kind === "video_note" ? "video" : kind === "venue" ? "location" : kind);
  return written ? `[${label}] ${written}` : `[${label}]`;
}

export function serviceText(fields) {
  const by = senderOf(fields).name;
  if (fields.new_chat_members) {
    const name = fields.new_chat_members.map(fullName).join("、");
    return fields.from?.id === fields.new_chat_members[0].id ? text("joined", { name }) : text("added", { by, name });
  }
  if (fields.left_chat_member) {
    const name = fullName(fields.left_chat_member);
    return fields.from?.id === fields.left_chat_member.id ? text("left", { name }) : text("removed", { by, name });
  }
  if (fields.pinned_message) return text("pinnedNews", { by });
  if (fields.new_chat_title) return text("titled", { title: fields.new_chat_title });
  if (fields.supergroup_chat_created || fields.group_chat_created) return text("created");
  if (fields.migrate_to_chat_id || fields.migrate_from_chat_id) return text("migrated");
  if (fields.forum_topic_created) return text("topicCreated", { title: fields.forum_topic_created.name });
  if (fields.forum_topic_closed) return text("topicClosed");
  if (fields.forum_topic_reopened) return text("topicReopened");
  if (fields.forum_topic_edited) return text("topicEdited");
  return "";
}

export function drawMessage(view, page) {
  const fields = view.fields;
  if (view.service) return element("p", { class: "service", "data-id": view.id, text: serviceText(fields) || text("news") });
  const sender = senderOf(fields);
  const whisper = fields.ephemeral_message_id !== undefined;
  const bubble = element("div", { class: "bubble" }, ...content(view, page, sender));
  const column = element("div", { class: "column" }, bubble, reactions(view, page), keyboard(view, page));
  const more = button("⋯", (event) => page.menu(event.currentTarget, view), { class: "more", "aria-label": text("more"), "aria-haspopup": "menu" });
  const face = view.chat.startsWith("bot:") ? null : avatar(sender.id, sender.name);
  const classes = ["message", view.mine && "mine", whisper && "whisper"].filter(Boolean).join(" ");
  return element("article", { class: classes, "data-id": view.id, "data-sender": sender.id ?? "", "aria-label": `${sender.name} ${timeOf(fields.date)}` }, face, column, more);
}

function content(view, page, sender) {
  const fields = view.fields;
  const parts = [];
  if (!view.mine && !view.chat.startsWith("bot:")) {
    parts.push(element("div", { class: `sender ${nameClass(sender.id)}` }, sender.name, fields.sender_tag && element("span", { class: "tag", text: fields.sender_tag })));
  }
  if (fields.ephemeral_message_id !== undefined) parts.push(element("span", { class: "mark", text: text("whisper") }));
  if (fields.forward_origin) parts.push(element("span", { class: "mark", text: text("forwarded", { name: originName(fields.forward_origin) }) }));
  const target = fields.reply_to_message;
  if (target && !target.forum_topic_created) {
    const shown = fields.quote?.text ?? preview(target);
    parts.push(element("button", { type: "button", class: "replied", onclick: () => page.jump(String(target.message_id)) }, element("b", { text: senderOf(target).name }), shown));
  } else if (fields.external_reply) {
    const name = originName(fields.external_reply.origin);
    parts.push(element("span", { class: "replied" }, element("b", { text: name }), fields.quote?.text ?? ""));
  }
  parts.push(...media(view, page));
  const written = fields.text ?? fields.caption;
  if (written) parts.push(element("span", { class: isBigEmoji(fields) ? "text big" : "text" }, ...formatted(written, fields.entities ?? fields.caption_entities ?? [], page)));
  const edited = fields.edit_date ? `${text("edited")} ` : "";
  parts.push(element("time", { class: "stamp", text: edited + timeOf(fields.date), dateTime: new Date(fields.date * 1000).toISOString() }));
  return parts;
}

function media(view, page) {
  const fields = view.fields;
  if (fields.photo) return [element("img", { class: "picture", src: page.fileUrl(fields.photo.at(-1).file_id), alt: fields.caption || text("photo"), loading: "lazy" })];
  if (fields.sticker) return [element("span", { class: "big", text: fields.sticker.emoji || "🏷️" })];
  if (fields.dice) return [element("span", { class: "big", text: `${fields.dice.emoji} ${fields.dice.value}` })];
  if (fields.poll) return [poll(view, page)];
  if (fields.contact) return [element("span", { class: "attachment", text: `👤 ${fullName(fields.contact)} · ${fields.contact.phone_number}` })];
  if (fields.venue) return [element("span", { class: "attachment", text: `📍 ${fields.venue.title}, ${fields.venue.address}` })];
  if (fields.location) return [element("span", { class: "attachment", text: `📍 ${fields.location.latitude}, ${fields.location.longitude}` })];
  if (fields.rich_message) return [element("div", { class: "rich" }, ...fields.rich_message.blocks.map(block))];
  for (const kind of ["animation", "video", "video_note", "voice", "audio", "document"]) {
    if (!fields[kind]) continue;
    const name = fields[kind].file_name || text(kind === "video_note" ? "video" : kind);
    return [element("a", { class: "attachment", href: page.fileUrl(fields[kind].file_id), download: name, text: `📎 ${name} · ${size(fields[kind].file_size)}` })];
  }
  return [];
}

function poll(view, page) {
  const shown = view.fields.poll;
  const chosen = view.votes ?? [];
  const counted = shown.is_closed || view.votes;
  const vote = (index) => {
    const options = shown.allows_multiple_answers && !chosen.includes(index) ? [...chosen, index] : [index];
    page.act("votes", view, { options });
  };
  const rows = shown.options.map((option, index) => {
    const share = counted && shown.total_voter_count ? option.voter_count / shown.total_voter_count : 0;
    const right = view.correct?.includes(index);
    const label = (right ? "✓ " : "") + option.text;
    const row = button("", () => vote(index), { disabled: shown.is_closed, class: right ? "right" : "", "aria-pressed": String(chosen.includes(index)) });
    row.append(element("span", { text: label }), counted ? element("span", { text: `${Math.round(share * 100)}%` }) : "");
    return counted ? [row, element("meter", { min: 0, max: 1, value: share, "aria-hidden": "true" })] : [row];
  });
  const kind = text(shown.type === "quiz" ? "quiz" : shown.is_anonymous ? "anonymous" : "open");
  const note = [kind, shown.is_closed && text("closed"), text("votes", { n: shown.total_voter_count })].filter(Boolean).join(" · ");
  const parts = [element("b", { text: shown.question }), element("span", { class: "mark", text: note }), ...rows.flat()];
  if (view.votes && view.correct && shown.explanation) parts.push(element("span", { class: "mark", text: shown.explanation }));
  if (view.votes && !shown.is_closed && shown.allows_revoting) parts.push(button(text("retract"), () => page.act("votes", view, { options: [] }), { class: "quiet" }));
  return element("div", { class: "poll" }, ...parts);
}

function keyboard(view, page) {
  const rows = view.fields.reply_markup?.inline_keyboard;
  if (!rows) return null;
  const draw = (one) => button(one.text, (event) => page.press(view, one, event.currentTarget), { class: one.style || "", disabled: one.disabled !== undefined });
  return element("div", { class: "buttons" }, ...rows.map((row) => element("div", { class: "button-row" }, ...row.map(draw))));
}

function reactions(view, page) {
  if (!view.reactions.length) return null;
  const draw = (one) =>
    button(`${one.type.emoji ?? "⭐"} ${one.total_count}`, () => page.act("reacts", view, { emoji: one.mine ? [] : [one.type.emoji] }), { "aria-pressed": String(one.mine) });
  return element("div", { class: "reactions" }, ...view.reactions.map(draw));
}

// Text with its entities as elements. Offsets count UTF-16 units, as JavaScript's strings do.
function formatted(source, entities, page) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const draw = (start, end, inside) => {
    const nodes = [];
    let at = start;
    while (inside.length) {
      const entity = inside.shift();
      const stop = Math.min(entity.offset + entity.length, end);
      if (entity.offset < at) continue;
      if (entity.offset > at) nodes.push(source.slice(at, entity.offset));
      const nested = [];
      while (inside.length && inside[0].offset < stop) nested.push(inside.shift());
      nodes.push(wrap(entity, source.slice(entity.offset, stop), draw(entity.offset, stop, nested), page));
      at = stop;
    }
    if (at < end) nodes.push(source.slice(at, end));
    return nodes;
  };
  return draw(0, source.length, sorted);
}

function wrap(entity, covered, children, page) {
  if (entity.type === "url" || entity.type === "text_link" || entity.type === "email") {
    const given = entity.url ?? (entity.type === "email" ? `mailto:${covered}` : covered);
    const url = safeUrl(given.includes(":") ? given : `https://${given}`);
    if (!url) return element("span", {}, ...children);
    const open = (event) => {
      if (!isTelegramLink(url)) return;
      event.preventDefault();
      page.open(url);
    };
    return element("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow", onclick: open }, ...children);
  }
  if (entity.type === "bot_command") return element("a", { href: "#", onclick: (event) => (event.preventDefault(), page.say(covered)) }, ...children);
  if (entity.type === "spoiler") {
    const open = (event) => event.currentTarget.classList.add("open");
    return element("span", { class: "spoiler", role: "button", tabIndex: 0, "aria-label": text("spoiler"), onclick: open, onkeydown: open }, ...children);
  }
  return element(WRAPPERS[entity.type] ?? "span", { class: ["mention", "hashtag", "text_mention"].includes(entity.type) ? "entity" : "" }, ...children);
}

function block(one) {
  if (one.type === "table") {
    const rows = one.cells.map((row) => element("tr", {}, ...row.map((cell) => element(cell.is_header ? "th" : "td", { text: flat(cell.text) }))));
    return element("table", {}, ...rows);
  }
  if (one.type === "heading") return element("strong", { text: flat(one.text) });
  if (one.type === "details") return element("details", { open: one.is_open }, element("summary", { text: flat(one.summary) }), ...one.blocks.map(block));
  if (one.type === "list") return element("ul", {}, ...one.items.map((item) => element("li", {}, ...item.blocks.map(block))));
  return element("p", { text: flat(one.text ?? one.blocks) });
}

function flat(rich) {
  if (rich === null || rich === undefined) return "";
  if (typeof rich === "string") return rich;
  if (Array.isArray(rich)) return rich.map(flat).join("");
  return flat(rich.text ?? rich.blocks ?? rich.cells ?? rich.items ?? "");
}

function originName(origin) {
  return fullName(origin.sender_user ?? origin.chat ?? origin.sender_chat ?? { first_name: origin.sender_user_name });
}

const isBigEmoji = (fields) => !fields.entities && fields.text?.length <= 11 && /^(\p{Extended_Pictographic}|\u200d|\ufe0f|\p{Emoji_Modifier})+$/u.test(fields.text);

const size = (bytes = 0) => (bytes < 1024 ? `${bytes} B` : bytes < 1 << 20 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`);
