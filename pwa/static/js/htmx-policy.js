/** htmx puts pieces of our own pages in place as text; only a page that loads htmx lets anybody do that. */
if (window.trustedTypes) trustedTypes.createPolicy("default", { createHTML: (text) => text })
