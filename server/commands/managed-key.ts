import { AppError } from "@/lib/errors";
import { systemActor } from "@/lib/services/actor";
import { createManagedKey } from "@/lib/services/provisioning-keys/create-managed";
import { describeFields, parseManagedKeyArguments } from "@/server/managed-key-input";
import { reportFailure } from "@/server/report-failure";

try {
  const input = parseManagedKeyArguments(process.argv.slice(2));
  const { key, provisioningKey, groupCreated } = await createManagedKey(systemActor("managed-key"), input);
  if (groupCreated) console.error(`App Connector Group "${key.groupName}" was created.`);
  console.error(`Provisioning key "${key.name}" was created, managed by ${key.managedBy}. Its string:`);
  // Alone on stdout, so that a script can pipe it into a file.
  console.log(provisioningKey.expose());
} catch (error) {
  const fields = error instanceof AppError ? describeFields(error.fields) : "";
  if (fields === "") reportFailure(error);
  else console.error(fields);
  process.exit(1);
}
// Idle database connections would keep the process alive.
process.exit(0);
