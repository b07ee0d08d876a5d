/** Hands a file of ours to the device's own sharing; stays hidden where a browser cannot. */
class ShareFile extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button")
    if (!this.button || !canShareFiles()) return
    this.button.addEventListener("click", () => this.share())
    this.hidden = false
  }

  /** A browser allows sharing for some seconds after a touch: a slow fetch asks for a second one. */
  async share() {
    try {
      this.file ??= await sharedFile(this.getAttribute("href"), this.getAttribute("name"))
      await navigator.share({ files: [this.file] })
    } catch (problem) {
      if (problem.name === "AbortError") return
      if (problem.name !== "NotAllowedError") return location.assign(this.getAttribute("href"))
      this.button.querySelector("span").textContent = this.getAttribute("again")
    }
  }
}

function canShareFiles() {
  const probe = new File(["%PDF-"], "a.pdf", { type: "application/pdf" })
  return Boolean(navigator.canShare?.({ files: [probe] }))
}

async function sharedFile(href, name) {
  const answer = await fetch(href, { redirect: "error" })
  if (!answer.ok) throw new Error(`no file: ${answer.status}`)
  return new File([await answer.blob()], name, { type: "application/pdf" })
}

customElements.define("share-file", ShareFile)
