import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { postMessage } from "@/lib/webhook/post";
import { type Lookup, resolveTarget } from "@/lib/webhook/resolve-target";
import { type Receiver, startReceiver } from "@/lib/webhook/testing/receiver";

let receiver: Receiver;
let other: Receiver;

beforeAll(async () => {
  receiver = await startReceiver(["hooks.example.com"], ["127.0.0.1"]);
  other = await startReceiver(["elsewhere.example.com"]);
});
afterAll(async () => {
  await Promise.all([receiver.close(), other.close()]);
});
afterEach(() => {
  receiver.received.length = 0;
  receiver.answer((response) => response.writeHead(204).end());
});

const target = (path = "/in?token=t") => new URL(`https://hooks.example.com:${receiver.port}${path}`);
const post = (given: Partial<Parameters<typeof postMessage>[0]> = {}) =>
  postMessage({
    url: target(),
    addresses: ["127.0.0.1"],
    headers: { "webhook-id": "m1" },
    body: '{"a":"é"}',
    trustedCa: receiver.authority,
    ...given,
  });
const at =
  (...addresses: string[]): Lookup =>
  async () =>
    addresses;

describe("resolving", () => {
  const resolve = (url: string, lookup: Lookup, allowPrivate = false) =>
    resolveTarget(new URL(url), { allowPrivate, lookup });

  it("gives the addresses of a name, four at most", async () => {
    const six = ["8.8.8.1", "8.8.8.2", "8.8.8.3", "8.8.8.4", "8.8.8.5", "8.8.8.6"];
    expect(await resolve("https://a.example/", at(...six))).toEqual(six.slice(0, 4));
  });

  it.each([
    ["https://a.example/", "127.0.0.1", /leads to 127\.0\.0\.1, an address of a private network/],
    ["https://a.example/", "10.0.0.1", /private network/],
    ["https://a.example/", "::1", /private network/],
    ["https://a.example/", "::ffff:192.168.1.1", /private network/],
    ["https://a.example/", "169.254.169.254", /not an address of a receiver/],
    ["https://127.0.0.1/", "8.8.8.8", /^127\.0\.0\.1, an address of a private network/],
    ["https://0x7f.1/", "8.8.8.8", /^127\.0\.0\.1/],
    ["https://2130706433/", "8.8.8.8", /^127\.0\.0\.1/],
    ["https://[::1]/", "8.8.8.8", /^::1/],
    ["https://[::ffff:169.254.169.254]/", "8.8.8.8", /^::ffff:a9fe:a9fe, which is not an address/],
  ])("refuses %s at %s", async (url, address, words) => {
    await expect(resolve(url, at("8.8.8.8", address))).rejects.toThrow(words);
  });

  it("refuses a name of which one address among others is refused", async () => {
    await expect(resolve("https://a.example/", at("8.8.8.8", "8.8.4.4", "10.0.0.7"))).rejects.toThrow("10.0.0.7");
  });

  it("lets private addresses in where that is set, but none that hands out credentials", async () => {
    expect(await resolve("https://a.example/", at("10.0.0.1", "::1"), true)).toEqual(["10.0.0.1", "::1"]);
    for (const address of ["169.254.169.254", "fe80::1", "fd00:ec2::254", "0.0.0.0", "224.0.0.1"]) {
      await expect(resolve("https://a.example/", at(address), true)).rejects.toThrow("Nothing was sent");
    }
  });

  it("asks the system, for which localhost is loopback", async () => {
    await expect(resolveTarget(new URL("https://localhost/"), { allowPrivate: false })).rejects.toThrow(
      /^localhost leads to (127\.0\.0\.1|::1), an address of a private network/,
    );
  });

  it("says when there is no such name", async () => {
    const missing = async () => {
      throw Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
    };
    await expect(resolve("https://a.example/", missing)).rejects.toThrow("a.example could not be found (ENOTFOUND).");
    await expect(resolve("https://a.example/", at())).rejects.toThrow("a.example has no address.");
  });
});

describe("posting", () => {
  it("speaks to the address it was given, by the name of the URL, and looks nothing up", async () => {
    receiver.answer((response) => response.writeHead(200).end("thanks\n\u0007a lot"));
    expect(await post()).toEqual({ status: 200, retryAfter: undefined, text: "thanks a lot", address: "127.0.0.1" });
    const [message] = receiver.received;
    expect(message).toMatchObject({ path: "/in?token=t", body: '{"a":"é"}' });
    expect(message?.headers).toMatchObject({
      host: `hooks.example.com:${receiver.port}`,
      "webhook-id": "m1",
      "content-type": "application/json",
      "content-length": "10",
    });
  });

  it("refuses a receiver with a certificate for another name, or of an authority that is not trusted", async () => {
    const url = new URL(`https://hooks.example.com:${other.port}/`);
    await expect(post({ url, trustedCa: other.authority })).rejects.toThrow("certificate is for another name");
    await expect(post({ trustedCa: null })).rejects.toThrow("certificate is not trusted");
    expect([...receiver.received, ...other.received]).toEqual([]);
  });

  it("checks the address itself where the URL has no name", async () => {
    const url = new URL(`https://127.0.0.1:${receiver.port}/`);
    expect(await post({ url })).toMatchObject({ status: 204 });
    const unnamed = new URL(`https://127.0.0.1:${other.port}/`);
    await expect(post({ url: unnamed, trustedCa: other.authority })).rejects.toThrow("certificate is for another name");
  });

  it("follows no redirect", async () => {
    receiver.answer((response) => response.writeHead(307, { location: "/elsewhere" }).end());
    expect(await post()).toMatchObject({ status: 307 });
    expect(receiver.received).toHaveLength(1);
  });

  it("reads the beginning of an endless answer, and waits for no late one", async () => {
    receiver.answer((response) => {
      response.writeHead(200);
      const more = () => {
        if (!response.destroyed) response.write("x".repeat(60_000), more);
      };
      more();
    });
    expect((await post()).text).toBe("x".repeat(500));
    receiver.answer(() => {});
    await expect(post({ timeoutMs: 300 })).rejects.toThrow("no complete answer in time");
    receiver.answer((response) => response.writeHead(200).write("never ends"));
    await expect(post({ timeoutMs: 300 })).rejects.toThrow("no complete answer in time");
  });

  it("tries the next address where nobody listens, and tells what is wrong otherwise", async () => {
    expect(await post({ addresses: ["127.0.0.2", "127.0.0.1"] })).toMatchObject({ status: 204, address: "127.0.0.1" });
    await expect(post({ addresses: ["127.0.0.2"] })).rejects.toMatchObject({
      message: "The receiver does not accept connections.",
      address: "127.0.0.2",
    });
    receiver.answer((response) => response.destroy());
    await expect(post({ addresses: ["127.0.0.1", "127.0.0.1"] })).rejects.toThrow("closed the connection");
    expect(receiver.received).toHaveLength(2);
  });

  it("does not wait for a listener that speaks no TLS", async () => {
    // It reads, so that it learns of the end, and never answers.
    const silent = createServer((socket) => socket.on("error", () => {}).resume());
    await new Promise<void>((done) => {
      silent.listen(0, "127.0.0.1", done);
    });
    const { port } = silent.address() as { port: number };
    await expect(post({ url: new URL(`https://hooks.example.com:${port}/`), timeoutMs: 300 })).rejects.toThrow(
      "in time",
    );
    await new Promise((done) => {
      silent.close(done);
    });
  });
});
