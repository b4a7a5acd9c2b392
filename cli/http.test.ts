import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type Endpoint, openTlsConnection, TransportError } from "./http";
import { startGateway } from "./testing/gateway";
import { createAuthority, issueServer } from "./testing/pki";

describe("openTlsConnection", () => {
  it("goes on to the next address of a name when the first does not answer, and says so when none does", async () => {
    const root = createAuthority("Test Root");
    const gateway = await startGateway({ identity: issueServer(root), chain: root.pem, enroll: () => {} });
    const addresses = [
      { address: "::1", family: 6 },
      { address: "127.0.0.1", family: 4 },
    ];
    const endpoint: Endpoint = { hostname: "localhost", port: gateway.port, addresses };
    const socket = await openTlsConnection(endpoint, { rejectUnauthorized: true, ca: [root.pem] }, DEFAULT_LIMITS);
    expect([socket.remoteAddress, socket.authorized]).toEqual(["127.0.0.1", true]);
    socket.destroy();
    await gateway.close();
    const refused = openTlsConnection(endpoint, { rejectUnauthorized: false }, DEFAULT_LIMITS);
    await expect(refused).rejects.toThrow(TransportError);
  });
});
