/** Asks this device for a passkey and sends its answer with the form inside; hidden where a browser
 *  has none. `ask` is where the question comes from. */
class PassKey extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential || !isSecureContext) return
    this.form = this.querySelector("form")
    this.form.addEventListener("submit", (event) => this.submitted(event))
    this.hidden = false
    const without = this.parentElement.querySelector("[data-without]")
    if (without) without.hidden = true
  }

  async submitted(event) {
    event.preventDefault()
    event.stopImmediatePropagation()
    if (this.busy) return
    this.busy = true
    this.say(false)
    try {
      this.form.elements.answer.value = JSON.stringify(await this.answer())
      this.form.submit()
    } catch {
      this.say(true)
    }
    this.busy = false
  }

  async answer() {
    const asked = await fetch(this.getAttribute("ask"), { method: "POST" })
    if (!asked.ok) throw new Error(String(asked.status))
    const question = forDevice(await asked.json())
    const made = question.rp
      ? await navigator.credentials.create({ publicKey: question })
      : await navigator.credentials.get({ publicKey: question })
    return forServer(made)
  }

  say(trouble) {
    this.querySelector("[data-trouble]").hidden = !trouble
  }
}

/** The question with bytes where the browser wants them (Web Authentication section 5.1.8). */
function forDevice(question) {
  const list = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytesOf(key.id) }))
  return {
    ...question,
    challenge: bytesOf(question.challenge),
    ...(question.user && { user: { ...question.user, id: bytesOf(question.user.id) } }),
    ...(question.excludeCredentials && { excludeCredentials: list(question.excludeCredentials) }),
    ...(question.allowCredentials && { allowCredentials: list(question.allowCredentials) }),
  }
}

function forServer(made) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
  const given = parts.filter((name) => made.response[name])
  const response = Object.fromEntries(given.map((name) => [name, textOf(made.response[name])]))
  return { id: made.id, rawId: textOf(made.rawId), type: made.type, response }
}

function bytesOf(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"))
  return Uint8Array.from(plain, (one) => one.charCodeAt(0))
}

function textOf(bytes) {
  const plain = String.fromCharCode(...new Uint8Array(bytes))
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
}
customElements.define("pass-key", PassKey)
