/** Loaded beside app.js by a page that has a field marked `data-guard` (templates/guard/panel.html). */
import "./guard/words.js"
