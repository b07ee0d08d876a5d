const WAIT = 8000

/** A second tap on a form that is on its way does nothing. The server bears a double post too. */
export function guardForms(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target
    if (event.defaultPrevented) return
    if (form.dataset.sent) return event.preventDefault()
    form.dataset.sent = "yes"
    setTimeout(() => delete form.dataset.sent, WAIT)
  })
  addEventListener("pageshow", () => {
    for (const form of root.forms) delete form.dataset.sent
  })
}
