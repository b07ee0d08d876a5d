"""Answers are sent compressed, refusals too: a form that comes back holds all that was typed."""

from flask import Response
from flask_compress import Compress


class Compression(Compress):
    """Flask-Compress, which leaves every answer but 2xx as it is: also a page of forty kilobytes
    that says which field is wrong."""

    def after_request(self, response: Response | None) -> Response:
        if response is None or response.status_code < 400:
            return super().after_request(response)
        status, response.status_code = response.status_code, 200
        answer = super().after_request(response)
        answer.status_code = status
        return answer
