/** What a form holds, as the items of docs/outbox.md. */
import { deviceNow } from "../device-clock.js"
import { uuid7 } from "./ids.js"

const NOTE = ["day", "tiles", "text", "discuss", "guard"]
const FIELDS = {
  note: NOTE,
  note_change: [...NOTE, "revision", "reason"],
  attendance: ["day", "code", "untouched"],
  own_day: ["day", "face", "text"],
  reaction: ["text"],
  correction: ["text"],
  contest: ["monday", "day", "text"],
  handover: ["handover"],
  handover_read: [],
}

/**
 * `parcel`: {kind, abouts: [{about, name}], ids, opened, fixed, title, photos, back}. An id that was given before is
 * used again, so that a second try is the same item; a new one holds the moment at which the form was opened.
 * A line for the next shift goes as an item of its own (without an empty note before it), and so does each photo, `{pictures, words, title}`, after its note.
 */
export function itemsOf(form, data, { kind, abouts, ids, opened, fixed, title, photos, back }) {
  const made_at = deviceNow()
  const words = [inWords(form, data), photos.words].filter(Boolean).join(" · ")
  const idOf = (key) => ids[key] || (ids[key] = uuid7(opened))
  return abouts.flatMap(({ about, name }) => {
    const id = idOf(about)
    const own = { about, made_at, words, title: title.replace("{name}", name) }
    const fields = { ...taken(FIELDS[kind], data), ...fixed }
    const first = { ...own, id, kind, fields, back: back(about) }
    const handover = kind === "note" && (data.get("handover") || "").trim()
    const next = handover && { ...own, words: handover, title: plain(form.elements.handover.labels[0].firstChild) }
    const line = handover ? [{ ...next, kind: "handover", fields: { handover }, back: back(about) }] : []
    const photo = { made_at, kind: "photo", about: id, title: photos.title.replace("{name}", name) }
    const shown = photos.pictures.map((picture, n) => ({ ...photo, id: idOf(`${about} ${n}`), fields: { picture } }))
    const empty = handover && !fields.tiles && !(fields.text || "").trim() && !shown.length
    return empty ? line : [first, ...line, ...shown]
  })
}

function taken(names, data) {
  const fields = {}
  for (const name of names) {
    const values = data.getAll(name)
    if (values.length) fields[name] = name === "tiles" ? values : values[0]
  }
  return fields
}

/** What was written, for the eyes of who wrote it. */
function inWords(form, data) {
  const chosen = '[name="tiles"]:checked, [name="face"]:checked'
  const labels = Array.from(form.querySelectorAll(chosen), ({ labels: [one] }) => plain(one.querySelector(".tile__label") || one))
  const pressed = form.querySelector(`button[name="code"][value="${data.get("code")}"]`)
  const said = [pressed && plain(pressed), data.get("text")]
  return [...labels, ...said].filter(Boolean).join(" · ")
}

function plain(element) {
  return element.textContent.trim().replace(/\s+/g, " ")
}
