/** A note and a line for the next shift stand on the card of who they are about, above the attendance. */
const ON_CARD = { note: "attendance", handover: "attendance" }

/**
 * Each thing that waits here, or was received just now, says so where it was written. `all`: what they are with
 * `said`, how they are, oldest first; `made(one, words)`: the line of one.
 */
export function layBeside(all, made) {
  for (const old of document.querySelectorAll("[data-beside]")) old.remove()
  const lists = new Map()
  for (const one of all.filter(Boolean)) {
    const { kind, about } = one
    const forms = document.querySelectorAll(`outbox-form[kind="${ON_CARD[kind] || kind}"][about="${about}"]`)
    const form = Array.from(forms).find((form) => isOf(form, one))
    const words = wordsOf(one)
    if (!form || (kind === "note" && !words)) continue
    const badge = kind === "note" && form.closest("li").querySelector(".badge.tone-attention")
    if (badge) badge.hidden = true
    if (kind === "attendance") inSummary(form.closest("details").firstElementChild, one, words)
    else lists.set(form, lists.get(form) || listAt(form, kind)).get(form).append(made(one, words))
  }
}

/** Where a form is about a week or a day (or lets choose one), only what is `on` that one. */
function isOf(form, { kind, on }) {
  return ON_CARD[kind] || !on || form.querySelector(`input[value="${on}"]`)
}

/** None where the page shows them by itself: it was made after they were received. Those for the next shift it never does. */
function wordsOf({ kind, title, words, received_at }) {
  if (kind === "handover") return `${title}: ${words}`
  return new Date(received_at) <= new Date(document.documentElement.dataset.made) ? "" : words || title
}

function listAt(form, kind) {
  const fold = form.closest("details") || form
  const list = document.createElement("ul")
  list.className = "plain-list"
  list.dataset.beside = kind
  if (ON_CARD[kind]) fold.before(list)
  else fold.after(list)
  if (form.said && form.said.dataset.state === "kept") form.said.hidden = true
  return list
}

/** The page may be older than what was said since. */
function inSummary(summary, { received_at, said }, words) {
  const [text, use] = [summary.querySelector("span"), summary.querySelector("use")]
  text.dataset.was = text.dataset.was || text.textContent
  text.textContent = `${words || text.dataset.was} · ${said}`
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, received_at ? "#circle-check" : "#smartphone"))
}
