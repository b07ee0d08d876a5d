CREATE TABLE "claimed_note" ("id" TEXT NOT NULL PRIMARY KEY, "author_id" TEXT NOT NULL, "tablet_id" TEXT NOT NULL, "about" TEXT NOT NULL, "day" DATE NOT NULL, "text" TEXT NOT NULL, "made_at" DATETIME NOT NULL, "received_at" DATETIME NOT NULL, "denied_at" DATETIME, FOREIGN KEY ("author_id") REFERENCES "user_account" ("id") ON DELETE CASCADE, FOREIGN KEY ("tablet_id") REFERENCES "tablet" ("id") ON DELETE CASCADE, CHECK (length("about") <= 60), CHECK (length("text") <= 600));
CREATE INDEX "claimed_note_author_id" ON "claimed_note" ("author_id");
CREATE INDEX "claimed_note_tablet_id" ON "claimed_note" ("tablet_id");
CREATE INDEX "claimed_note_received_at" ON "claimed_note" ("received_at");
