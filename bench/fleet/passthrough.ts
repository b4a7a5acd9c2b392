import { once } from "node:events";
import { createConnection, createServer, type Socket } from "node:net";

export type Passthrough = {
  port: number;
  /** Connections handed to each target, and those that found neither. */
  counts: { handed: number[]; moved: number; lost: number };
  close(): Promise<void>;
};

/** A target that is just being started again holds nobody up for longer. */
const CONNECT_MS = 1_000;

/**
 * What stands in front of several gateways: hands each TCP connection on to one of them in turn, to the next where one does not
 * listen, and breaks it when the gateway does. TLS goes through it untouched.
 * In: the ports on this machine; the order in which they are asked for changes with each connection.
 */
export async function startPassthrough(targets: () => number[]): Promise<Passthrough> {
  const counts = { handed: targets().map(() => 0), moved: 0, lost: 0 };
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer({ pauseOnConnect: true }, (client) => {
    open.add(client);
    client.on("error", () => client.destroy());
    client.once("close", () => open.delete(client));
    turn += 1;
    void connect(client, targets(), turn);
  });

  async function connect(client: Socket, ports: number[], first: number): Promise<void> {
    for (let step = 0; step < ports.length; step += 1) {
      const index = (first + step) % ports.length;
      const target = await dial(ports[index] ?? 0);
      if (!target) continue;
      counts.handed[index] = (counts.handed[index] ?? 0) + 1;
      if (step > 0) counts.moved += 1;
      target.on("error", () => client.destroy());
      target.once("close", () => client.destroy());
      client.once("close", () => target.destroy());
      client.pipe(target).pipe(client);
      if (client.destroyed) target.destroy();
      return;
    }
    counts.lost += 1;
    client.destroy();
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    counts,
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** Out: a connection, or null when nobody listens there. */
function dial(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    const timer = setTimeout(() => socket.destroy(new Error("too slow")), CONNECT_MS);
    const settle = (answer: Socket | null) => {
      clearTimeout(timer);
      resolve(answer);
    };
    socket.once("error", () => settle(null));
    socket.once("connect", () => settle(socket));
  });
}
