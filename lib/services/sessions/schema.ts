import { z } from "zod";

export const endSessionSchema = z.strictObject({ id: z.uuid("This is not the id of a session.") });
