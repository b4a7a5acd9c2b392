-- The copies of a group in its keys can be rewritten before the group itself, in statements of bounded size: within a transaction that
-- asks for it, the foreign key is judged at its end. For everybody else it is judged at once, as before.
ALTER TABLE provisioning_keys
  ALTER CONSTRAINT "provisioning_keys_group_id_group_name_group_name_key_group_fkey" DEFERRABLE INITIALLY IMMEDIATE;
