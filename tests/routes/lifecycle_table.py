"""What a person gets in each state of a relation: written by hand from the rules, per group.

A line names a group and an address; the group says what everybody gets there, state by state:

    ok    let through: a page, or the form speaks (200, 302, 303, 409, 422)
    no    403: it is there, but not for you to do
    --    404: for you it does not exist
    in    asked to sign in: nobody is signed in any more

States of who guides candidate_a1: before the start, active, ended within evaluate_until, access
ended, reassigned to a colleague, moved to another company, left, blocked. Of the coach: before,
active, closed 30 and 31 days ago, reassigned, left, blocked. Of the company's administration:
active, closed, left, blocked. Of the candidate: before, active, closed. Of a coach who covers and a
colleague who stands in: before, in and after the days. A new handbook is proposed by the main
supervisor of today alone (decision 16).

Lines with `placement=offered` or `karel` are about a placement that does not end with the one of
candidate_a1.
"""

COLUMNS = (
    "supervisor before", "supervisor active", "supervisor evaluates", "supervisor ended",
    "supervisor reassigned", "supervisor moved", "supervisor left", "supervisor blocked",
    "coach before", "coach active", "coach day30", "coach day31", "coach reassigned",
    "coach left", "coach blocked",
    "company active", "company closed", "company left", "company blocked",
    "candidate before", "candidate active", "candidate closed",
    "cover before", "cover active", "cover over",
    "stand_in before", "stand_in active", "stand_in over",
)  # fmt: skip

GROUPS = """
#          supervisor               coach                 company      candidate cover     stand-in
#          be ac ev en re mo le bl  be ac 30 31 re le bl  ac cl le bl  be ac cl  be ac ov  be ac ov
page       ok ok ok -- -- -- in in  ok ok ok ok -- in in  ok ok in in  ok ok ok  -- ok --  -- ok --
text       ok ok ok -- -- -- in in  ok ok ok -- -- in in  -- -- in in  no no no  -- ok --  -- ok --
picture    ok ok ok -- -- -- in in  ok ok ok -- -- in in  -- -- in in  ok ok ok  -- ok --  -- ok --
secret     ok ok ok -- -- -- in in  -- -- -- -- -- in in  -- -- in in  -- -- --  -- -- --  -- ok --
own_note   ok ok ok -- -- -- in in  no no no -- -- in in  -- -- in in  no no no  -- no --  -- no --
fresh_note ok ok ok -- -- -- in in  -- -- -- -- -- in in  -- -- in in  -- -- --  -- -- --  -- no --
nobody     no no no -- -- -- in in  no no no -- -- in in  -- -- in in  no no no  -- no --  -- no --
reaction   no no no -- -- -- in in  no no no -- -- in in  -- -- in in  ok ok ok  -- no --  -- no --
day        ok ok ok -- -- -- in in  no no no no -- in in  no no in in  no no no  -- no --  -- ok --
next_shift ok ok ok -- -- -- in in  -- -- -- -- -- in in  -- -- in in  -- -- --  -- -- --  -- ok --
own_day    no no no -- -- -- in in  no no no no -- in in  no no in in  no ok no  -- no --  -- no --
own_week   no no no -- -- -- in in  no no no no -- in in  no no in in  ok ok ok  -- no --  -- no --
coaching   no no no -- -- -- in in  ok ok ok ok -- in in  no no in in  no no no  -- ok --  -- no --
ticks      ok ok ok -- -- -- in in  ok ok ok ok -- in in  ok ok in in  no no no  -- ok --  -- ok --
proposes   no ok no -- -- -- in in  no no no no -- in in  ok ok in in  no no no  -- no --  -- no --
starts     ok ok ok -- -- -- in in  ok ok ok ok -- in in  no no in in  no no no  -- ok --  -- ok --
candidate  -- -- -- -- -- -- in in  ok ok ok ok -- in in  -- -- in in  no no no  -- ok --  -- -- --
ev_read    ok ok ok -- -- -- in in  ok ok ok ok -- in in  -- -- in in  ok ok ok  -- ok --  -- ok --
ev_final   ok ok ok -- -- -- in in  ok ok ok ok -- in in  ok ok in in  ok ok ok  -- ok --  -- ok --
ev_write   ok ok ok -- -- -- in in  no no no no -- in in  -- -- in in  no no no  -- no --  -- ok --
ev_own     no no no -- -- -- in in  no no no no -- in in  -- -- in in  ok ok ok  -- no --  -- no --
ev_sign    no no no -- -- -- in in  ok ok ok ok -- in in  -- -- in in  no no no  -- ok --  -- no --
ev_company no no no -- -- -- in in  no no no no -- in in  ok ok in in  no no no  -- no --  -- no --
ev_correct ok ok ok -- -- -- in in  ok ok ok ok -- in in  no no in in  no no no  -- ok --  -- ok --
ev_table   ok ok ok -- -- -- in in  ok ok ok ok -- in in  -- -- in in  no no no  -- ok --  -- ok --
agreed     ok ok ok -- -- -- in in  ok ok ok ok -- in in  no no in in  ok ok ok  -- ok --  -- ok --
contract   ok ok ok ok -- -- in in  ok ok ok ok -- in in  ok ok in in  ok ok ok  -- ok --  -- -- --
signs      no no no no -- -- in in  ok ok ok ok -- in in  ok ok in in  ok ok ok  -- ok --  -- -- --
asks       no no no no -- -- in in  no no no no -- in in  ok ok in in  ok ok ok  -- no --  -- -- --
arranges   no no no no -- -- in in  ok ok ok ok -- in in  no no in in  no no no  -- ok --  -- -- --
ready      ok ok ok ok -- -- in in  ok ok ok ok -- in in  no no in in  no no no  -- ok --  -- -- --
law        no no no no -- -- in in  ok ok ok ok -- in in  no no in in  -- -- --  -- -- --  -- -- --
covers     -- -- -- -- -- -- in in  ok ok ok ok no in in  -- -- in in  -- -- --  ok ok ok  -- -- --
claim      ok ok ok ok ok -- in in  -- -- -- -- -- in in  -- -- in in  -- -- --  -- -- --  -- -- --
stands_in  ok ok -- -- -- -- in in  -- -- -- -- -- in in  ok -- in in  -- -- --  -- -- --  no no no
"""

