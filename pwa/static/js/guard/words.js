/** What the guard says while somebody types. It tells nobody: docs/guard.md. */
import { guardOf } from "./match.js"
import { sentenceAround } from "./sentence.js"

const PAUSE = 400
const MOST_NAMED = 2
const GUARDED = "[data-guard]"

/**
 * One for a page: it comes under the field in which somebody types. `data-guard="about"` is a text about somebody
 * else, `"own"` the writer's own; `data-guard-count` marks the field whose count of groups goes with its form.
 */
class GuardWords extends HTMLElement {
  connectedCallback() {
    const [says, back, choice] = this.querySelector("template").content.children
    Object.assign(this, { says, back, choice, left: new WeakMap(), replaced: [] })
    this.said = this.querySelector("[role=status]")
    says.querySelector("[data-leave]").addEventListener("click", () => this.leave())
    back.querySelector("button").addEventListener("click", () => this.putBack())
    document.addEventListener("input", ({ target }) => this.later(target))
    for (const sign of ["change", "focusin"]) document.addEventListener(sign, ({ target }) => this.look(target))
    document.addEventListener("submit", ({ target }) => this.count(target), true)
    document.addEventListener("reset", () => this.clear())
    this.load()
  }

  /** The list; without a network the worker has it, and where nobody has it nothing is said. */
  async load() {
    try {
      const { groups } = await (await fetch(this.dataset.list)).json()
      this.groups = groups
      this.find = guardOf(groups)
      this.look(document.activeElement)
    } catch {
      this.find = undefined
    }
  }

  later(field) {
    clearTimeout(this.timer)
    if (field.matches(GUARDED)) this.timer = setTimeout(() => this.look(field), PAUSE)
  }

  /** Shows what there is to say about this field, and says it once. */
  look(field) {
    if (!this.find || !field || !field.matches || !field.matches(GUARDED)) return
    const left = this.left.get(field) || []
    const hits = this.find(field.value).filter(({ group }) => !left.includes(group))
    const names = Array.from(new Set(hits.map(({ group }) => group)))
    if (names.length) this.show(field, hits[0], names)
    else if (this.field === field) this.hide()
  }

  /** Nothing moves under a finger: what is said already stays as it is. */
  show(field, hit, names) {
    const same = this.field === field && this.says.isConnected && `${names}` === `${this.names}`
    Object.assign(this, { field, hit, names })
    if (same) return
    const about = field.dataset.guard === "about"
    const groups = names.map((name) => this.groups.find((one) => one.name === name))
    const labels = groups.slice(0, MOST_NAMED).map(({ label }) => label)
    const what = this.dataset.what.replace("{what}", labels.join(`, ${this.dataset.and} `))
    const [{ instead }] = groups
    this.says.className = `notice tone-${about ? "attention" : "neutral"}`
    for (const one of this.says.querySelectorAll("[data-says]")) one.hidden = (one.dataset.says === "own") === about
    this.says.querySelector("[data-what]").textContent = what
    this.offer(about ? instead : [])
    this.under(field, this.says)
    this.tell(Array.from(this.says.querySelectorAll("[data-says]:not([hidden]) p"), (one) => one.textContent).join(" "))
  }

  offer(sentences) {
    const list = this.says.querySelector("[data-says=instead]")
    for (const one of list.querySelectorAll("button")) one.remove()
    for (const sentence of sentences) {
      const button = this.choice.cloneNode(true)
      button.firstElementChild.textContent = sentence
      button.addEventListener("click", () => this.write(sentence))
      list.append(button)
    }
  }

  under(field, panel) {
    const place = field.closest(".field")
    if (panel.parentElement !== place) place.append(panel)
  }

  /** Nothing of what was typed goes silently: it can be put back until the page is left. */
  write(sentence) {
    const { field, hit } = this
    const [from, to] = sentenceAround(field.value, hit.start, hit.end)
    this.replaced.push({ field, mine: field.value.slice(from, to), instead: sentence })
    this.put(field, sentence, from, to)
    this.under(field, this.back)
    this.look(field)
    this.tell(this.dataset.back)
    field.focus()
  }

  /** The last one first. */
  putBack() {
    const { field, mine, instead } = this.replaced.pop()
    const [before] = this.replaced.slice(-1)
    const at = field.value.indexOf(instead)
    const end = field.value.length
    this.keep(field, this.find(mine).map(({ group }) => group))
    if (at < 0) this.put(field, ` ${mine}`, end, end)
    else this.put(field, mine, at, at + instead.length)
    if (before) this.under(before.field, this.back)
    else this.back.remove()
    this.look(field)
    field.focus()
  }

  put(field, words, from, to) {
    field.setRangeText(words, from, to, "end")
    field.dispatchEvent(new Event("input", { bubbles: true }))
    clearTimeout(this.timer)
  }

  /** The writer decides; about these groups nothing more is said in this field. */
  leave() {
    const { field, names } = this
    this.keep(field, names)
    this.hide()
    field.focus()
  }

  keep(field, names) {
    this.left.set(field, [...(this.left.get(field) || []), ...names])
  }

  hide() {
    this.says.remove()
    this.tell("")
  }

  clear() {
    this.hide()
    this.back.remove()
    this.replaced = []
  }

  tell(words) {
    if (this.said.textContent !== words) this.said.textContent = words
  }

  /** How many groups its text still touches goes with a note: a number, never which. */
  count(form) {
    const field = form.querySelector("[data-guard-count]")
    const old = form.querySelector("input[name=guard]")
    if (old) old.remove()
    const found = field && this.find ? new Set(this.find(field.value).map(({ group }) => group)).size : 0
    if (!found) return
    const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: "guard", value: found })
    form.append(hidden)
  }
}
customElements.define("guard-words", GuardWords)
