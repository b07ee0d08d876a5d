ALTER TABLE "access_log" ALTER COLUMN "placement_id" DROP NOT NULL;
