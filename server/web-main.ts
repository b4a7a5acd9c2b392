import { serve } from "@/server/children/serve";

await serve(async () => {
  const { startWeb } = await import("@/server/web");
  return await startWeb({ dev: process.argv.includes("--dev") });
});
