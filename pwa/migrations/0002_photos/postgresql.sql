ALTER TABLE "organisation" ADD COLUMN "photos" BOOLEAN NOT NULL DEFAULT FALSE;
CREATE TABLE "note_photo" ("id" UUID NOT NULL PRIMARY KEY, "note_id" UUID NOT NULL, "position" INTEGER NOT NULL, "large_id" UUID NOT NULL, "small_id" UUID NOT NULL, "width" INTEGER NOT NULL, "height" INTEGER NOT NULL, "made_at" TIMESTAMP NOT NULL, "received_at" TIMESTAMP NOT NULL, FOREIGN KEY ("note_id") REFERENCES "note" ("id") ON DELETE CASCADE, FOREIGN KEY ("large_id") REFERENCES "blob" ("id") ON DELETE RESTRICT, FOREIGN KEY ("small_id") REFERENCES "blob" ("id") ON DELETE RESTRICT, CHECK ("position" BETWEEN 1 AND 3));
CREATE INDEX "note_photo_note_id" ON "note_photo" ("note_id");
CREATE INDEX "note_photo_large_id" ON "note_photo" ("large_id");
CREATE INDEX "note_photo_small_id" ON "note_photo" ("small_id");
CREATE UNIQUE INDEX "note_photo_note_id_position" ON "note_photo" ("note_id", "position");
