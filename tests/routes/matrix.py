"""Who may do what: written by hand from what each person needs, never from what comes out.

One line per endpoint, method and address. A new route without a line fails, and so does a line
without a route. The columns are people of tests/people.py; a cell is what that person gets:

    ok    the page (200); for POST: not refused (303, 409, 422: the form speaks, not the guard)
    go    sent on to another page (302)
    in    asked to sign in (GET 302 to /aanmelden, POST 401)
    no    403: it is there, but not for you to do
    --    404: for you it does not exist
    410   or another number: exactly that

`placement=placement_b1` fills the address with a row of the cast, `?voor=placement_a1` adds to the
query; without it the rows of DEFAULTS count. `evaluation=signing` takes the evaluation of
candidate_a1 in that state (STATES in world.py). BODIES says what a POST sends (else nothing).
"""

PEOPLE = (
    "stranger", "candidate_a1", "candidate_a2", "candidate_b1",
    "supervisor_a", "substitute", "colleague", "former", "supervisor_b",
    "coach_1", "coach_2", "employer_a", "employer_b", "privacy_officer", "municipality_admin",
)  # fmt: skip

DEFAULTS = {
    "placement": "placement_a1",
    "note": "note_a1",
    "organisation": "company_a",
    "handbook": "handbook_a",
    "handover": "handover_a1",
    "photo": "photo_a1",
    "company_photo": "photo_company",
    "company_visit": "visit_company",
    "plan": "plan_1",
    "layout": "layout_town",
    "member": "member_sa",
    "cover": "cover_a2",
    "claim": "claim_sa",
    "correction": "correction_a1",
    "stand_in": "stand_in_a1",
    "tablet": "tablet_a",
    "user_id": "01890000-0000-7000-8000-000000000000",
    "evaluation": "draft",
    "code": "op_tijd",
    "workplace": "workplace_a",
    "place_draft": "place_draft",
    "candidate": "a1_row",
    "case": "case_over",
    "week_dispute": "dispute_a1",
    "kind": "proefplaats",
    "suggestion_id": "01890000-0000-7000-8000-000000000000",
    "session_id": "01890000-0000-7000-8000-000000000000",
    "run_id": "01890000-0000-7000-8000-000000000000",
    "key_id": "01890000-0000-7000-8000-000000000000",
}

BODIES = {
    "agreements.tick": {"code": "safety", "done": "1"},
    "notes.create": {"note-{placement_a1}": "{new}"},
    "dossier.make": {"kind": "json"},
    "privacy_cases.new": {"candidate": "{a1_row}"},
    "privacy_cases.open_": {"candidate": "{a1_row}"},
    "notes.move": {"placement": "{placement_a2}"},
    "profile_photos.describe": {"words": "De hal."},
    "session.pin": {"user": "{candidate_a1}", "pin": "000000"},
    "ways_in.renew": {"user": "{candidate_a1}"},
    "candidate_invitations.renew": {"user": "{candidate_a1}"},
    "members.give_role": {"role": "employer_admin"},
}

