/** A page that was kept yesterday must not write under yesterday: its days move to this device's. */
import { deviceNow } from "../device-clock.js"

export function moveToToday(root) {
  const { offline, made: moment = "" } = root.documentElement.dataset
  const made = moment.slice(0, 10)
  const today = deviceNow().slice(0, 10)
  if (!offline || !made || made >= today) return
  for (const field of root.querySelectorAll(`input[type="hidden"][name="day"][value="${made}"]`)) {
    field.value = today
  }
  for (const choice of root.querySelectorAll(`input[type="radio"][name="day"][value="${made}"]`)) {
    addToday(choice, today)
  }
}

/** "Vandaag" is the wrong word for each older day now: they get their dates. */
function addToday(choice, today) {
  const cards = choice.closest(".cards")
  const chosen = choice.checked
  const card = choice.closest("label").cloneNode(true)
  const added = card.querySelector("input")
  added.value = today
  for (const one of cards.querySelectorAll("input")) label(one.closest("label"), one.value)
  label(card, today)
  cards.prepend(card)
  added.checked = added.defaultChecked = chosen
}

function label(card, day) {
  const names = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }
  const words = new Intl.DateTimeFormat(document.documentElement.lang, names).format(new Date(day))
  card.querySelector(".card-choice__label").textContent = words
}
