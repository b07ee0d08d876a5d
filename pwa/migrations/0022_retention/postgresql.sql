CREATE TABLE "retention_terms" ("id" UUID NOT NULL PRIMARY KEY, "municipality_id" UUID NOT NULL, "version" INTEGER NOT NULL, "numbers" TEXT NOT NULL, "made_by_id" UUID NOT NULL, "made_at" TIMESTAMP NOT NULL, FOREIGN KEY ("municipality_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT, FOREIGN KEY ("made_by_id") REFERENCES "user_account" ("id") ON DELETE RESTRICT);
CREATE INDEX "retention_terms_municipality_id" ON "retention_terms" ("municipality_id");
CREATE INDEX "retention_terms_made_by_id" ON "retention_terms" ("made_by_id");
CREATE UNIQUE INDEX "retention_terms_municipality_id_version" ON "retention_terms" ("municipality_id", "version");
CREATE TABLE "retention_offer" ("id" UUID NOT NULL PRIMARY KEY, "placement_id" UUID NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN ('notes', 'evaluations', 'placements', 'never_started', 'accounts', 'access_log', 'sign_ins', 'devices', 'receipts', 'drafts', 'files', 'audit')), "offered_on" DATE NOT NULL, "goes_on" DATE NOT NULL, "candidate_saw_at" TIMESTAMP, "coach_saw_at" TIMESTAMP, FOREIGN KEY ("placement_id") REFERENCES "placement" ("id") ON DELETE CASCADE, CHECK (goes_on >= offered_on));
CREATE INDEX "retention_offer_placement_id" ON "retention_offer" ("placement_id");
CREATE UNIQUE INDEX "retention_offer_placement_id_kind" ON "retention_offer" ("placement_id", "kind");
CREATE TABLE "retention_run" ("id" UUID NOT NULL PRIMARY KEY, "started_at" TIMESTAMP NOT NULL, "finished_at" TIMESTAMP, "started_by" TEXT NOT NULL, "terms" TEXT NOT NULL, "head_before" TEXT NOT NULL, "head_after" TEXT NOT NULL);
CREATE TABLE "retention_step" ("id" UUID NOT NULL PRIMARY KEY, "run_id" UUID NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN ('notes', 'evaluations', 'placements', 'never_started', 'accounts', 'access_log', 'sign_ins', 'devices', 'receipts', 'drafts', 'files', 'audit')), "municipality_id" UUID, "subject_id" UUID, "counts" TEXT NOT NULL, "ids_hash" TEXT NOT NULL, "at" TIMESTAMP NOT NULL, FOREIGN KEY ("run_id") REFERENCES "retention_run" ("id") ON DELETE CASCADE);
CREATE INDEX "retention_step_run_id" ON "retention_step" ("run_id");
CREATE TABLE "forgotten_document" ("id" UUID NOT NULL PRIMARY KEY, "code" TEXT NOT NULL, "pdf_hash" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN ('interim_evaluation', 'final_evaluation', 'agreement', 'premium')), "version" INTEGER NOT NULL, "made_at" TIMESTAMP NOT NULL, "current" BOOLEAN NOT NULL, "sealed" BOOLEAN NOT NULL, "seal" TEXT NOT NULL, "forgotten_at" TIMESTAMP NOT NULL);
CREATE UNIQUE INDEX "forgotten_document_code" ON "forgotten_document" ("code");
CREATE INDEX "forgotten_document_pdf_hash" ON "forgotten_document" ("pdf_hash");
CREATE TABLE "audit_checkpoint" ("id" UUID NOT NULL PRIMARY KEY, "upto" INTEGER NOT NULL, "last_hash" TEXT NOT NULL, "last_at" TIMESTAMP NOT NULL, "events" INTEGER NOT NULL, "made_at" TIMESTAMP NOT NULL, "key_id" TEXT NOT NULL, "signature" TEXT NOT NULL);
CREATE UNIQUE INDEX "audit_checkpoint_upto" ON "audit_checkpoint" ("upto");
DROP TRIGGER "audit_event_no_change" ON "audit_event";
CREATE TRIGGER "audit_event_no_change" BEFORE UPDATE OR TRUNCATE ON "audit_event"
FOR EACH STATEMENT EXECUTE FUNCTION "audit_event_append_only"();
CREATE FUNCTION "audit_event_behind"() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF EXISTS (SELECT 1 FROM "audit_checkpoint" WHERE "upto" >= OLD."seq") THEN RETURN OLD; END IF; RAISE EXCEPTION 'audit events are append-only'; END $$;
CREATE TRIGGER "audit_event_no_delete" BEFORE DELETE ON "audit_event"
FOR EACH ROW EXECUTE FUNCTION "audit_event_behind"();
CREATE FUNCTION "audit_checkpoint_fit"() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF EXISTS (SELECT 1 FROM "audit_event" WHERE "seq" = NEW."upto" AND "hash" = NEW."last_hash") AND NEW."upto" < (SELECT max("seq") FROM "audit_event") AND NOT EXISTS (SELECT 1 FROM "audit_checkpoint" WHERE "upto" >= NEW."upto") THEN RETURN NEW; END IF; RAISE EXCEPTION 'a checkpoint needs its event'; END $$;
CREATE TRIGGER "audit_checkpoint_fits" BEFORE INSERT ON "audit_checkpoint"
FOR EACH ROW EXECUTE FUNCTION "audit_checkpoint_fit"();
CREATE FUNCTION "audit_checkpoint_append_only"() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'checkpoints are append-only'; END $$;
CREATE TRIGGER "audit_checkpoint_no_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_checkpoint"
FOR EACH STATEMENT EXECUTE FUNCTION "audit_checkpoint_append_only"();
