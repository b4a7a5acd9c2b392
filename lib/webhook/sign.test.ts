import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/crypto/secret";
import { computeDelay, MOST_ATTEMPTS, readRetryAfter } from "@/lib/webhook/back-off";
import { maskUrl } from "@/lib/webhook/mask-url";
import { makeWebhookSecret, signMessage } from "@/lib/webhook/sign";

describe("signatures", () => {
  // The published example of the Standard Webhooks specification.
  const secret = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
  const signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  it("are those of the specification", () => {
    expect(signMessage([secret], message)).toEqual({
      "webhook-id": message.id,
      "webhook-timestamp": "1614265330",
      "webhook-signature": signature,
    });
  });

  it("are made with each secret in force", () => {
    const [first, second, none] = (
      signMessage([makeWebhookSecret(), secret], message)["webhook-signature"] ?? ""
    ).split(" ");
    expect([second, none]).toEqual([signature, undefined]);
    expect(first).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
    expect(first).not.toBe(second);
  });

  it("come from secrets that do not show when printed", () => {
    const made = makeWebhookSecret();
    expect(`${made}${JSON.stringify({ made })}`).toBe('[redacted]{"made":"[redacted]"}');
    expect(made.expose()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });
});

describe("retries", () => {
  const all = (random: number) =>
    Array.from({ length: MOST_ATTEMPTS }, (_, index) => computeDelay(index + 1, null, random));

  it("grow, end after about a day, and are spread by a fifth", () => {
    const middle = all(0.5);
    expect(middle.at(-1)).toBeNull();
    const delays = middle.slice(0, -1) as number[];
    expect(delays.every((delay, index) => delay >= (delays[index - 1] ?? 0))).toBe(true);
    const total = delays.reduce((sum, delay) => sum + delay, 0) / 3_600;
    expect(total).toBeGreaterThan(24);
    expect(total).toBeLessThan(27);
    expect([computeDelay(2, null, 0), computeDelay(2, null, 1)]).toEqual([48, 72]);
  });

  it("wait for as long as the receiver asks, six hours at most", () => {
    expect(computeDelay(1, 120, 0.5)).toBe(120);
    expect(computeDelay(1, 1, 0.5)).toBe(5);
    expect(computeDelay(1, 10_000_000, 0.5)).toBe(21_600);
    expect([readRetryAfter("120"), readRetryAfter("Wed, 21 Oct 2026 07:28:00 GMT"), readRetryAfter(undefined)]).toEqual(
      [120, null, null],
    );
  });
});

it.each([
  ["https://hooks.example.com", "https://hooks.example.com/"],
  ["https://hooks.example.com:8443/services/T0/B0/xyz", "https://hooks.example.com:8443/…"],
  ["https://hooks.example.com/?token=xyz", "https://hooks.example.com/…"],
])("of %s a log shows %s", (url, shown) => {
  expect(maskUrl(url)).toBe(shown);
});
