/* The ISCG Assistant on any page: <script src="…/widget.js" data-lang="fr" defer></script>
   One custom element in an open shadow root. No dependency, no cookie, nothing stored, no request but to the service;
   the page is built node by node and never from strings of HTML. TEXTS and STYLE are put in where it is served. */
(() => {
"use strict";
const TEXTS = /*TEXTS*/{};
const STYLE = /*STYLE*/"";
const RIGHT_TO_LEFT = ["ar"];
const script = document.currentScript;
const HOME = script ? new URL(script.src, document.baseURI).origin : location.origin;
const LONGEST = 2000;

/** Makes an element; `props` are attributes, `inside` children or text. Text never becomes markup. */
function make(name, props = {}, ...inside) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, String(value));
  }
  node.append(...inside.filter((one) => one != null));
  return node;
}

/** Reads an event stream; yields [name, data]. Comments, CRLF and cuts at any byte are borne. */
async function* events(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let held = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      held += done ? decoder.decode() : decoder.decode(value, { stream: true });
      held = held.replace(/\r\n/g, "\n");
      let at;
      while ((at = held.indexOf("\n\n")) >= 0) {
        const lines = held.slice(0, at).split("\n");
        held = held.slice(at + 2);
        const field = (key) => lines.filter((one) => one.startsWith(key + ": ")).map((one) => one.slice(key.length + 2)).join("\n");
        if (field("data")) yield [field("event") || "message", JSON.parse(field("data"))];
      }
      if (done) return;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

class IscgAssistant extends HTMLElement {
  #root; #log; #input; #send; #stop; #panel; #launcher; #status; #abort = null; #conversation = null; #made = false;

  connectedCallback() {
    if (this.#made) return;
    this.#made = true;
    const root = this.shadowRoot || this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    this.#status = make("div", { role: "status", "aria-live": "polite" });
    for (const [name, value] of Object.entries({ position: "absolute", width: "1px", height: "1px", overflow: "hidden", "clip-path": "inset(50%)", display: "block" })) {
      this.#status.style.setProperty(name, value, "important");
    }
    this.append(this.#status);  // in the page's own tree: what is announced from a shadow tree is heard unevenly
    this.#build(root);
  }

  disconnectedCallback() { this.#abort?.abort(); }

  get endpoint() { return (this.getAttribute("endpoint") || HOME).replace(/\/+$/, ""); }
  get language() {
    const wanted = (this.getAttribute("lang") || document.documentElement.lang || navigator.language || "en").slice(0, 2).toLowerCase();
    return TEXTS[wanted] ? wanted : "en";
  }
  get #inline() { return this.getAttribute("mode") === "inline"; }

  /** Returns a text of the interface, in English where the language lacks it. */
  say(key, values = {}) {
    const text = TEXTS[this.language]?.[key] ?? TEXTS.en?.[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  }

  #build(root) {
    const dir = RIGHT_TO_LEFT.includes(this.language) ? "rtl" : "ltr";
    this.#root = make("div", { class: this.#inline ? "inline" : "launched", lang: this.language, dir });
    this.#launcher = make("button", { type: "button", class: "launcher main", "aria-expanded": "false", onclick: () => this.open() }, this.say("open"));
    this.#log = make("ol", { class: "log", tabindex: "0", "aria-label": this.say("log") });
    this.#input = make("textarea", { id: "q", rows: "2", maxlength: LONGEST, dir: "auto", required: true, onkeydown: (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.#ask(); }
    } });
    this.#send = make("button", { type: "submit", class: "main" }, this.say("ask"));
    this.#stop = make("button", { type: "button", hidden: true, onclick: () => this.#abort?.abort() }, this.say("stop"));
    const form = make("form", { onsubmit: (event) => { event.preventDefault(); this.#ask(); } },
      make("label", { for: "q" }, this.say("question")), this.#input, make("div", { class: "row" }, this.#send, this.#stop));
    const head = make("header", {}, make("h2", { id: "name" }, this.say("name")),
      this.#inline ? null : make("button", { type: "button", "aria-label": this.say("close"), onclick: () => this.close() }, "✕"));
    this.#panel = make("section", { class: "panel", "aria-labelledby": "name", hidden: !this.#inline, onkeydown: (event) => {
      if (event.key === "Escape" && !this.#inline) this.close();
    } }, head, this.#log, form);
    this.#log.append(make("li", { class: "quiet" }, this.say("hello")));
    if (!this.#inline) this.#root.append(this.#launcher);
    this.#root.append(this.#panel);
    root.append(this.#root);
  }

  /** Shows the panel and goes to the field. */
  open() { this.#panel.hidden = false; this.#launcher.hidden = true; this.#launcher.setAttribute("aria-expanded", "true"); this.#input.focus(); }

  /** Hides the panel and goes back to what opened it. */
  close() { this.#abort?.abort(); this.#panel.hidden = true; this.#launcher.hidden = false; this.#launcher.setAttribute("aria-expanded", "false"); this.#launcher.focus(); }

  #announce(text) { this.#status.textContent = text; }

  async #ask(given) {
    const question = (given ?? this.#input.value).trim();
    if (!question || this.#abort) return;
    this.#input.value = "";
    const asked = make("li", {}, make("div", { class: "asked", dir: "auto" }, make("span", { class: "away" }, this.say("you")), question));
    const answer = make("li", { class: "answer", "aria-busy": "true" }, make("p", { class: "quiet" }, this.say("searching")));
    this.#log.append(asked, answer);
    asked.scrollIntoView({ block: "nearest" });
    this.#announce(this.say("searching"));
    this.#abort = new AbortController();
    this.#stop.hidden = false; this.#send.setAttribute("aria-disabled", "true");
    try {
      this.#draw(answer, await this.#fetched(question, answer), question);
    } catch (error) {
      this.#failed(answer, error, question);
    } finally {
      answer.removeAttribute("aria-busy");
      this.#abort = null;
      this.#stop.hidden = true; this.#send.removeAttribute("aria-disabled");
      if (this.shadowRoot.activeElement === null || this.shadowRoot.activeElement === this.#stop) this.#input.focus();
    }
  }

  async #fetched(question, answer) {
    const headers = { "Content-Type": "application/json" };
    const key = this.getAttribute("key");
    if (key) headers.Authorization = `Bearer ${key}`;
    const send = (more) => fetch(`${this.endpoint}/v1/ask`, {
      method: "POST", headers, body: JSON.stringify({ question, stream: true, language: this.language, ...more }),
      signal: this.#abort.signal, credentials: "omit", referrerPolicy: "no-referrer" });
    let response = await send({ conversation: this.#conversation || "new" });
    if (response.status === 404) {  // the conversation has expired, or the service keeps none: the question stands alone
      this.#conversation = null;
      response = await send({});
    }
    if (!response.ok) throw await this.#problem(response);
    for await (const [name, data] of events(response.body)) {
      if (name === "answer") { this.#conversation = data.conversation || this.#conversation; return data; }
      if (name === "error") throw Object.assign(new Error(data.detail), { told: data.detail });
      if (name === "status" && data.state === "writing") answer.firstChild.textContent = this.say("writing");
    }
    throw new Error("cut");
  }

  async #problem(response) {
    const wait = response.headers.get("Retry-After");
    let told = null;
    try { told = (await response.json()).detail; } catch { /* no problem+json: our own words do */ }
    return Object.assign(new Error(String(response.status)), { told: wait ? this.say("busy", { seconds: wait }) : told });
  }

  #failed(answer, error, question) {
    const stopped = error.name === "AbortError";
    const text = stopped ? this.say("stopped") : error.told || this.say("failed");
    answer.replaceChildren(make("p", stopped ? { class: "quiet" } : { class: "fault", role: "alert" }, text),
      make("div", { class: "row" }, make("button", { type: "button", onclick: () => { answer.previousSibling.remove(); answer.remove(); this.#ask(question); } }, this.say("retry"))));
    this.#announce(stopped ? text : "");
  }

  #draw(answer, told, question) {
    const prefix = `s${this.#log.children.length}-`;
    const nodes = [make("h3", { class: "away" }, this.say("answer"))];
    if (told.as_of) nodes.push(make("p", { class: "quiet" }, this.say("as_of", { date: told.as_of })));
    nodes.push(...told.blocks.map((block) => this.#block(block, told, prefix)));
    const notes = told.notes.filter((note) => note.code !== "horizon");
    if (notes.length) nodes.push(make("ul", { class: "notes", "aria-label": this.say("notes") }, ...notes.map((note) => make("li", {}, note.text))));
    nodes.push(...this.#sources(told, prefix), ...this.#next(told), this.#acts(told, question));
    answer.replaceChildren(...nodes);
    answer.setAttribute("lang", told.language);
    answer.setAttribute("dir", RIGHT_TO_LEFT.includes(told.language) ? "rtl" : "ltr");
    this.#announce(this.say(told.citations.length ? "ready" : "ready_none", { count: told.citations.length }));
  }

  #block(block, told, prefix) {
    const runs = (all) => all.flatMap((run) => run.cite != null ? [this.#cite(run.cite, told, prefix)]
      : [run.mark === "added" ? make("ins", {}, run.text) : run.mark === "removed" ? make("del", {}, run.text) : make("bdi", {}, run.text)]);
    switch (block.type) {
      case "heading": return make(block.level > 2 ? "h4" : "h3", { dir: "auto" }, block.text);
      case "list": return make("ul", {}, ...block.items.map((item) => make("li", {}, ...runs(item))));
      case "table": {  // roles are said because narrow tables are drawn as blocks, which takes them away
        const cell = (runs_, at) => make(at ? "td" : "th", at ? { role: "cell", "data-name": block.head[at] } : { role: "rowheader", scope: "row" }, ...runs(runs_));
        const head = make("tr", { role: "row" }, ...block.head.map((text) => make("th", { role: "columnheader", scope: "col" }, text)));
        return make("table", { role: "table" }, make("thead", { role: "rowgroup" }, head),
          make("tbody", { role: "rowgroup" }, ...block.rows.map((row) => make("tr", { role: "row" }, ...row.map(cell)))));
      }
      case "quote": { const cited = told.citations.find((one) => one.n === block.cite); return make("blockquote", { lang: cited?.language, dir: RIGHT_TO_LEFT.includes(cited?.language) ? "rtl" : "ltr" }, cited?.quote ?? ""); }
      default: return make("p", {}, ...runs(block.runs));
    }
  }

  #cite(n, told, prefix) {
    const cited = told.citations.find((one) => one.n === n);
    const name = this.say("source", { n, label: [cited?.label, cited?.clause].filter(Boolean).join(", ") });
    return make("button", { type: "button", class: "cite", "aria-label": name, onclick: (event) => this.#go(prefix + n, event.currentTarget) }, String(n));
  }

  /** Goes to a source; its button leads back to the mark it was reached from. */
  #go(id, from) {
    const source = this.shadowRoot.getElementById(id);
    const back = source.querySelector(".back");
    back.hidden = false;
    back.onclick = () => { back.hidden = true; from.focus(); };
    source.focus();
    source.scrollIntoView({ block: "nearest" });
  }

  #sources(told, prefix) {
    if (!told.citations.length) return [];
    const items = told.citations.map((one) => make("li", { id: prefix + one.n, tabindex: "-1" },
      make("p", { class: "quiet" }, `${one.n}. `, make("bdi", {}, one.label), one.clause ? ", " : "", one.clause ? make("bdi", { lang: one.language }, one.clause) : "",
        one.status && one.status !== "in-force" ? ` · ${this.say("status." + one.status)}` : "", ["recalled", "inferred"].includes(one.basis) ? make("span", { class: "badge" }, ` · ${this.say("unverified")}`) : null),
      make("blockquote", { lang: one.language, dir: RIGHT_TO_LEFT.includes(one.language) ? "rtl" : "ltr" }, one.quote),
      make("p", { class: "quiet" }, make("a", { href: this.endpoint + one.permalink, target: "_blank", rel: "noopener noreferrer" }, this.say("read_there")), " · ",
        make("a", { href: this.endpoint + one.permalink.replace("/documents/", "/report/"), target: "_blank", rel: "noopener noreferrer" }, this.say("report")), " ",
        make("button", { type: "button", class: "back cite", hidden: true }, this.say("back")))));
    return [make("h4", {}, this.say("sources")), make("ul", { class: "sources" }, ...items)];
  }

  #next(told) {
    if (!told.follow_ups.length) return [];
    return [make("h4", {}, this.say("next")), make("div", { class: "row" },
      ...told.follow_ups.map((one) => make("button", { type: "button", dir: "auto", onclick: () => this.#ask(one) }, one)))];
  }

  #acts(told, question) {
    const said = make("span", { class: "quiet", role: "status" });
    const judge = (signal) => make("button", { type: "button", onclick: () => this.#judge(told.id, signal, said) }, this.say("judge." + signal));
    const copied = [told.text, ...told.citations.map((one) => `[${one.n}] ${one.label}${one.clause ? `, ${one.clause}` : ""}: “${one.quote}” ${this.endpoint}${one.permalink}`)].join("\n\n");
    return make("div", { class: "row" },
      make("button", { type: "button", onclick: () => navigator.clipboard.writeText(copied).then(() => { said.textContent = this.say("copied"); }, () => { said.textContent = this.say("not_copied"); }) }, this.say("copy")),
      make("a", { href: `${this.endpoint}/?${new URLSearchParams({ q: question, language: this.language })}`, target: "_blank", rel: "noopener noreferrer" }, this.say("share")),
      judge("helpful"), judge("incomplete"), judge("wrong"), said);
  }

  async #judge(answer, signal, said) {
    const headers = { "Content-Type": "application/json" };
    const key = this.getAttribute("key");
    if (key) headers.Authorization = `Bearer ${key}`;
    try {
      const told = await fetch(`${this.endpoint}/v1/feedback`, { method: "POST", headers, body: JSON.stringify({ answer, signal }), credentials: "omit", referrerPolicy: "no-referrer" });
      said.textContent = this.say(told.ok ? "thanks" : "failed");
    } catch { said.textContent = this.say("failed"); }
  }
}

if (!customElements.get("iscg-assistant")) customElements.define("iscg-assistant", IscgAssistant);
if (script && !("manual" in script.dataset)) {
  const place = () => {
    const names = { endpoint: script.dataset.endpoint, lang: script.dataset.lang, mode: script.dataset.mode, key: script.dataset.key };
    document.body.append(make("iscg-assistant", names));
  };
  document.body ? place() : addEventListener("DOMContentLoaded", place, { once: true });
}
})();
