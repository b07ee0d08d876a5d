DROP INDEX "membership_user_id_organisation_id_role";
CREATE UNIQUE INDEX "membership_user_id_organisation_id_role_from_on" ON "membership" ("user_id", "organisation_id", "role", "from_on");
CREATE TABLE "account_block" ("id" TEXT NOT NULL PRIMARY KEY, "user_id" TEXT NOT NULL, "organisation_id" TEXT NOT NULL, "reason" TEXT NOT NULL CHECK ("reason" IN ('lost_device', 'left', 'misuse', 'something_else')), "state_before" TEXT NOT NULL CHECK ("state_before" IN ('invited', 'active', 'blocked')), "made_by_id" TEXT, "made_at" DATETIME NOT NULL, "lifted_at" DATETIME, "lifted_by_id" TEXT, FOREIGN KEY ("user_id") REFERENCES "user_account" ("id") ON DELETE CASCADE, FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE CASCADE, FOREIGN KEY ("made_by_id") REFERENCES "user_account" ("id") ON DELETE RESTRICT, FOREIGN KEY ("lifted_by_id") REFERENCES "user_account" ("id") ON DELETE RESTRICT);
CREATE INDEX "account_block_user_id" ON "account_block" ("user_id");
CREATE INDEX "account_block_organisation_id" ON "account_block" ("organisation_id");
CREATE INDEX "account_block_made_by_id" ON "account_block" ("made_by_id");
CREATE INDEX "account_block_lifted_by_id" ON "account_block" ("lifted_by_id");
