CREATE TABLE "access_log_before" AS SELECT * FROM "access_log";
DROP TABLE "access_log";
CREATE TABLE "access_log" ("id" INTEGER NOT NULL PRIMARY KEY, "at" DATETIME NOT NULL, "reader_id" TEXT NOT NULL, "candidate_id" TEXT NOT NULL, "placement_id" TEXT, "what" TEXT NOT NULL, "count" TEXT NOT NULL);
CREATE INDEX "access_log_candidate_id_at" ON "access_log" ("candidate_id", "at");
INSERT INTO "access_log" ("id", "at", "reader_id", "candidate_id", "placement_id", "what", "count") SELECT "id", "at", "reader_id", "candidate_id", "placement_id", "what", "count" FROM "access_log_before";
DROP TABLE "access_log_before";
