// Every word of the page, in Chinese and English.

const TEXTS = {
  zh: {
    local: "本地 Telegram", skip: "跳到输入框", youAre: "你现在是", newPerson: "＋ 新人", hour: "＋1 小时", morning: "到明早",
    chats: "聊天", messages: "消息", topics: "话题", keyboard: "键盘", commands: "命令", back: "返回", write: "写消息…", send: "发送",
    attach: "发送图片或文件", cancel: "取消", close: "关闭", toEnd: "到最新消息", members: "{n} 位成员", bot: "机器人", channel: "频道",
    join: "加入", leave: "退出", start: "开始", block: "停用", unblock: "恢复", cantWrite: "你现在不能在这里发言。",
    kicked: "你已被移出这个群。", asked: "已申请加入，等待批准。", notMember: "你还不是这里的成员。", notStarted: "按「开始」之后机器人才能给你发消息。",
    blocked: "你停用了这个机器人。", reply: "回复", edit: "编辑", remove: "删除", forward: "转发到…", pin: "置顶", copy: "复制文字", more: "更多操作",
    replyTo: "回复 {name}", editing: "编辑消息", edited: "已编辑", whisper: "只有你和机器人能看到", forwarded: "转发自 {name}", pinned: "置顶：",
    empty: "还没有消息", pick: "在左边选一个聊天", reloaded: "连接已恢复", lost: "连接中断，正在重连…", today: "今天",
    joined: "{name} 加入了群组", added: "{by} 把 {name} 加入了群组", left: "{name} 离开了群组", removed: "{by} 移除了 {name}",
    created: "群组已创建", pinnedNews: "{by} 置顶了一条消息", titled: "群名改为「{title}」", migrated: "群组已升级为超级群",
    topicCreated: "话题「{title}」已创建", topicClosed: "话题已关闭", topicReopened: "话题已重新打开", topicEdited: "话题已修改", news: "系统消息",
    photo: "图片", document: "文件", sticker: "贴纸", poll: "投票", voice: "语音", video: "视频", audio: "音频", animation: "动图", contact: "联系人",
    location: "位置", dice: "骰子", rich: "富文本", quiz: "测验", anonymous: "匿名投票", open: "实名投票", closed: "已结束", votes: "{n} 票", retract: "收回投票",
    spoiler: "显示隐藏的文字", failed: "没有成功：{why}", copied: "已复制", tooBig: "文件超过 50 MB",
    evening: "热闹的晚上", eveningStart: "播放热闹的晚上", eveningNote: "闲聊、一波广告、投诉、抽奖：大约 8 分钟的群聊", eveningPause: "暂停", eveningResume: "继续",
    eveningStop: "停止播放", eveningSpeed: "播放速度", eveningOver: "这个晚上过去了",
    owner: "群主", manager: "运营", moderator: "群管", member: "成员", newcomer: "新人", spammer: "广告", other: "English",
  },
  en: {
    local: "local Telegram", skip: "Skip to the message box", youAre: "You are", newPerson: "+ newcomer", hour: "+1 hour", morning: "next morning",
    chats: "Chats", messages: "Messages", topics: "Topics", keyboard: "Keyboard", commands: "Commands", back: "Back", write: "Write a message…", send: "Send",
    attach: "Send a picture or file", cancel: "Cancel", close: "Close", toEnd: "To the newest message", members: "{n} members", bot: "bot", channel: "channel",
    join: "Join", leave: "Leave", start: "Start", block: "Block", unblock: "Unblock", cantWrite: "You can't write here at the moment.",
    kicked: "You were removed from this group.", asked: "You asked to join; an administrator has to agree.", notMember: "You are not a member yet.",
    notStarted: "The bot can write to you once you press Start.", blocked: "You blocked this bot.", reply: "Reply", edit: "Edit", remove: "Delete",
    forward: "Forward to…", pin: "Pin", copy: "Copy text", more: "More actions", replyTo: "Reply to {name}", editing: "Edit message", edited: "edited",
    whisper: "Only you and the bot can see this", forwarded: "Forwarded from {name}", pinned: "Pinned: ", empty: "No messages yet",
    pick: "Pick a chat on the left", reloaded: "Connected again", lost: "Connection lost, trying again…", today: "Today",
    joined: "{name} joined the group", added: "{by} added {name}", left: "{name} left the group", removed: "{by} removed {name}",
    created: "Group created", pinnedNews: "{by} pinned a message", titled: "Group renamed to “{title}”", migrated: "The group became a supergroup",
    topicCreated: "Topic “{title}” created", topicClosed: "Topic closed", topicReopened: "Topic reopened", topicEdited: "Topic changed", news: "Service message",
    photo: "Picture", document: "File", sticker: "Sticker", poll: "Poll", voice: "Voice message", video: "Video", audio: "Audio", animation: "GIF", contact: "Contact",
    location: "Location", dice: "Dice", rich: "Rich text", quiz: "Quiz", anonymous: "Anonymous poll", open: "Public poll", closed: "closed", votes: "{n} votes",
    retract: "Take vote back", spoiler: "Show hidden text", failed: "That failed: {why}", copied: "Copied", tooBig: "The file is larger than 50 MB",
    evening: "A busy evening", eveningStart: "play a busy evening", eveningNote: "Chat, a wave of advertisements, a complaint, a lottery: about 8 minutes", eveningPause: "Pause",
    eveningResume: "Go on", eveningStop: "Stop playing", eveningSpeed: "Speed", eveningOver: "The evening is over",
    owner: "owner", manager: "manager", moderator: "moderator", member: "member", newcomer: "newcomer", spammer: "spammer", other: "中文",
  },
};

let language = localStorage.getItem("language") || (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

const locale = () => (language === "zh" ? "zh-CN" : "en-GB");

// Making a formatter costs a thousand times more than using one.
const formatters = new Map();

export function shownDate(seconds, kind, options) {
  const key = `${language} ${kind}`;
  if (!formatters.has(key)) formatters.set(key, new Intl.DateTimeFormat(locale(), options));
  return formatters.get(key).format(seconds * 1000);
}

export function text(key, values = {}) {
  const found = TEXTS[language][key] ?? key;
  return found.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

export function otherLanguage() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("language", language);
}

// Fills every element that names its text.
export function translate() {
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-text]")) one.textContent = text(one.dataset.text);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", text(one.dataset.label));
  for (const one of document.querySelectorAll("[data-title]")) one.title = text(one.dataset.title);
  for (const one of document.querySelectorAll("[data-placeholder]")) one.placeholder = text(one.dataset.placeholder);
  document.getElementById("language").textContent = text("other");
}
