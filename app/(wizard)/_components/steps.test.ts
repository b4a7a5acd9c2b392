import { describe, expect, it } from "vitest";
import { NEW_GROUP } from "@/lib/services/connector-groups/schema";
import { type CreateKeyForm, createKeySchema } from "@/lib/services/provisioning-keys/schema";
import type { CertificateOption } from "@/lib/services/signing-certificates/list-choices";
import { findProblems, firstIncomplete, firstRefused, problemAt, stepOf, stepSchemas } from "./steps";
import { defaultValues, type WizardOptions } from "./wizard-options";

const REQUEST = "33333333-3333-4333-8333-333333333333";
const GROUP = "44444444-4444-4444-8444-444444444444";
const id = (digit: number) => `${digit}0000000-0000-4000-8000-000000000000`;
const DAY = 86_400_000;

const certificate = (given: Partial<CertificateOption>): CertificateOption => ({
  id: id(1),
  name: "Connector",
  commonName: "Connector",
  issuerCommonName: "Root",
  keyAlgorithm: "ECDSA P-256",
  notAfter: null,
  unusable: null,
  ...given,
});
const options: WizardOptions = {
  groups: [{ id: GROUP, name: "Paris DC" } as WizardOptions["groups"][number]],
  moreGroups: false,
  certificates: [certificate({ id: id(2), name: "Client" }), certificate({})],
  viewOrExportDefault: true,
  maximumUpperBound: null,
  keyLifetimeUpperBoundDays: null,
  parents: null,
};
const form = (given: Partial<CreateKeyForm> = {}): CreateKeyForm => ({
  ...defaultValues(options, REQUEST),
  group: { kind: "existing", id: GROUP },
  name: "par2-dc-core",
  ...given,
});
const problems = (step: 2 | 3 | 4, given: Partial<CreateKeyForm>, changed: Partial<WizardOptions> = {}) =>
  findProblems(stepSchemas({ ...options, ...changed }), step, form(given));

describe("the form as it is first shown", () => {
  it("has the certificate a fresh portal has for connectors, else the first that can sign", () => {
    expect(form().signingCertificateId).toBe(id(1));
    const [client] = options.certificates;
    const others = {
      ...options,
      certificates: [certificate({ unusable: "It has expired." }), client ?? certificate({})],
    };
    expect(defaultValues(others, REQUEST).signingCertificateId).toBe(id(2));
    expect(defaultValues({ ...options, certificates: [] }, REQUEST).signingCertificateId).toBe("");
  });

  it("keeps to the settings of the tenant", () => {
    const tight = { ...options, maximumUpperBound: 3, viewOrExportDefault: false, groups: [] };
    expect(defaultValues(tight, REQUEST)).toMatchObject({ maximum: 3, viewOrExport: false, group: { kind: "new" } });
  });
});

describe("each step", () => {
  it("finds nothing wrong with a complete form, which the verb accepts too", () => {
    for (const step of [2, 3, 4] as const) expect(problems(step, {})).toEqual({});
    expect(createKeySchema.safeParse(form()).success).toBe(true);
    expect(firstIncomplete(stepSchemas(options), form())).toBe(5);
  });

  it.each([
    [2, { signingCertificateId: "" }, "signingCertificateId", /Choose/],
    [2, { signingCertificateId: id(9) }, "signingCertificateId", /does not exist any more/],
    [3, { group: { kind: "existing", id: "" } as const }, "group.id", /Choose an App Connector Group/],
    [3, { group: { kind: "new", ...NEW_GROUP, name: " " } as const }, "group.name", /Enter a name/],
    [4, { name: "a|b" }, "name", /letters, digits, spaces/],
    [4, { maximum: Number.NaN }, "maximum", /whole number from 1/],
    [4, { expiresAt: "incomplete" }, "expiresAt", /Enter a date and time/],
    [4, { expiresAt: "2020-01-01T00:00:00.000Z" }, "expiresAt", /in the future/],
    [4, { allowList: ["10.0.0.0/8", "garbage"] }, "allowList", /is not an IPv4 or IPv6/],
  ] as const)("%i refuses %j at %s", (step, given, path, message) => {
    const found = problems(step, given as Partial<CreateKeyForm>);
    expect(problemAt(found, path)).toMatch(message);
    expect(Object.keys(found).map(stepOf)).toEqual([step]);
    expect(firstIncomplete(stepSchemas(options), form(given as Partial<CreateKeyForm>))).toBe(step);
  });

  it("refuses a certificate that cannot sign, in the words of the server", () => {
    const certificates = [certificate({ unusable: "This signing certificate has expired." })];
    expect(problems(2, {}, { certificates })).toEqual({
      signingCertificateId: "This signing certificate has expired.",
    });
  });

  it("keeps to the upper bounds of the tenant", () => {
    const bounds = { maximumUpperBound: 20, keyLifetimeUpperBoundDays: 30 };
    const soon = new Date(Date.now() + 29 * DAY).toISOString();
    expect(problems(4, { maximum: 20, expiresAt: soon }, bounds)).toEqual({});
    expect(Object.keys(problems(4, { maximum: 21, expiresAt: soon }, bounds))).toEqual(["maximum"]);
    expect(Object.keys(problems(4, { maximum: null, expiresAt: soon }, bounds))).toEqual(["maximum"]);
    expect(Object.keys(problems(4, { maximum: 20, expiresAt: null }, bounds))).toEqual(["expiresAt"]);
    const late = new Date(Date.now() + 31 * DAY).toISOString();
    expect(Object.keys(problems(4, { maximum: 20, expiresAt: late }, bounds))).toEqual(["expiresAt"]);
  });

  it("asks for nothing where nothing is typed", () => {
    for (const step of [1, 5, 6] as const) {
      expect(findProblems(stepSchemas(options), step, form({ name: "" }))).toEqual({});
    }
  });
});

describe("what the server refuses", () => {
  it("leads to the first step that has a part of it", () => {
    expect(firstRefused({ name: "x", "group.name": "x" })).toBe(3);
    expect(firstRefused({ "allowList.3": "x" })).toBe(4);
    expect(firstRefused({ name: "x", signingCertificateId: "x" })).toBe(2);
  });
});