TABLE = """
#                                            st  a1 a2 b1  sa su co fo sb  c1 c2  ea eb  of mu

assets.file GET path=robots.txt              --  -- -- --  -- -- -- -- --  -- --  -- --  -- --
assets.manifest GET                          ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
assets.offline GET                           ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
assets.service_worker GET                    ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
assets.style_guide GET                       ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
health.alive GET                             ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
health.ready GET                             ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
help_pages.index GET                         ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
help_pages.show GET name=begeleider          ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
help_pages.show GET name=nergens             --  -- -- --  -- -- -- -- --  -- --  -- --  -- --
help_pages.picture GET name=nergens          --  -- -- --  -- -- -- -- --  -- --  -- --  -- --

home.index GET                               go  go go go  go go go go go  go go  go go  go go
home.note GET                                in  go go go  ok ok ok ok ok  go go  go go  go go
home_screen.show GET                         ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
session.new GET                              ok  go go go  go go go go go  go go  go go  go go
session.create POST                          ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
session.pin POST                             ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
session.demo POST                            --  -- -- --  -- -- -- -- --  -- --  -- --  -- --
session.leave POST                           in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
setup.new GET                                --  -- -- --  -- -- -- -- --  -- --  -- --  -- --
setup.create POST                            --  -- -- --  -- -- -- -- --  -- --  -- --  -- --
invitations.show GET token=nonsense          everybody:410
invitations.show GET token=open_link         ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
invitations.accept POST token=nonsense       everybody:410
invitations.accept POST token=open_link      ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
account.show GET                             in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
account.language POST                        in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
account.phone POST                           in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
account.end_session POST                     in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
account.end_others POST                      in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok

# A device belongs to whoever holds it; a supervisor says what it is called.
devices.show GET                             in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
devices.name POST                            in  no no no  ok ok ok ok ok  no no  no no  no no

# Whoever is signed in may bring what was written on that device; each item is judged by itself.
outbox.key POST                              in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
outbox.receive POST                          in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok

# The candidate's own page, day and reaction.
progress.index GET                           in  ok ok ok  no no no no no  no no  no no  no no
progress.workplace GET                       in  ok ok ok  no no no no no  no no  no no  no no
progress.welcome POST                        in  ok ok ok  no no no no no  no no  no no  no no
progress.own_day POST                        in  ok -- --  no no -- -- --  no --  no --  -- --
progress.react POST                          in  ok -- --  no no -- -- --  no --  -- --  -- --
progress.react POST note=secret_a1           in  -- -- --  no no -- -- --  -- --  -- --  -- --

# Supervisors write about whom they guide now; another candidate's supervisor knows of nothing.
today.index GET                              in  no no no  ok ok ok ok ok  no no  no no  no no
attendance.everyone POST                     in  no no no  ok ok ok ok ok  no no  no no  no no
attendance.closed POST                       in  no no no  ok ok ok ok ok  no no  no no  no no
attendance.fill POST                         in  no -- --  ok ok -- -- --  no --  no --  -- --
attendance.fill POST placement=placement_b1  in  -- -- no  -- -- -- -- ok  -- no  -- no  -- --
handovers.acknowledge POST                   in  -- -- --  ok no -- -- --  -- --  -- --  -- --
notes.new GET                                in  no no no  go go go go go  no no  no no  no no
notes.new GET ?voor=placement_a1             in  no no no  ok ok -- -- --  no no  no no  no no
notes.create POST                            in  no no no  ok ok -- -- --  no no  no no  no no
notes.show GET                               in  no -- --  ok ok -- -- --  ok --  -- --  -- --
notes.show GET note=note_b1                  in  -- -- no  -- -- -- -- ok  -- ok  -- --  -- --
notes.show GET note=old_note_a1              in  no -- --  ok ok -- -- --  ok --  -- --  -- --
notes.show GET note=secret_a1                in  -- -- --  ok ok -- -- --  -- --  -- --  -- --
notes.edit GET                               in  no -- --  ok no -- -- --  no --  -- --  -- --
notes.update POST                            in  no -- --  ok no -- -- --  no --  -- --  -- --
notes.withdraw POST                          in  no -- --  ok no -- -- --  no --  -- --  -- --
notes.discussed POST                         in  no -- --  no no -- -- --  no --  -- --  -- --
notes.discussed POST note=secret_a1          in  -- -- --  ok ok -- -- --  -- --  -- --  -- --
notes.undo POST                              in  no -- --  no no -- -- --  no --  -- --  -- --
notes.undo POST note=fresh_a1                in  -- -- --  ok no -- -- --  -- --  -- --  -- --
notes.restore POST                           in  no -- --  no no -- -- --  no --  -- --  -- --
notes.restore POST note=fresh_a1             in  -- -- --  no no -- -- --  -- --  -- --  -- --
notes.wrong_person GET                       in  no -- --  no no -- -- --  no --  -- --  -- --
notes.wrong_person GET note=fresh_a1         in  -- -- --  ok no -- -- --  -- --  -- --  -- --
notes.move POST                              in  no -- --  no no -- -- --  no --  -- --  -- --
notes.move POST note=fresh_a1                in  -- -- --  ok no -- -- --  -- --  -- --  -- --

# A photo is part of its note: the same people, the candidate too, and only while the note stands.
photos.show GET                              in  ok -- --  ok ok -- -- --  ok --  -- --  -- --
photos.show GET photo=photo_secret_a1        in  -- -- --  ok ok -- -- --  -- --  -- --  -- --
photos.show GET photo=photo_gone_a1          in  -- -- --  -- -- -- -- --  -- --  -- --  -- --
photos.large GET                             in  ok -- --  ok ok -- -- --  ok --  -- --  -- --
photos.large GET photo=photo_secret_a1       in  -- -- --  ok ok -- -- --  -- --  -- --  -- --
photos.large GET photo=photo_gone_a1         in  -- -- --  -- -- -- -- --  -- --  -- --  -- --
photos.small GET                             in  ok -- --  ok ok -- -- --  ok --  -- --  -- --
photos.small GET photo=photo_secret_a1       in  -- -- --  ok ok -- -- --  -- --  -- --  -- --
photos.small GET photo=photo_gone_a1         in  -- -- --  -- -- -- -- --  -- --  -- --  -- --
photos.remove POST                           in  no -- --  ok no -- -- --  no --  -- --  -- --
photos.remove POST photo=photo_secret_a1     in  -- -- --  ok no -- -- --  -- --  -- --  -- --

# A placement's head: own, guided, of the company, of the own candidates.
placements.index GET                         in  no no no  ok ok ok ok ok  no no  ok ok  no no
placements.show GET                          in  go -- --  ok ok -- -- --  ok --  ok --  -- --
placements.show GET placement=placement_a2   in  -- go --  ok -- ok -- --  ok --  ok --  -- --
placements.show GET placement=placement_b1   in  -- -- go  -- -- -- -- ok  -- ok  -- ok  -- --

# The company owns its words and its handbook; its people and coaches read.
companies.index GET                          in  no no no  no no no no no  ok ok  no no  no no
companies.mine GET                           in  no no no  go go go go go  no no  go go  no no
companies.show GET                           in  ok ok --  ok ok ok ok --  ok ok  ok --  -- --
companies.show GET organisation=town  in  -- -- --  -- -- -- -- --  no --  -- --  no no
companies.edit GET                           in  no no --  no no no no --  no no  ok --  -- --
companies.edit GET organisation=town  in  -- -- --  -- -- -- -- --  no --  -- --  no no
companies.save POST                          in  no no --  no no no no --  no no  ok --  -- --
handbooks.show GET                           in  ok ok --  ok ok ok ok --  ok ok  ok --  -- --
handbooks.show GET handbook=draft_book       in  -- -- --  no no no no --  -- --  ok --  -- --
handbooks.draft POST                         in  no no --  no no no no --  no no  ok --  -- --
handbook_parts.edit GET                      in  no no --  no no no no --  no no  no --  -- --
handbook_parts.edit GET handbook=draft_book  in  -- -- --  no no no no --  -- --  ok --  -- --
handbook_parts.save POST                     in  no no --  no no no no --  no no  no --  -- --
handbook_parts.save POST handbook=draft_book in  -- -- --  no no no no --  -- --  ok --  -- --
handbook_parts.add POST                      in  no no --  no no no no --  no no  no --  -- --
handbook_parts.add POST handbook=draft_book  in  -- -- --  no no no no --  -- --  ok --  -- --
handbook_parts.move POST                     in  no no --  no no no no --  no no  no --  -- --
handbook_parts.move POST handbook=draft_book in  -- -- --  no no no no --  -- --  ok --  -- --
handbooks.activate POST                      in  no no --  no no no no --  no no  no --  -- --
handbooks.activate POST handbook=draft_book  in  -- -- --  no no no no --  -- --  ok --  -- --
handbooks.throw_away POST                    in  no no --  no no no no --  no no  no --  -- --
handbooks.throw_away POST handbook=draft_book in -- -- --  no no no no --  -- --  ok --  -- --

# People get a way in: the coach for own placements, a company for its own supervisors.
ways_in.of_placement GET                     in  no -- --  no no -- -- --  ok --  no --  -- --
ways_in.sheets GET                           in  no -- --  no no -- -- --  ok --  no --  -- --
ways_in.renew POST                           in  no -- --  no no -- -- --  ok --  no --  -- --

# The coach and the own candidates.
coaching.index GET                           in  no no no  no no no no no  ok ok  no no  no no
visits.new GET                               in  no -- --  no no -- -- --  ok --  no --  -- --
visits.create POST                           in  no -- --  no no -- -- --  ok --  no --  -- --

# Evaluations: written by the supervisor, own view of the candidate, from `ready` read by the coach;
# the company reads the final one, and from `signing` where it signs.
evaluations.index GET                        in  no no no  ok ok ok ok ok  ok ok  ok ok  no no
evaluations.new GET                          in  no -- --  ok ok -- -- --  ok --  no --  -- --
evaluations.start POST                       in  no -- --  ok ok -- -- --  ok --  no --  -- --
evaluations.show GET evaluation=draft        in  go -- --  ok ok -- -- --  -- --  -- --  -- --
evaluations.show GET evaluation=ready        in  ok -- --  ok ok -- -- --  ok --  -- --  -- --
evaluations.show GET evaluation=discussed    in  ok -- --  ok ok -- -- --  ok --  -- --  -- --
evaluations.show GET evaluation=signing      in  ok -- --  ok ok -- -- --  ok --  -- --  -- --
evaluations.show GET evaluation=asked        in  ok -- --  ok ok -- -- --  ok --  ok --  -- --
evaluations.show GET evaluation=returned     in  ok -- --  ok ok -- -- --  ok --  -- --  -- --
evaluations.show GET evaluation=final        in  ok -- --  ok ok -- -- --  ok --  ok --  -- --
evaluations.pdf GET evaluation=draft         in  no -- --  ok ok -- -- --  -- --  -- --  -- --
evaluations.pdf GET evaluation=ready         in  ok -- --  ok ok -- -- --  ok --  -- --  -- --
evaluations.pdf GET evaluation=signing       in  ok -- --  ok ok -- -- --  ok --  -- --  -- --
evaluations.pdf GET evaluation=asked         in  ok -- --  ok ok -- -- --  ok --  ok --  -- --
evaluations.pdf GET evaluation=final         in  ok -- --  ok ok -- -- --  ok --  ok --  -- --
evaluations.own_view GET evaluation=draft    in  ok -- --  no no -- -- --  -- --  -- --  -- --
evaluations.own_view GET evaluation=final    in  go -- --  no no -- -- --  no --  no --  -- --
evaluations.save_own_view POST               in  ok -- --  no no -- -- --  -- --  -- --  -- --
evaluations.save POST                        in  no -- --  ok ok -- -- --  -- --  -- --  -- --
evaluations.save POST evaluation=ready       in  no -- --  ok ok -- -- --  no --  -- --  -- --
evaluations.talk_form GET evaluation=ready   in  no -- --  ok ok -- -- --  no --  -- --  -- --
evaluations.talk POST evaluation=ready       in  no -- --  ok ok -- -- --  no --  -- --  -- --
evaluations.change POST evaluation=returned  in  no -- --  ok ok -- -- --  no --  -- --  -- --
signatures.seen POST evaluation=signing      in  ok -- --  no no -- -- --  no --  -- --  -- --
signatures.decide POST evaluation=signing    in  ok -- --  no no -- -- --  no --  -- --  -- --
signatures.company POST evaluation=signing   in  no -- --  no no -- -- --  no --  -- --  -- --
signatures.company POST evaluation=asked     in  no -- --  no no -- -- --  no --  ok --  -- --
signatures.sign_off POST evaluation=signing  in  no -- --  no no -- -- --  ok --  -- --  -- --
signatures.sign_off POST evaluation=final    in  no -- --  no no -- -- --  ok --  no --  -- --
signatures.send_back POST evaluation=signing in  no -- --  no no -- -- --  ok --  -- --  -- --
signatures.close POST evaluation=signing     in  no -- --  no no -- -- --  ok --  -- --  -- --
signatures.ask_correction POST evaluation=final in no -- -- ok ok -- -- -- ok --  no --  -- --
signatures.supersede POST evaluation=final   in  no -- --  ok ok -- -- --  ok --  no --  -- --

# The company in its own words: written by its administrators, older versions for its own people;
# photo_company is published, photo_draft is not.
profiles.overview GET                        in  no no --  no no no no --  no no  ok --  -- --
profiles.step GET number=1                   in  no no --  no no no no --  no no  ok --  -- --
profiles.step GET number=10                  in  no no --  no no no no --  no no  -- --  -- --
profiles.answer POST number=1                in  no no --  no no no no --  no no  ok --  -- --
profiles.preview GET                         in  no no --  no no no no --  no no  ok --  -- --
profiles.publish POST                        in  no no --  no no no no --  no no  ok --  -- --
profiles.throw_away POST                     in  no no --  no no no no --  no no  ok --  -- --
profiles.versions GET                        in  no no --  ok ok ok ok --  no no  ok --  -- --
profiles.version GET number=1                in  no no --  ok ok ok ok --  no no  ok --  -- --
profiles.version GET number=2                in  no no --  -- -- -- -- --  no no  -- --  -- --
profile_photos.index GET                     in  no no --  no no no no --  no no  ok --  -- --
profile_photos.add POST                      in  no no --  no no no no --  no no  ok --  -- --
profile_photos.describe POST                 in  no no --  no no no no --  no no  ok --  -- --
profile_photos.remove POST                   in  no no --  no no no no --  no no  ok --  -- --
profile_photos.show GET                      in  ok ok --  ok ok ok ok --  ok ok  ok --  -- --
profile_photos.show GET company_photo=photo_draft in -- -- -- no no no no -- -- -- ok --  -- --
profile_photos.large GET                     in  ok ok --  ok ok ok ok --  ok ok  ok --  -- --
profile_photos.large GET company_photo=photo_draft in -- -- -- no no no no -- -- -- ok -- -- --
profile_photos.small GET                     in  ok ok --  ok ok ok ok --  ok ok  ok --  -- --
profile_photos.small GET company_photo=photo_draft in -- -- -- no no no no -- -- -- ok -- -- --

# A coach lets a company in; its administrators begin.
company_invitations.new GET                  in  no no no  no no no no no  ok ok  no no  no no
company_invitations.create POST              in  no no no  no no no no no  ok ok  no no  no no
company_invitations.show GET                 in  no no --  no no no no --  ok ok  no --  -- --
company_invitations.sheet GET                in  no no --  no no no no --  ok ok  no --  -- --
company_invitations.renew POST               in  no no --  no no no no --  -- --  no --  -- --
company_invitations.add_contact POST         in  no no --  no no no no --  ok ok  no --  -- --
company_invitations.begin GET                in  no no no  no no no no no  no no  ok ok  no no

# Coaches get to know a company; what they saw is read by coaches and by who looks after its side.
acquaintance.have_read POST                  in  no no --  no no no no --  ok ok  no --  -- --
acquaintance.visits GET                      in  no no --  no no no no --  ok ok  ok --  -- --
acquaintance.new GET                         in  no no --  no no no no --  ok ok  no --  -- --
acquaintance.create POST                     in  no no --  no no no no --  ok ok  no --  -- --
acquaintance.remove POST                     in  -- -- --  -- -- -- -- --  ok no  no --  -- --
# Places of work: the company offers them, its people and coaches read, a coach lays an own
# candidate beside one. What is not offered yet only who typed it sees.
workplaces.show GET                          in  ok ok --  ok ok ok ok --  ok ok  ok --  -- --
workplaces.show GET workplace=workplace_b    in  -- -- ok  -- -- -- -- ok  ok ok  -- ok  -- --
workplaces.new GET                           in  no no --  no no no no --  no no  ok --  -- --
workplaces.create POST                       in  no no --  no no no no --  no no  ok --  -- --
workplaces.edit GET                          in  no no --  no no no no --  no no  ok --  -- --
workplaces.save POST                         in  no no --  no no no no --  no no  ok --  -- --
workplaces.retire POST                       in  no no --  no no no no --  no no  ok --  -- --
workplaces.preview GET                       in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
workplaces.publish POST                      in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
workplaces.drop POST                         in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
workplaces.vacancy_text GET                  in  no no --  no no no no --  ok ok  ok --  -- --
workplaces.choose GET                        in  no no --  no no no no --  ok ok  no --  -- --
workplaces.beside GET                        in  no -- --  -- -- -- -- --  ok --  -- --  -- --
workplaces.beside GET candidate=b1_row       in  -- -- --  -- -- -- -- --  -- ok  -- --  -- --

# Hours: who guides confirms and answers, the candidate contests; the statement is for both, the
# own coach and the company.
hours.index GET                              in  no no no  ok ok ok ok ok  no no  no no  no no
hours.confirm POST                           in  no no no  ok ok ok ok ok  no no  no no  no no
hours.fill POST                              in  no -- --  ok ok -- -- --  no --  no --  -- --
hours.answer POST                            in  no -- --  ok ok -- -- --  no --  no --  -- --
hours.mine GET                               in  ok ok ok  no no no no no  no no  no no  no no
hours.contest POST                           in  ok -- --  no no -- -- --  no --  no --  -- --
hours.statement GET                          in  ok -- --  ok ok -- -- --  ok --  ok --  -- --
hours.statement GET placement=placement_b1   in  -- -- ok  -- -- -- -- ok  -- ok  -- ok  -- --
# Begun by the company alone; part by part, in a draft; compared by its people and coaches.
handbooks.new GET                            in  no no --  no no no no --  no no  go --  -- --
handbooks.new GET organisation=company_b     in  -- -- no  -- -- -- -- no  no no  -- ok  -- --
handbooks.new GET organisation=kessenbroek   in  -- -- --  -- -- -- -- --  no --  -- --  no no
handbooks.create POST                        in  no no --  no no no no --  no no  ok --  -- --
handbooks.language POST                      in  no no --  no no no no --  no no  no --  -- --
handbooks.language POST handbook=draft_book  in  -- -- --  no no no no --  -- --  ok --  -- --
handbooks.before_use GET                     in  no no --  no no no no --  no no  no --  -- --
handbooks.before_use GET handbook=draft_book in  -- -- --  no no no no --  -- --  ok --  -- --
handbooks.file GET                           in  no no --  no no no no --  no no  ok --  -- --
handbooks.file GET handbook=draft_book       in  -- -- --  no no no no --  -- --  ok --  -- --
handbook_parts.preview POST                  in  no no --  no no no no --  no no  no --  -- --
handbook_parts.preview POST handbook=draft_book in -- -- -- no no no no -- -- --  ok --  -- --
handbook_parts.drop POST                     in  no no --  no no no no --  no no  no --  -- --
handbook_parts.drop POST handbook=draft_book in  -- -- --  no no no no --  -- --  ok --  -- --
handbook_parts.put_away POST                 in  no no --  no no no no --  no no  no --  -- --
handbook_parts.put_away POST handbook=draft_book in -- -- -- no no no no -- -- -- ok --  -- --
handbook_parts.move_group POST               in  no no --  no no no no --  no no  no --  -- --
handbook_parts.move_group POST handbook=draft_book in -- -- -- no no no no -- -- -- ok -- -- --
handbook_parts.rename_group POST             in  no no --  no no no no --  no no  no --  -- --
handbook_parts.rename_group POST handbook=draft_book in -- -- -- no no no no -- -- -- ok -- -- --
handbook_files.new GET                       in  no no --  no no no no --  no no  ok --  -- --
handbook_files.create POST                   in  no no --  no no no no --  no no  ok --  -- --
handbook_versions.index GET                  in  no no --  ok ok ok ok --  ok ok  ok --  -- --
handbook_versions.index GET organisation=kessenbroek in -- -- -- -- -- -- -- -- no -- -- -- no no

# A running placement takes a newer version: seen by all around it, proposed by the company's
# administration or the main supervisor, decided by the coach.
handbook_moves.show GET                      in  ok -- --  ok ok -- -- --  ok --  ok --  -- --
handbook_moves.propose POST                  in  no -- --  ok no -- -- --  no --  ok --  -- --
handbook_moves.answer POST                   in  no -- --  no no -- -- --  ok --  no --  -- --
# A plan that is not ready is its coach's own.
placing.new GET                              in  no no no  no no no no no  ok ok  no no  no no
placing.create POST                          in  no no no  no no no no no  ok ok  no no  no no
placing.step GET step=doelen                 in  -- -- --  -- -- -- -- --  ok --  -- --  -- --
placing.step GET step=controle               in  -- -- --  -- -- -- -- --  ok --  -- --  -- --
placing.save POST step=doelen                in  -- -- --  -- -- -- -- --  ok --  -- --  -- --
placing.ask_throw_away GET                   in  -- -- --  -- -- -- -- --  ok --  -- --  -- --
placing.throw_away POST                      in  -- -- --  -- -- -- -- --  ok --  -- --  -- --

# The agreement: read by everybody of the placement, signed by candidate, company and coach. Where a
# placement has none in the app, nobody finds one.
agreements.show GET placement=offered        in  ok -- --  ok ok -- -- --  ok --  ok --  -- --
agreements.show GET                          in  -- -- --  -- -- -- -- --  -- --  -- --  -- --
agreements.show GET placement=placement_b1   in  -- -- --  -- -- -- -- --  -- --  -- --  -- --
agreements.show GET placement=not_offered    in  no -- --  no no -- -- --  ok --  no --  -- --
agreements.pdf GET placement=offered         in  ok -- --  ok ok -- -- --  ok --  ok --  -- --
agreements.pdf GET placement=not_offered     in  no -- --  no no -- -- --  -- --  no --  -- --
agreements.sign POST placement=offered       in  ok -- --  no no -- -- --  ok --  ok --  -- --
agreements.sign POST placement=not_offered   in  no -- --  no no -- -- --  ok --  no --  -- --
agreements.ask POST placement=offered        in  ok -- --  no no -- -- --  no --  ok --  -- --
agreements.answered POST placement=offered   in  no -- --  no no -- -- --  ok --  no --  -- --
agreements.offer POST placement=not_offered  in  no -- --  no no -- -- --  ok --  no --  -- --
agreements.paper POST placement=offered      in  no -- --  no no -- -- --  ok --  no --  -- --
agreements.edit GET placement=offered        in  no -- --  no no -- -- --  ok --  no --  -- --
agreements.change POST placement=offered     in  no -- --  no no -- -- --  ok --  no --  -- --
agreements.stop GET placement=offered        in  no -- --  no no -- -- --  ok --  no --  -- --
agreements.cancel POST placement=offered     in  no -- --  no no -- -- --  ok --  no --  -- --
agreements.tick POST placement=offered       in  no -- --  ok ok -- -- --  ok --  no --  -- --
# What happens to a placement once it runs: the coach changes it; of who comes too late or too early
# the form speaks (409). Handing over is for coaches, standing in for the company's own people.
running.pause GET                            in  no -- --  no no -- -- --  ok --  no --  -- --
running.pause GET placement=placement_b1     in  -- -- no  -- -- -- -- no  -- ok  -- no  -- --
running.do_pause POST                        in  no -- --  no no -- -- --  ok --  no --  -- --
running.resume GET                           in  no -- --  no no -- -- --  409 --  no --  -- --
running.do_resume POST                       in  no -- --  no no -- -- --  ok --  no --  -- --
extensions.new GET                           in  no -- --  no no -- -- --  ok --  no --  -- --
extensions.create POST                       in  no -- --  no no -- -- --  ok --  no --  -- --
endings.stop GET                             in  no -- --  no no -- -- --  ok --  no --  -- --
endings.do_stop POST                         in  no -- --  no no -- -- --  ok --  no --  -- --
endings.onward GET                           in  no -- --  no no -- -- --  409 --  no --  -- --
endings.do_onward POST                       in  no -- --  no no -- -- --  ok --  no --  -- --
covers.new GET                               in  no no no  no no no no no  ok ok  no no  no no
covers.create POST                           in  no no no  no no no no no  ok ok  no no  no no
covers.end POST                              in  -- -- --  -- -- -- -- --  ok --  -- --  -- --
stand_ins.new GET                            in  no no no  ok ok ok ok ok  no no  ok ok  no no
stand_ins.create POST                        in  no no no  ok ok ok ok ok  no no  ok ok  no no
stand_ins.end POST                           in  -- -- --  ok -- no -- --  -- --  ok --  -- --
# The law clock: ticked off by who works with the placement; rules and decisions are the coach's.
# The question of nine months and premiums exist for a participatieplaats only: 404 after the guard.
milestones.tick POST                         in  no -- --  ok ok -- -- --  ok --  ok --  -- --
milestones.undo POST                         in  no -- --  ok ok -- -- --  ok --  ok --  -- --
milestones.rules GET                         in  no -- --  no no -- -- --  ok --  no --  -- --
milestones.follow POST                       in  no -- --  no no -- -- --  ok --  no --  -- --
decisions.premium GET placement=karel month=6  in -- -- -- no -- -- -- -- ok -- no -- -- --
decisions.decide_premium POST placement=karel month=6  in -- -- -- no -- -- -- -- ok -- no -- -- --
decisions.premium_pdf GET placement=karel month=6  in -- -- -- no -- -- -- -- ok -- no -- -- --
decisions.premium_pdf GET placement=karel month=12  in -- -- -- no -- -- -- -- -- -- no -- -- --
decisions.chance GET placement=karel         in  -- -- --  no -- -- -- --  ok --  no --  -- --
decisions.answer_chance POST placement=karel in  -- -- --  no -- -- -- --  ok --  no --  -- --
closed_days.index GET                        in  no no --  no no no no --  no no  ok --  -- --
closed_days.add POST                         in  no no --  no no no no --  no no  ok --  -- --
closed_days.remove POST                      in  no no --  no no no no --  no no  ok --  -- --
rule_profiles.mine GET                       in  no no no  no no no no no  go go  no no  no go
rule_profiles.index GET organisation=town in -- -- -- -- -- -- -- -- ok -- -- -- no ok
rule_profiles.index GET organisation=company_a in no no --  no no no no --  no no  no --  -- --
rule_profiles.show GET organisation=town in -- -- -- -- -- -- -- -- ok -- -- -- no ok
rule_profiles.show GET organisation=town kind=anders in -- -- -- -- -- -- -- -- -- -- -- -- no --
rule_profiles.version GET organisation=town number=0 in -- -- -- -- -- -- -- -- ok -- -- -- no ok
rule_profiles.edit GET organisation=town in -- -- -- -- -- -- -- -- no -- -- -- no ok
rule_profiles.save POST organisation=town in -- -- -- -- -- -- -- -- no -- -- -- no ok
rule_profiles.suggest POST organisation=town in -- -- -- -- -- -- -- -- ok -- -- -- no no
rule_profiles.close_suggestion POST organisation=town in -- -- -- -- -- -- -- -- no -- -- -- no ok
feeds.show GET token=nonsense                --  -- -- --  -- -- -- -- --  -- --  -- --  -- --
feeds.show GET token=feed_link               ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
feeds.make POST                              in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
feeds.close POST                             in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
decisions.chance GET                         in  no -- --  no no -- -- --  -- --  no --  -- --
# What a municipality is still writing: only who looks after its rules.
rule_profiles.drop POST organisation=town in -- -- -- -- -- -- -- -- no -- -- -- no ok
# Who guides when: everybody around the placement, no text about anybody.
guidance.show GET                            in  ok -- --  ok ok -- -- --  ok --  ok --  -- --
# An agreement that not all three signed: its coach alone. Without one in the app it says so (409).
replanning.edit GET                          in  no -- --  no no -- -- --  409 --  no --  -- --
replanning.save POST                         in  no -- --  no no -- -- --  ok --  no --  -- --
# Agreements of a signed evaluation: of nobody in particular, so of who was at the talk.
goals.mark POST                              in  no -- --  ok ok -- -- --  ok --  no --  -- --
actions.index GET                            in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  no no
actions.done POST evaluation=final action=action_a1  in ok -- -- ok ok -- -- -- ok -- no -- -- --
actions.undo POST evaluation=final action=action_a1  in ok -- -- ok ok -- -- -- ok -- no -- -- --
actions.done POST evaluation=signing action=action_a1  in -- -- -- -- -- -- -- -- -- -- -- -- -- --

# The notes behind a level: for who writes, as long as there is something to write.
evidence.choose GET                          in  no -- --  ok ok -- -- --  -- --  -- --  -- --
evidence.choose GET evaluation=discussed     in  no -- --  ok ok -- -- --  no --  -- --  -- --
evidence.choose GET evaluation=final         in  no -- --  -- -- -- -- --  no --  no --  -- --
# Checking a document is for whoever has one; the page knows no names.
verification.index GET                       ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
verification.index GET ?code=K7QM-3XWD-9H2T  go  go go go  go go go go go  go go  go go  go go
verification.show GET code=K7QM-3XWD-9H2T    --  -- -- --  -- -- -- -- --  -- --  -- --  -- --
verification.check POST                      ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
# How PDFs look: made by who looks after the municipality, looked at by its own coaches.
layouts.mine GET                             in  no no no  no no no no no  go go  no no  no go
layouts.index GET organisation=town in -- -- -- -- -- -- -- -- ok -- -- -- no ok
layouts.index GET organisation=company_a     in  no no --  no no no no --  no no  no --  -- --
layouts.begin POST organisation=town in -- -- -- -- -- -- -- -- no -- -- -- no ok
layouts.show GET                             in  -- -- --  -- -- -- -- --  ok --  -- --  -- ok
layouts.example GET                          in  -- -- --  -- -- -- -- --  ok --  -- --  -- ok
layouts.logo GET                             in  -- -- --  -- -- -- -- --  ok --  -- --  -- ok
layouts.use POST                             in  -- -- --  -- -- -- -- --  no --  -- --  -- ok
layouts.stop POST                            in  -- -- --  -- -- -- -- --  no --  -- --  -- ok
layouts.throw_away POST                      in  -- -- --  -- -- -- -- --  no --  -- --  -- ok
layout_forms.edit GET                        in  -- -- --  -- -- -- -- --  no --  -- --  -- ok
layout_forms.save POST                       in  -- -- --  -- -- -- -- --  no --  -- --  -- ok
layout_forms.arrange POST                    in  -- -- --  -- -- -- -- --  no --  -- --  -- ok
layout_forms.put_logo POST                   in  -- -- --  -- -- -- -- --  no --  -- --  -- ok
layout_forms.drop_logo POST                  in  -- -- --  -- -- -- -- --  no --  -- --  -- ok
layout_forms.template GET                    in  -- -- --  -- -- -- -- --  no --  -- --  -- ok
layout_forms.save_template POST              in  -- -- --  -- -- -- -- --  no --  -- --  -- ok
# Signing at the table. Without a locked session those pages are not there (GET: sent home); what a
# locked one may is in test_table.py and test_table_abuse.py. A talk and a table are for who guides
# (the table for the coach too); too early or too late is 303 or 409.
lock.show GET                                go  go go go  go go go go go  go go  go go  go go
lock.open_ POST                              in  -- -- --  -- -- -- -- --  -- --  -- --  -- --
lock.leave POST                              in  -- -- --  -- -- -- -- --  -- --  -- --  -- --
table.next_one GET who=kandidaat             go  go go go  go go go go go  go go  go go  go go
table.sit POST who=kandidaat                 in  -- -- --  -- -- -- -- --  -- --  -- --  -- --
table.document GET                           go  go go go  go go go go go  go go  go go  go go
table.sign POST                              in  -- -- --  -- -- -- -- --  -- --  -- --  -- --
table.leave POST                             in  -- -- --  -- -- -- -- --  -- --  -- --  -- --
table.pdf GET                                go  go go go  go go go go go  go go  go go  go go
table_start.code POST evaluation=asked       in  no -- --  ok ok -- -- --  ok --  no --  -- --
table_start.begin POST evaluation=signing    in  no -- --  ok ok -- -- --  ok --  -- --  -- --
table_start.begin POST evaluation=ready      in  no -- --  ok ok -- -- --  ok --  -- --  -- --
talking.start GET evaluation=ready           in  no -- --  go go -- -- --  no --  -- --  -- --
talking.show GET evaluation=ready number=1   in  no -- --  ok ok -- -- --  no --  -- --  -- --
talking.show GET evaluation=ready number=2   in  no -- --  ok ok -- -- --  no --  -- --  -- --
talking.show GET evaluation=ready number=99  in  no -- --  ok ok -- -- --  no --  -- --  -- --
talking.show GET evaluation=signing number=1  in  no -- --  303 303 -- -- -- no --  -- --  -- --
talking.held POST evaluation=ready           in  no -- --  ok ok -- -- --  no --  -- --  -- --
talking.fix GET evaluation=discussed         in  no -- --  ok ok -- -- --  no --  -- --  -- --
talking.freeze POST evaluation=discussed     in  no -- --  ok ok -- -- --  no --  -- --  -- --
# How long things stay and what was forgotten: only the privacy officer of that municipality. Who
# knows of the municipality gets "no". A run that is not there is 404 for the officer as well.
retention.mine GET                           in  no no no  no no no no no  no no  no no  go no
retention.index GET organisation=kessenbroek  in  -- -- --  -- -- -- -- --  no --  -- --  ok no
retention.edit GET organisation=kessenbroek   in  -- -- --  -- -- -- -- --  no --  -- --  ok no
retention.save POST organisation=kessenbroek  in  -- -- --  -- -- -- -- --  no --  -- --  ok no
retention.report GET organisation=kessenbroek in  -- -- --  -- -- -- -- --  no --  -- --  -- no
retention.index GET organisation=company_a    in  no no --  no no no no --  no no  no --  -- --
# The guard's words: for every device; the privacy officer makes them the municipality's own.
guard.words GET                              in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
guard_words.mine GET                         in  no no no  no no no no no  go go  no no  go go
guard_words.index GET organisation=town in -- -- -- -- -- -- -- -- ok -- -- -- ok ok
guard_words.index GET organisation=company_a in no no --  no no no no --  no no  no --  -- --
guard_words.show GET organisation=town group=justitie in -- -- -- -- -- -- -- -- ok -- -- -- ok ok
guard_words.show GET organisation=town group=anders in -- -- -- -- -- -- -- -- -- -- -- -- -- --
guard_words.save POST organisation=town group=justitie in -- -- -- -- -- -- -- -- no -- -- -- ok no
guard_words.put_back POST organisation=town in -- -- -- -- -- -- -- -- no -- -- -- ok no
# Mensen: who looks after a company or municipality, and nobody for oneself (no: 403).
members.mine GET                             in  no no no  no no no no no  no no  go go  no go
members.index GET                            in  no no --  no no no no --  no no  ok --  -- --
members.index GET organisation=town          in  -- -- --  -- -- -- -- --  no --  -- --  no ok
members.new GET                              in  no no --  no no no no --  no no  ok --  -- --
members.new GET organisation=town            in  -- -- --  -- -- -- -- --  no --  -- --  no ok
members.create POST                          in  no no --  no no no no --  no no  ok --  -- --
members.create POST organisation=town        in  -- -- --  -- -- -- -- --  no --  -- --  no ok
members.show GET                             in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
members.show GET member=member_ea            in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
members.show GET member=member_c1            in  -- -- --  -- -- -- -- --  -- --  -- --  -- ok
members.show GET member=member_sb            in  -- -- --  -- -- -- -- --  -- --  -- ok  -- --
members.job POST                             in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
members.job POST member=member_ea            in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
members.renew POST                           in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
members.renew POST member=member_ea          in  -- -- --  -- -- -- -- --  -- --  no --  -- --
members.sheet GET                            in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
members.sheet GET member=member_ea           in  -- -- --  -- -- -- -- --  -- --  no --  -- --
members.give_role POST                       in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
members.give_role POST member=member_ea      in  -- -- --  -- -- -- -- --  -- --  no --  -- --
members.give_role POST member=member_ma      in  -- -- --  -- -- -- -- --  -- --  -- --  -- no
members.bring_back POST                      in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
members.bring_back POST member=member_ea     in  -- -- --  -- -- -- -- --  -- --  no --  -- --
leaving.new GET                              in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
leaving.new GET member=member_ea             in  -- -- --  -- -- -- -- --  -- --  no --  -- --
leaving.new GET member=member_c1             in  -- -- --  -- -- -- -- --  -- --  -- --  -- ok
leaving.create POST                          in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
leaving.create POST member=member_ma         in  -- -- --  -- -- -- -- --  -- --  -- --  -- no
blocks.new GET                               in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
blocks.new GET member=member_ma              in  -- -- --  -- -- -- -- --  -- --  -- --  -- no
blocks.create POST                           in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
blocks.create POST member=member_ma          in  -- -- --  -- -- -- -- --  -- --  -- --  -- no
blocks.lift POST                             in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
blocks.lift POST member=member_ea            in  -- -- --  -- -- -- -- --  -- --  no --  -- --
# A candidate without a placement yet: the own coach.
candidate_invitations.new GET                in  no no no  no no no no no  ok ok  no no  no no
candidate_invitations.create POST            in  no no no  no no no no no  ok ok  no no  no no
candidate_invitations.show GET               in  no -- --  -- -- -- -- --  ok --  -- --  -- --
candidate_invitations.renew POST             in  no -- --  -- -- -- -- --  ok --  -- --  -- --
candidate_invitations.sheet GET              in  no -- --  -- -- -- -- --  ok --  -- --  -- --
# Shared tablets: made, changed and revoked by the company's admin. On the tablet nobody is signed
# in; in a browser that is none, its pages lead to signing in. On one: test_tablet.py.
tablets.index GET                            in  no no --  no no no no --  no no  ok --  -- --
tablets.add POST                             in  no no --  no no no no --  no no  ok --  -- --
tablets.index GET organisation=town          in  -- -- --  -- -- -- -- --  no --  -- --  no no
tablets.show GET                             in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
tablets.settle POST                          in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
tablets.code POST                            in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
tablets.revoke POST                          in  -- -- --  -- -- -- -- --  -- --  ok --  -- --
tablet.show GET                              go  go go go  go go go go go  go go  go go  go go
tablet.person GET                            go  go go go  go go go go go  go go  go go  go go
tablet.enter POST                            --  -- -- --  -- -- -- -- --  -- --  -- --  -- --
tablet.pair GET                              ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
tablet.enrol POST                            ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
tablet.awake POST in 204 204 204 204 204 204 204 204 204 204 204 204 204 204
tablet_demo.take POST                        --  -- -- --  -- -- -- -- --  -- --  -- --  -- --
tablet_pins.choose GET                       in  no no no  -- -- -- -- --  no no  no no  no no
tablet_pins.keep POST                        in  no no no  -- -- -- -- --  no no  no no  no no
tablet_pins.forget POST                      in  -- -- --  -- -- -- -- --  -- --  -- --  -- --
# Ways in: everybody looks after the own ones alone. Without a sign-in that waits for its code, or
# a session that showed too little, the step leads to the front (test_second_step.py has both).
second_step.show GET                         go  go go go  go go go go go  go go  go go  go go
second_step.prove POST                       ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
passkeys.ask POST                            ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
passkeys.come_in POST                        ok  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
invitation_passkeys.ask POST token=guess     everybody:410
invitation_passkeys.accept POST token=guess  everybody:410
ways_begin.show GET                          in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
ways_begin.begin_app POST                    in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
ways_begin.app GET                           in  go go go  go go go go go  go go  go go  go go
ways_begin.confirm_app POST                  in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
ways_begin.ask_passkey POST                  in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
ways_begin.add_passkey POST                  in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
ways.show GET                                in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
ways.password POST                           in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
ways.remove_app POST                         in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
ways.rename POST                             in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
ways.remove POST                             in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
ways.codes POST                              in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
ways.links_seen POST                         in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
ways.leave_everywhere POST                   in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
# What is known of a candidate, in the own hand: who read along, the own dossier, corrections.
readings.mine GET                            in  ok ok ok  no no no no no  no no  no no  no no
corrections.index GET                        in  no no no  ok ok ok ok ok  ok ok  no no  no no
corrections.new GET                          in  ok -- --  no no -- -- --  no --  -- --  -- --
corrections.new GET note=secret_a1           in  -- -- --  no no -- -- --  -- --  -- --  -- --
corrections.create POST                      in  ok -- --  no no -- -- --  no --  -- --  -- --
corrections.show GET                         in  ok -- --  ok ok -- -- --  ok --  -- --  -- --
corrections.right POST                       in  no -- --  ok ok -- -- --  no --  -- --  -- --
corrections.keep POST                        in  no -- --  ok ok -- -- --  no --  -- --  -- --
corrections.again POST                       in  no -- --  no no -- -- --  ok --  -- --  -- --
corrections.take_back POST                   in  ok -- --  no no -- -- --  no --  -- --  -- --
dossier.show GET                             in  ok ok ok  no no no no no  no no  no no  no no
dossier.make POST                            in  ok ok ok  no no no no no  no no  no no  no no
known.show GET                               in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
known.pdf GET                                in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
# A privacy officer. Without a case nothing of a candidate; the case here is one that is over. What
# an open case opens, and nothing besides, is in test_privacy_cases.py.
privacy_cases.index GET                      in  no no no  no no no no no  no no  no no  ok no
privacy_cases.find POST                      in  no no no  no no no no no  no no  no no  ok no
privacy_cases.new POST                       in  no no no  no no no no no  no no  no no  ok no
privacy_cases.open_ POST                     in  no no no  no no no no no  no no  no no  ok no
privacy_cases.show GET                       in  -- -- --  -- -- -- -- --  -- --  -- --  ok --
privacy_cases.extend POST                    in  -- -- --  -- -- -- -- --  -- --  -- --  no --
privacy_cases.close POST                     in  -- -- --  -- -- -- -- --  -- --  -- --  no --
privacy_cases.hold POST                      in  -- -- --  -- -- -- -- --  -- --  -- --  no --
privacy_cases.dossier GET                    in  -- -- --  -- -- -- -- --  -- --  -- --  no --
privacy_cases.make_dossier POST              in  -- -- --  -- -- -- -- --  -- --  -- --  no --
redactions.new GET                           in  -- -- --  -- -- -- -- --  -- --  -- --  no --
redactions.look POST                         in  -- -- --  -- -- -- -- --  -- --  -- --  no --
redactions.remove POST                       in  -- -- --  -- -- -- -- --  -- --  -- --  no --
papers.index GET                             in  no no no  no no no no no  no no  no no  ok no
papers.show GET name=register                in  no no no  no no no no no  no no  no no  ok no
papers.show GET name=dpia                    in  no no no  no no no no no  no no  no no  ok no
papers.show GET name=verwerkersovereenkomst  in  no no no  no no no no no  no no  no no  ok no
papers.show GET name=nergens                 in  no no no  no no no no no  no no  no no  -- no
papers.pdf GET name=register                 in  no no no  no no no no no  no no  no no  ok no
# Only where the setting names somebody: tests/routes/test_security_txt.py.
security_txt.show GET                        --  -- -- --  -- -- -- -- --  -- --  -- --  -- --
# Written on a locked tablet under the name of supervisor_a. A tablet brings it by itself; a browser
# that is none is refused. On one: test_claimed.py.
claimed.show GET                             in  -- -- --  ok -- -- -- --  -- --  -- --  -- --
claimed.confirm POST                         in  -- -- --  ok -- -- -- --  -- --  -- --  -- --
claimed.deny POST                            in  -- -- --  ok -- -- -- --  -- --  -- --  -- --
outbox.receive_claimed POST                  no  no no no  no no no no no  no no  no no  no no
# Show once more that it is you: whoever is signed in, about themselves alone.
proving.show GET                             in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
proving.prove POST                           in  ok ok ok  ok ok ok ok ok  ok ok  ok ok  ok ok
# A link put into the own account. This one is of a candidate and offers nothing; what it gives to
# whom it is for: tests/routes/test_joining.py.
joining.show GET token=nonsense   in 410 410 410 410 410 410 410 410 410 410 410 410 410 410
joining.show GET token=open_link  in 410 410 410 410 410 410 410 410 410 410 410 410 410 410
joining.join POST token=nonsense  in 410 410 410 410 410 410 410 410 410 410 410 410 410 410
joining.join POST token=open_link in 410 410 410 410 410 410 410 410 410 410 410 410 410 410
# What a candidate looks back on, apart from Mijn voortgang.
looking_back.index GET                       in  ok ok ok  no no no no no  no no  no no  no no
# The next code for a guest, on a tablet that is locked: tests/routes/test_next_code.py.
lock.code POST                               in  -- -- --  -- -- -- -- --  -- --  -- --  -- --
# It stays as it is: whoever of the two asked, or was asked.
signatures.drop_correction POST evaluation=final in  no -- --  ok ok -- -- --  ok --  no --  -- --
# The second part of the form: for who writes, as long as there is something to write.
evaluations.in_words GET                         in  no -- --  ok ok -- -- --  -- --  -- --  -- --
evaluations.in_words GET evaluation=discussed    in  no -- --  ok ok -- -- --  no --  -- --  -- --
evaluations.in_words GET evaluation=final        in  no -- --  go go -- -- --  no --  no --  -- --
evaluations.save_in_words POST                   in  no -- --  ok ok -- -- --  -- --  -- --  -- --
evaluations.save_in_words POST evaluation=ready  in  no -- --  ok ok -- -- --  no --  -- --  -- --
"""