LINES = """
page        placements.show GET
page        guidance.show GET
page        hours.statement GET
page        handbook_moves.show GET
text        notes.show GET
text        notes.show GET note=old_note_a1
secret      notes.show GET note=secret_a1
picture     photos.show GET
picture     photos.large GET
picture     photos.small GET
secret      photos.show GET photo=photo_secret_a1
own_note    photos.remove POST
own_note    notes.edit GET
own_note    notes.update POST
own_note    notes.withdraw POST
secret      notes.discussed POST note=secret_a1
fresh_note  notes.undo POST note=fresh_a1
fresh_note  notes.wrong_person GET note=fresh_a1
fresh_note  notes.move POST note=fresh_a1
nobody      notes.restore POST
reaction    progress.react POST
reaction    corrections.new GET
reaction    corrections.create POST
day         attendance.fill POST
day         hours.fill POST
day         hours.answer POST
next_shift  handovers.acknowledge POST
own_day     progress.own_day POST
own_week    hours.contest POST
coaching    ways_in.of_placement GET
coaching    ways_in.renew POST
coaching    ways_in.sheets GET
coaching    visits.new GET
coaching    visits.create POST
coaching    running.pause GET
coaching    running.do_pause POST
coaching    running.resume GET
coaching    running.do_resume POST
coaching    extensions.new GET
coaching    extensions.create POST
coaching    endings.stop GET
coaching    endings.do_stop POST
coaching    endings.onward GET
coaching    endings.do_onward POST
coaching    milestones.rules GET
coaching    milestones.follow POST
coaching    handbook_moves.answer POST
coaching    replanning.edit GET
coaching    replanning.save POST
ticks       milestones.tick POST
ticks       milestones.undo POST
proposes    handbook_moves.propose POST
starts      evaluations.new GET
starts      evaluations.start POST
candidate   workplaces.beside GET
candidate   candidate_invitations.show GET
candidate   candidate_invitations.renew POST
candidate   candidate_invitations.sheet GET
ev_read     evaluations.show GET
ev_read     evaluations.pdf GET
ev_final    evaluations.show GET evaluation=final
ev_final    evaluations.pdf GET evaluation=final
ev_write    evaluations.save POST
ev_write    evaluations.in_words GET
ev_write    evaluations.save_in_words POST
ev_write    evaluations.talk_form GET
ev_write    evaluations.talk POST
ev_write    evaluations.change POST
ev_write    evidence.choose GET evaluation=discussed
ev_write    talking.start GET
ev_write    talking.show GET number=1
ev_write    talking.held POST
ev_write    talking.fix GET
ev_write    talking.freeze POST
ev_own      evaluations.own_view GET
ev_own      evaluations.save_own_view POST
ev_own      signatures.seen POST
ev_own      signatures.decide POST
ev_sign     signatures.sign_off POST
ev_sign     signatures.send_back POST
ev_sign     signatures.close POST
ev_company  signatures.company POST evaluation=asked
ev_correct  signatures.ask_correction POST evaluation=final
ev_correct  signatures.supersede POST evaluation=final
ev_correct  signatures.drop_correction POST evaluation=final
ev_table    table_start.begin POST
ev_table    table_start.code POST
starts      goals.mark POST
agreed      actions.done POST evaluation=final action=action_a1
agreed      actions.undo POST evaluation=final action=action_a1
contract    agreements.show GET placement=offered
contract    agreements.pdf GET placement=offered
signs       agreements.sign POST placement=offered
asks        agreements.ask POST placement=offered
arranges    agreements.answered POST placement=offered
arranges    agreements.offer POST placement=offered
arranges    agreements.paper POST placement=offered
arranges    agreements.edit GET placement=offered
arranges    agreements.change POST placement=offered
arranges    agreements.stop GET placement=offered
arranges    agreements.cancel POST placement=offered
ready       agreements.tick POST placement=offered
law         decisions.premium GET placement=karel month=6
law         decisions.decide_premium POST placement=karel month=6
law         decisions.premium_pdf GET placement=karel month=6
law         decisions.chance GET placement=karel
law         decisions.answer_chance POST placement=karel
covers      covers.end POST
stands_in   stand_ins.end POST
claim       claimed.show GET
claim       claimed.confirm POST
claim       claimed.deny POST
"""
