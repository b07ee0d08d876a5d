"""A text cannot become a part of the page, or a script, by any way but the few that are ours."""

import pytest

TEXT_TO_MORE = {
    "markup": "document.body.innerHTML = '<img src=x>'",
    "markup beside": "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
    "a document": "new DOMParser().parseFromString('<b>x</b>', 'text/html')",
    "a script's address": "document.createElement('script').src = '/static/x.js'",
    "a script's text": "document.createElement('script').text = 'alert(1)'",
    "a frame": "document.createElement('iframe').srcdoc = '<b>x</b>'",
    "a worker": "navigator.serviceWorker.register('/static/x.js')",
    "a policy of its own": "trustedTypes.createPolicy('mine', {createHTML: (text) => text})",
    "a policy once more": "trustedTypes.createPolicy('opstap-worker', {})",
}


TRY = """async () => {
  try { await (%s) } catch (error) { return error.name }
  return "taken"
}"""


@pytest.mark.parametrize("way", TEXT_TO_MORE.values(), ids=TEXT_TO_MORE.keys())
def test_a_text_stays_a_text(phone, console, way):
    console.allow("Trusted|createPolicy|opstap-worker|mine")
    page = phone("candidate_a1", service_workers="allow")
    page.goto("/account/")
    assert page.evaluate(TRY % way) == "TypeError"
