import { describe, expect, it } from "vitest";
import { describeFields, parseManagedKeyArguments } from "@/server/managed-key-input";

const line = (text: string) => text.split(" ").map((word) => word.replaceAll("_", " "));
const full = "create --name N --group My_Group --max 24 --managed-by deception --reason Used_by_Deception";

describe("parseManagedKeyArguments", () => {
  it("reads the documented form", () => {
    expect(parseManagedKeyArguments(line(full))).toEqual({
      name: "N",
      group: "My Group",
      maximum: 24,
      managedBy: "deception",
      reason: "Used by Deception",
    });
  });

  it("reads Unlimited and another certificate", () => {
    const text = `${full.replace("24", "unlimited")} --signing-certificate Client`;
    expect(parseManagedKeyArguments(line(text))).toMatchObject({ maximum: null, signingCertificate: "Client" });
  });

  it.each([
    ["", /^Say what to do: npm run managed-key/],
    [full.replace("create", "delete"), /^Say what to do/],
    [`${full} extra`, /^Say what to do/],
    ["create --name N", /^Missing: --group, --max, --managed-by, --reason\. Usage: /],
    [full.replace("--name N", "--name="), /^Missing: --name\./],
    [`${full} --force`, /^Unknown option '--force'\. Usage: /],
    [full.replace("24", "0"), /^--max: /],
    [full.replace("24", "1e3"), /^--max: /],
    [full.replace("24", "1000000001"), /^--max: /],
  ])("refuses %j in one line", (text, message) => {
    const run = () => parseManagedKeyArguments(text === "" ? [] : line(text));
    expect(run).toThrow(message);
    expect(run).not.toThrow(/\n/);
  });
});

describe("describeFields", () => {
  it("names options, not fields", () => {
    expect(describeFields({ name: "Taken.", signingCertificateId: "Expired." })).toBe(
      "--name: Taken. --signing-certificate: Expired.",
    );
    expect(describeFields({})).toBe("");
  });
});
