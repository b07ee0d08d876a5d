import { typed } from "../typed.js"

/** What a page counts its changes from, as it was when somebody typed: so that the server still sees two writers. */
const FROM = ["edition", "base"]

/** What was typed and chosen in a form that saves itself, by the names of its fields. */
export function unsaved(form) {
  const data = new FormData(form)
  const names = [...FROM, ...typed(form).map((one) => one.name)]
  return [...new Set(names)].map((name) => [name, data.getAll(name).filter((one) => typeof one === "string")])
}

/** True when it says something else than the form does now; then the form says it too. */
export function putBack(form, fields) {
  const data = new FormData(form)
  const differs = ([name, values]) => String(data.getAll(name)) !== String(values)
  const changed = fields.filter((one) => !FROM.includes(one[0]) && differs(one))
  if (!changed.length) return false
  for (const [name, values] of [...fields.filter(([name]) => FROM.includes(name)), ...changed]) {
    for (const field of form.elements) if (field.name === name) put(field, values)
  }
  return true
}

function put(field, values) {
  if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value)
  else field.value = values[0] ?? field.value
  field.dispatchEvent(new Event("change", { bubbles: true }))
}
