CREATE TABLE "week_hours" ("id" UUID NOT NULL PRIMARY KEY, "placement_id" UUID NOT NULL, "monday" DATE NOT NULL, "edition" INTEGER NOT NULL, "days" TEXT NOT NULL, "days_hash" TEXT NOT NULL, "confirmed_by_id" UUID NOT NULL, "confirmed_at" TIMESTAMP NOT NULL, FOREIGN KEY ("placement_id") REFERENCES "placement" ("id") ON DELETE CASCADE, FOREIGN KEY ("confirmed_by_id") REFERENCES "user_account" ("id") ON DELETE RESTRICT, CHECK (edition > 0));
CREATE INDEX "week_hours_placement_id" ON "week_hours" ("placement_id");
CREATE INDEX "week_hours_confirmed_by_id" ON "week_hours" ("confirmed_by_id");
CREATE UNIQUE INDEX "week_hours_placement_id_monday_edition" ON "week_hours" ("placement_id", "monday", "edition");
CREATE TABLE "week_dispute" ("id" UUID NOT NULL PRIMARY KEY, "placement_id" UUID NOT NULL, "monday" DATE NOT NULL, "text" TEXT NOT NULL, "made_by_id" UUID NOT NULL, "made_at" TIMESTAMP NOT NULL, "body_hash" TEXT NOT NULL, "answer" TEXT NOT NULL, "change" TEXT, "answered_by_id" UUID, "answered_at" TIMESTAMP, FOREIGN KEY ("placement_id") REFERENCES "placement" ("id") ON DELETE CASCADE, FOREIGN KEY ("made_by_id") REFERENCES "user_account" ("id") ON DELETE RESTRICT, FOREIGN KEY ("answered_by_id") REFERENCES "user_account" ("id") ON DELETE RESTRICT, CHECK (length("text") > 0), CHECK (length("text") <= 600), CHECK (length("answer") <= 600));
CREATE INDEX "week_dispute_placement_id" ON "week_dispute" ("placement_id");
CREATE INDEX "week_dispute_made_by_id" ON "week_dispute" ("made_by_id");
CREATE INDEX "week_dispute_answered_by_id" ON "week_dispute" ("answered_by_id");
CREATE INDEX "week_dispute_placement_id_monday" ON "week_dispute" ("placement_id", "monday");
