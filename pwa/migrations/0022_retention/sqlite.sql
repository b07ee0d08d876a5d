CREATE TABLE "retention_terms" ("id" TEXT NOT NULL PRIMARY KEY, "municipality_id" TEXT NOT NULL, "version" INTEGER NOT NULL, "numbers" TEXT NOT NULL, "made_by_id" TEXT NOT NULL, "made_at" DATETIME NOT NULL, FOREIGN KEY ("municipality_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT, FOREIGN KEY ("made_by_id") REFERENCES "user_account" ("id") ON DELETE RESTRICT);
CREATE INDEX "retention_terms_municipality_id" ON "retention_terms" ("municipality_id");
CREATE INDEX "retention_terms_made_by_id" ON "retention_terms" ("made_by_id");
CREATE UNIQUE INDEX "retention_terms_municipality_id_version" ON "retention_terms" ("municipality_id", "version");
CREATE TABLE "retention_offer" ("id" TEXT NOT NULL PRIMARY KEY, "placement_id" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN ('notes', 'evaluations', 'placements', 'never_started', 'accounts', 'access_log', 'sign_ins', 'devices', 'receipts', 'drafts', 'files', 'audit')), "offered_on" DATE NOT NULL, "goes_on" DATE NOT NULL, "candidate_saw_at" DATETIME, "coach_saw_at" DATETIME, FOREIGN KEY ("placement_id") REFERENCES "placement" ("id") ON DELETE CASCADE, CHECK (goes_on >= offered_on));
CREATE INDEX "retention_offer_placement_id" ON "retention_offer" ("placement_id");
CREATE UNIQUE INDEX "retention_offer_placement_id_kind" ON "retention_offer" ("placement_id", "kind");
CREATE TABLE "retention_run" ("id" TEXT NOT NULL PRIMARY KEY, "started_at" DATETIME NOT NULL, "finished_at" DATETIME, "started_by" TEXT NOT NULL, "terms" TEXT NOT NULL, "head_before" TEXT NOT NULL, "head_after" TEXT NOT NULL);
CREATE TABLE "retention_step" ("id" TEXT NOT NULL PRIMARY KEY, "run_id" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN ('notes', 'evaluations', 'placements', 'never_started', 'accounts', 'access_log', 'sign_ins', 'devices', 'receipts', 'drafts', 'files', 'audit')), "municipality_id" TEXT, "subject_id" TEXT, "counts" TEXT NOT NULL, "ids_hash" TEXT NOT NULL, "at" DATETIME NOT NULL, FOREIGN KEY ("run_id") REFERENCES "retention_run" ("id") ON DELETE CASCADE);
CREATE INDEX "retention_step_run_id" ON "retention_step" ("run_id");
CREATE TABLE "forgotten_document" ("id" TEXT NOT NULL PRIMARY KEY, "code" TEXT NOT NULL, "pdf_hash" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN ('interim_evaluation', 'final_evaluation', 'agreement', 'premium')), "version" INTEGER NOT NULL, "made_at" DATETIME NOT NULL, "current" INTEGER NOT NULL, "sealed" INTEGER NOT NULL, "seal" TEXT NOT NULL, "forgotten_at" DATETIME NOT NULL);
CREATE UNIQUE INDEX "forgotten_document_code" ON "forgotten_document" ("code");
CREATE INDEX "forgotten_document_pdf_hash" ON "forgotten_document" ("pdf_hash");
CREATE TABLE "audit_checkpoint" ("id" TEXT NOT NULL PRIMARY KEY, "upto" INTEGER NOT NULL, "last_hash" TEXT NOT NULL, "last_at" DATETIME NOT NULL, "events" INTEGER NOT NULL, "made_at" DATETIME NOT NULL, "key_id" TEXT NOT NULL, "signature" TEXT NOT NULL);
CREATE UNIQUE INDEX "audit_checkpoint_upto" ON "audit_checkpoint" ("upto");
DROP TRIGGER "audit_event_no_delete";
CREATE TRIGGER "audit_event_no_delete" BEFORE DELETE ON "audit_event"
WHEN NOT EXISTS (SELECT 1 FROM "audit_checkpoint" WHERE "upto" >= OLD."seq")
BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END;
CREATE TRIGGER "audit_event_no_replace" BEFORE INSERT ON "audit_event"
WHEN EXISTS (SELECT 1 FROM "audit_event" WHERE "seq" = NEW."seq")
BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END;
CREATE TRIGGER "audit_checkpoint_fits" BEFORE INSERT ON "audit_checkpoint"
WHEN NOT EXISTS (SELECT 1 FROM "audit_event" WHERE "seq" = NEW."upto" AND "hash" = NEW."last_hash")
OR NEW."upto" >= (SELECT max("seq") FROM "audit_event")
OR EXISTS (SELECT 1 FROM "audit_checkpoint" WHERE "upto" >= NEW."upto" OR "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'a checkpoint needs its event'); END;
CREATE TRIGGER "audit_checkpoint_no_update" BEFORE UPDATE ON "audit_checkpoint"
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
CREATE TRIGGER "audit_checkpoint_no_delete" BEFORE DELETE ON "audit_checkpoint"
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
