import { outbox } from "../offline/outbox.js"
import { credentials, signedIn } from "../offline/person.js"
import { askToStay, staying } from "../offline/persist.js"
import { fileOf, rowsOf } from "../offline/rescue.js"
import { canKeep } from "../offline/start.js"
import { room } from "../offline/storage.js"
import { remembered } from "../offline/store.js"
import { tell, when } from "../words.js"

/** What waits on this device and how safe it is; every sentence stands in the page. */
class DevicePage extends HTMLElement {
  connectedCallback() {
    if (!canKeep()) return
    this.part("otherwise").hidden = true
    this.part("works").hidden = false
    this.paint = () => this.painted()
    outbox.addEventListener("change", this.paint)
    this.addEventListener("click", (event) => this.pressed(event.target.closest("[data-verb]")))
    this.querySelector("[data-restore]").addEventListener("change", (event) => this.restore(event.target))
    this.painted()
  }

  disconnectedCallback() {
    outbox.removeEventListener("change", this.paint)
  }

  part(name) {
    return this.querySelector(`[data-say="${name}"]`)
  }

  async painted() {
    const rows = outbox.pending
    const mine = rows.filter((row) => row.user === signedIn())
    const others = rows.filter((row) => row.user !== signedIn())
    for (const [name, some] of [["mine", mine], ["others", others]]) {
      tell(this.part(name), some.length, { t: some.length ? when(oldest(some)) : "" })
    }
    this.part("nothing").hidden = !outbox.looked || rows.length > 0
    this.part("verbs").hidden = !rows.length
    const contact = await remembered("contact")
    tell(this.part("contact"), contact ? 1 : 0, { t: contact && when(contact) })
    this.part("never").hidden = Boolean(contact)
    await this.storage(await staying())
  }

  async storage(how) {
    for (const name of ["persisted", "best-effort"]) this.part(name).hidden = name !== how
    const free = await room()
    this.part("enough").hidden = free === undefined || outbox.isLow
    this.part("low").hidden = !outbox.isLow
  }

  async pressed(button) {
    if (!button) return
    if (button.dataset.verb === "send") await outbox.hurry()
    if (button.dataset.verb === "export") await this.export()
    if (button.dataset.verb === "persist") await this.storage(await askToStay(true))
  }

  async export() {
    const words = this.querySelector("[data-file]").dataset
    const text = await fileOf(outbox.pending, await credentials(), words)
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }))
    link.download = `${words.name}-${new Date().toISOString().slice(0, 16).replace(":", "")}.txt`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  }

  async restore(field) {
    const [file] = field.files
    if (!file) return
    this.part("unreadable").hidden = true
    try {
      const n = await outbox.takeBack(rowsOf(await file.text()))
      tell(this.part("restored"), n)
    } catch {
      this.part("unreadable").hidden = false
    }
    field.value = ""
  }
}

function oldest(rows) {
  return Math.min(...rows.map((row) => row.kept_at))
}
customElements.define("device-page", DevicePage)
