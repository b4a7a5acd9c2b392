-- Who changed a group last: said to the other one of two people who edit it at once.
ALTER TABLE "connector_groups" ADD COLUMN "updated_by_name" TEXT;
