/** Sentences come from the page: `data-one` and `data-more` of an element, with {n} and {t} in them. */
export function filled(text, values) {
  return Object.keys(values).reduce((said, key) => said.replace(`{${key}}`, values[key]), text)
}

/** Shows the element with the sentence for this number; without a number it is hidden. */
export function tell(element, n, values = {}) {
  const { one, more } = element.dataset
  element.hidden = !n
  if (n) element.textContent = filled(n === 1 || !more ? one : more, { n, ...values })
}

export function hour(moment) {
  const at = { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam" }
  return new Intl.DateTimeFormat("nl", at).format(new Date(moment))
}

/** "10:12" of today, or with its day in the language of the page. */
export function when(moment) {
  const at = { timeZone: "Europe/Amsterdam", weekday: "long", day: "numeric", month: "long" }
  const day = new Intl.DateTimeFormat(document.documentElement.lang, at)
  const [then, now] = [new Date(moment), new Date()].map((one) => day.format(one))
  return then === now ? hour(moment) : `${then} ${hour(moment)}`
}
