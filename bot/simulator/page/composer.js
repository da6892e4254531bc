// The message box: writing, replying, editing, commands, files.

import { button, element } from "./elements.js";
import { say } from "./overlays.js";
import { text } from "./texts.js";

const $ = (id) => document.getElementById(id);
const MOST = 50 * 1024 * 1024; // Bot API: Sending files

export class Composer {
  #door;
  #reply = null;
  #edited = null;

  constructor(door) {
    this.#door = door;
    const box = $("composer-text");
    $("composer").addEventListener("submit", (event) => (event.preventDefault(), this.#send()));
    box.addEventListener("input", () => (this.#grow(), this.#suggest()));
    box.addEventListener("keydown", (event) => this.#key(event));
    box.addEventListener("blur", () => setTimeout(() => ($("commands").hidden = true), 150));
    $("file").addEventListener("change", () => this.#attach());
    $("context-end").addEventListener("click", () => this.forget());
  }

  replyTo(id, name, words) {
    this.forget();
    this.#reply = id;
    this.#context(`${text("replyTo", { name })}: ${words}`);
  }

  editing(id, words) {
    this.forget();
    this.#edited = id;
    $("composer-text").value = words;
    this.#context(text("editing"));
  }

  forget() {
    if (this.#edited) $("composer-text").value = "";
    this.#reply = this.#edited = null;
    $("context").hidden = true;
    $("commands").hidden = true;
    this.#grow();
  }

  #context(words) {
    $("context").hidden = false;
    $("context-text").textContent = words;
    $("composer-text").focus();
    this.#grow();
  }

  async #send() {
    const box = $("composer-text");
    const words = box.value.trim();
    if (!words) return;
    const [reply, edited] = [this.#reply, this.#edited];
    box.value = "";
    this.#reply = this.#edited = null;
    this.forget();
    const done = edited ? await this.#door.change(edited, words) : await this.#door.write(words, reply);
    if (done === null && !box.value) box.value = words;
    this.#grow();
  }

  #key(event) {
    const list = $("commands");
    const chosen = list.querySelector('[aria-selected="true"]');
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (!list.hidden && chosen && $("composer-text").value !== chosen.dataset.command) chosen.click();
      else $("composer").requestSubmit();
    } else if (!list.hidden && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      const next = event.key === "ArrowDown" ? chosen?.nextElementSibling : chosen?.previousElementSibling;
      if (next) {
        chosen.setAttribute("aria-selected", "false");
        next.setAttribute("aria-selected", "true");
        next.scrollIntoView({ block: "nearest" });
      }
    }
  }

  // Typing "/" offers the bot's commands, as clients do.
  #suggest() {
    const typed = $("composer-text").value;
    const fitting = /^\/\w*$/.test(typed) ? this.#door.commands().filter((one) => `/${one.command}`.startsWith(typed)) : [];
    const list = $("commands");
    list.hidden = !fitting.length;
    const draw = (one, index) => {
      const take = () => {
        $("composer-text").value = `/${one.command}`;
        list.hidden = true;
        $("composer-text").focus();
      };
      const made = button("", take, { role: "option", tabIndex: -1, "data-command": `/${one.command}`, "aria-selected": String(index === 0) });
      made.append(element("b", { text: `/${one.command}` }), element("span", { text: one.description }));
      return made;
    };
    list.replaceChildren(...fitting.map(draw));
  }

  async #attach() {
    const file = $("file").files[0];
    $("file").value = "";
    if (!file) return;
    if (file.size > MOST) {
      say(text("tooBig"));
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    let binary = "";
    for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    const caption = $("composer-text").value.trim();
    $("composer-text").value = "";
    const kind = /^image\/(png|jpeg|webp)$/.test(file.type) ? "photo" : "document";
    await this.#door.upload({ filename: file.name, content: btoa(binary), caption, kind });
  }

  #grow() {
    const box = $("composer-text");
    box.rows = Math.min(6, Math.max(1, box.value.split("\n").length));
  }
}
