// The local Telegram's clock, which may be ahead of the machine's.

import { shownDate } from "./texts.js";

const $ = (id) => document.getElementById(id);
let ahead = 0; // milliseconds

export const currentTime = () => new Date(Date.now() + ahead);

export function setClock(seconds) {
  ahead = seconds * 1000 - Date.now();
  showClock();
}

export function showClock() {
  const now = currentTime();
  $("now").dateTime = now.toISOString();
  $("now").textContent = shownDate(now / 1000, "now", { month: "numeric", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit" });
}

setInterval(showClock, 10_000);
