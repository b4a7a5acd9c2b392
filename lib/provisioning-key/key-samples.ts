import fc from "fast-check";
import { encodeProvisioningKey } from "./encode";

/** Test data only: hosts of every allowed form. */
export const hostArbitrary = fc.oneof(
  fc.constantFrom("localhost", "localhost:8443", "192.0.2.10", "192.0.2.10:65535", "[2001:db8::1]:8443", "[::1]"),
  fc
    .tuple(
      fc.array(fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/), { minLength: 1, maxLength: 4 }),
      fc.option(fc.integer({ min: 1, max: 65535 })),
    )
    .map(([labels, port]) => `${[...labels, "example"].join(".")}${port === null ? "" : `:${port}`}`),
);

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

export const partsArbitrary = fc.record({
  host: hostArbitrary,
  secretId: bytes(16),
  secret: bytes(32),
  pin: bytes(32),
});

/** Test data only: canonical key strings. */
export const keyArbitrary = partsArbitrary.map(encodeProvisioningKey);
