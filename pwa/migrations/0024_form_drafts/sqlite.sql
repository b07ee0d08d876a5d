CREATE TABLE "form_draft" ("id" TEXT NOT NULL PRIMARY KEY, "user_id" TEXT NOT NULL, "placement_id" TEXT NOT NULL, "form" TEXT NOT NULL CHECK ("form" IN ('agreement_terms', 'agreement_plan')), "edition" INTEGER NOT NULL, "fields" TEXT NOT NULL, "saved_at" DATETIME NOT NULL, FOREIGN KEY ("user_id") REFERENCES "user_account" ("id") ON DELETE CASCADE, FOREIGN KEY ("placement_id") REFERENCES "placement" ("id") ON DELETE CASCADE);
CREATE INDEX "form_draft_user_id" ON "form_draft" ("user_id");
CREATE INDEX "form_draft_placement_id" ON "form_draft" ("placement_id");
CREATE UNIQUE INDEX "form_draft_user_id_placement_id_form" ON "form_draft" ("user_id", "placement_id", "form");
