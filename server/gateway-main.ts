import { serve } from "@/server/children/serve";

await serve(async () => {
  const { startGateway } = await import("@/server/gateway/start");
  return await startGateway();
});
