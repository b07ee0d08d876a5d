/** The clock of this device with its offset, such as 2026-03-11T10:12:03.120+01:00. */
export function deviceNow(now = new Date()) {
  const offset = -now.getTimezoneOffset()
  const two = (n) => String(Math.trunc(Math.abs(n))).padStart(2, "0")
  const local = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, -1)
  return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`
}

/** A form tells when it was sent off here: the server keeps that beside its own time. */
export function stampForms(root) {
  root.addEventListener("submit", (event) => {
    const field = event.target.elements.namedItem("made_at")
    if (field) field.value = deviceNow()
  })
}
