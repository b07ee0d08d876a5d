"""Pages of the demo that hold most: as they are sent to a tablet."""

from pwa import clock, create_app, database
from pwa.config import Config
from pwa.domain.states import SUPERVISOR_WRITES_IN
from pwa.models import Evaluation, User
from tests.browse import Visitor
from tests.people import NOW
from tests.routes.test_every_page import MOST_SENT


def test_both_parts_of_a_form_of_an_evaluation_stay_small(story, tmp_path):
    """With the words of a whole handbook on it."""
    app = create_app(Config(data=tmp_path, database=story, secret_key="k" * 40))
    with clock.at(NOW), database.connected():
        ria = Visitor(app, User.get(User.name == "Ria Hoeben"), checks=False)
        forms = [
            f"/evaluaties/{row.id}{part}"
            for row in Evaluation.select().where(Evaluation.state.in_(SUPERVISOR_WRITES_IN))
            for part in ("", "/woorden")
        ]
        answers = [ria.client.get(path, headers={"Accept-Encoding": "br"}) for path in forms]
    database.db.close_all()  # what the application opened of its own
    assert [one.status_code for one in answers] == [200, 200], forms
    assert max(len(one.data) for one in answers) <= MOST_SENT
