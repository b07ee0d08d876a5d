ALTER TABLE "note" ADD COLUMN "guard_hits" INTEGER NOT NULL DEFAULT 0;
CREATE TABLE "guard_words" ("id" TEXT NOT NULL PRIMARY KEY, "municipality_id" TEXT NOT NULL, "version" INTEGER NOT NULL, "own" TEXT NOT NULL, "made_by_id" TEXT, "made_at" DATETIME NOT NULL, FOREIGN KEY ("municipality_id") REFERENCES "organisation" ("id") ON DELETE RESTRICT, FOREIGN KEY ("made_by_id") REFERENCES "user_account" ("id") ON DELETE RESTRICT);
CREATE INDEX "guard_words_municipality_id" ON "guard_words" ("municipality_id");
CREATE INDEX "guard_words_made_by_id" ON "guard_words" ("made_by_id");
CREATE UNIQUE INDEX "guard_words_municipality_id_version" ON "guard_words" ("municipality_id", "version");
