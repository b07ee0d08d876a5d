/** What every page loads. Joined with the files it imports into one module when Opstap starts. */
import "./elements/char-counter.js"
import "./elements/claimed-notes.js"
import "./elements/read-aloud.js"
import "./elements/auto-save.js"
import "./elements/copy-text.js"
import "./elements/device-page.js"
import "./elements/share-file.js"
import "./elements/outbox-list.js"
import "./elements/outbox-form.js"
import { stampForms } from "./device-clock.js"
import { closeMenus } from "./menus.js"
import { guardForms } from "./once.js"
import { lookAgain } from "./offline/keeping.js"
import { startOutbox } from "./offline/start.js"
import { moveToToday } from "./offline/today.js"
import { registerWorker } from "./worker.js"

moveToToday(document)
guardForms(document)
closeMenus(document)
stampForms(document)
startOutbox(document)
lookAgain(document)
registerWorker(document)
