/** Characters as the server counts them: code points after NFC, with one line feed per line end. */
export function charactersIn(text) {
  return Array.from(text.normalize("NFC").replace(/\r\n?/g, "\n").trim()).length
}
