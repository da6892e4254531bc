// The busy evening: a small control that starts, pauses, hurries and stops what the local Telegram plays.

import { button, element } from "./elements.js";
import { read, send } from "./server.js";
import { text } from "./texts.js";

const $ = (id) => document.getElementById(id);
const SPEEDS = [1, 5, 20];

export class Evening {
  #status = {};
  #attempt;
  #began;
  #ended;

  // `began` is called when it starts, `ended` when it is over, whoever started it.
  constructor({ attempt, began, ended }) {
    this.#attempt = attempt;
    this.#began = began;
    this.#ended = ended;
  }

  get isOn() {
    return ["playing", "paused"].includes(this.#status.state);
  }

  async load() {
    this.show((await this.#attempt(() => read("evening"))) ?? {});
  }

  show(status) {
    const [was, before] = [this.isOn, this.#status.state];
    this.#status = status;
    if (before !== status.state || !$("evening").childElementCount) this.draw();
    else this.#update();
    if (before && !was && this.isOn) this.#began();
    if (was && !this.isOn) this.#ended();
  }

  // Redrawing keeps the keyboard where it was.
  draw() {
    const focused = document.activeElement?.dataset?.control;
    const box = $("evening");
    const { state } = this.#status;
    box.hidden = !state;
    const control = (key, label, wish, options = {}) => button(label, () => this.#wish(wish), { "data-control": key, ...options });
    if (this.isOn) {
      const going = state === "playing";
      box.replaceChildren(
        control("main", "", going ? "pause" : "resume", { class: `round ${going ? "pause" : "play"}`, "aria-label": text(going ? "eveningPause" : "eveningResume"), title: text(going ? "eveningPause" : "eveningResume") }),
        element("progress", { "aria-label": text("evening") }),
        element("span", { class: "speeds", role: "radiogroup", "aria-label": text("eveningSpeed") }, ...SPEEDS.map((speed) => this.#speed(speed))),
        control("stop", "", "stop", { class: "round stop", "aria-label": text("eveningStop"), title: text("eveningStop") }),
      );
    } else box.replaceChildren(control("main", `▶ ${text("eveningStart")}`, "start", { class: "quiet", title: text("eveningNote") }));
    this.#update();
    if (focused) (box.querySelector(`[data-control="${focused}"]`) ?? box.querySelector("[data-control]"))?.focus();
  }

  #speed(speed) {
    const input = element("input", { type: "radio", name: "speed", value: String(speed), "data-control": `speed${speed}`, onchange: () => this.#wish("speed", speed) });
    return element("label", {}, input, element("span", { text: `${speed}×` }));
  }

  #update() {
    const bar = $("evening").querySelector("progress");
    if (!bar) return;
    bar.max = this.#status.length;
    bar.value = this.#status.position;
    for (const one of $("evening").querySelectorAll("input")) one.checked = Number(one.value) === this.#status.speed;
  }

  async #wish(wish, speed) {
    const status = await this.#attempt(() => send("evening", { do: wish, speed }));
    if (status) this.show(status);
  }
}
