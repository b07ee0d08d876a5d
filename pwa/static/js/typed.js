const WRITABLE = "textarea, input, select"
const SAVES = "outbox-form, auto-save"

/** Fields in which somebody wrote or chose something since the page came. */
export function typed(root) {
  return Array.from(root.querySelectorAll(WRITABLE)).filter(changed)
}

/** Of those: what nothing keeps by itself. No draft holds a photo. */
export function unkept(root) {
  return typed(root).filter((field) => field.type === "file" || !field.closest(SAVES))
}

function changed(field) {
  if (field.type === "hidden") return false
  if (field.options) return Array.from(field.options).some((one) => one.selected !== one.defaultSelected && one.value)
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked
}
