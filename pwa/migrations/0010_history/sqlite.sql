CREATE TABLE "change" ("id" TEXT NOT NULL PRIMARY KEY, "organisation_id" TEXT, "placement_id" TEXT, "what" TEXT NOT NULL CHECK ("what" IN ('company_signs', 'photos', 'drawn_signatures', 'closed', 'guidance')), "before" TEXT, "after" TEXT, "made_by_id" TEXT, "made_at" DATETIME NOT NULL, FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE CASCADE, FOREIGN KEY ("placement_id") REFERENCES "placement" ("id") ON DELETE CASCADE, FOREIGN KEY ("made_by_id") REFERENCES "user_account" ("id") ON DELETE RESTRICT, CHECK ((organisation_id IS NULL) <> (placement_id IS NULL)));
CREATE INDEX "change_organisation_id" ON "change" ("organisation_id");
CREATE INDEX "change_placement_id" ON "change" ("placement_id");
CREATE INDEX "change_made_by_id" ON "change" ("made_by_id");
CREATE TABLE "rule_draft" ("id" TEXT NOT NULL PRIMARY KEY, "user_id" TEXT NOT NULL, "municipality_id" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN ('proefplaats', 'participatieplaats', 'werkervaringsplaats', 'ontwikkelplek')), "edition" INTEGER NOT NULL, "fields" TEXT NOT NULL, "saved_at" DATETIME NOT NULL, FOREIGN KEY ("user_id") REFERENCES "user_account" ("id") ON DELETE CASCADE, FOREIGN KEY ("municipality_id") REFERENCES "organisation" ("id") ON DELETE CASCADE);
CREATE INDEX "rule_draft_user_id" ON "rule_draft" ("user_id");
CREATE INDEX "rule_draft_municipality_id" ON "rule_draft" ("municipality_id");
CREATE UNIQUE INDEX "rule_draft_user_id_municipality_id_kind" ON "rule_draft" ("user_id", "municipality_id", "kind");
