/** A file that is dropped on the form inside is sent at once; without this, the field does it. */
class FileDrop extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input[type=file]")
    this.querySelector("[data-drop]").hidden = !matchMedia("(pointer: fine)").matches
    this.addEventListener("dragover", event => this.over(event, true))
    this.addEventListener("dragleave", event => this.over(event, false))
    this.addEventListener("drop", event => this.take(event))
  }

  over(event, here) {
    event.preventDefault()
    this.toggleAttribute("over", here)
  }

  take(event) {
    this.over(event, false)
    if (event.dataTransfer.files.length !== 1) return
    this.field.files = event.dataTransfer.files
    this.field.form.requestSubmit()
  }
}
customElements.define("file-drop", FileDrop)
