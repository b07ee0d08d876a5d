/** What only the pages of an evaluation load. */
import "./elements/evaluation-form.js"
import "./elements/evidence-notes.js"
