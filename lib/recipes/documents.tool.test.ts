import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse as parseHcl } from "@cdktn/hcl2json";
import { Language, Parser } from "@vscode/tree-sitter-wasm";
import { DCLinter } from "dclint";
import { Deployment } from "kubernetes-models/apps/v1";
import { PersistentVolumeClaim, Secret } from "kubernetes-models/v1";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { fillKey } from "./fill-key";
import { makeKeyFile } from "./make-key-file";
import { SYSTEMD_RUN_UNIT, SYSTEMD_UNIT } from "./systemd-unit";
import { blocksOf, FACTS, fileOf, KEY, NAMES } from "./testing/facts";
import { describeWith, runTool } from "./testing/tools";

const FINGERPRINT = "0123456789abcdef";
const keyFile = (keyName: string, format: Parameters<typeof makeKeyFile>[2]) =>
  fillKey(makeKeyFile({ ...FACTS, keyName }, FINGERPRINT, format).template, KEY);

/** The one file a tool reads, in a folder of its own. */
function save(fileName: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "latchkey-document-")), fileName);
  writeFileSync(path, text);
  return path;
}

describe("Docker Compose", () => {
  const lint = (text: string) =>
    new DCLinter({
      rules: {},
      quiet: false,
      debug: false,
      exclude: [],
      disableAllRules: false,
    } as never)
      .lintFiles([save("compose.yaml", text)], false)
      .flatMap(({ messages }) => messages)
      .filter(({ rule }) => rule.startsWith("invalid"))
      .map(({ message }) => message);

  it.each(NAMES)("is what the Compose specification allows for %j", (keyName) => {
    const text = fileOf("compose", "compose.yaml", keyName);
    expect(lint(text)).toEqual([]);
    expect(parse(text)).toEqual(parse(fileOf("compose", "compose.yaml")));
  });

  it("would be refused with a field that does not exist", () => {
    expect(lint(fileOf("compose", "compose.yaml").replace("read_only: true", "readonly: true"))).not.toEqual([]);
  });
});

describe("Kubernetes", () => {
  const MODELS = { Deployment, PersistentVolumeClaim, Secret };
  /** A view of a document that notes what is looked at: what the schema never asks for is a field that does not exist. */
  const watch = (value: unknown, path: string, seen: Set<string>): unknown =>
    value === null || typeof value !== "object"
      ? value
      : new Proxy(value, {
          get: (target, name) => {
            seen.add(`${path}/${String(name)}`);
            return watch(Reflect.get(target, name), `${path}/${String(name)}`, seen);
          },
        });
  const pathsOf = (value: unknown, path = ""): string[] =>
    value === null || typeof value !== "object"
      ? []
      : Object.entries(value).flatMap(([name, inner]) => [`${path}/${name}`, ...pathsOf(inner, `${path}/${name}`)]);
  // kubectl reads YAML 1.1, where 0400 is octal.
  const read = (text: string) =>
    parseAllDocuments(text, { version: "1.1" }).map((document) => {
      expect(document.errors).toEqual([]);
      return document.toJS() as { kind: keyof typeof MODELS };
    });
  const check = (text: string) =>
    read(text).map((document) => {
      const seen = new Set<string>();
      const Model = MODELS[document.kind];
      Model.prototype.validate.call(watch(document, "", seen));
      const unknown = pathsOf(document).filter((path) => !seen.has(path));
      if (unknown.length > 0) throw new Error(`the schema has no ${unknown.join(", ")}`);
      return document;
    });

  it("accepts volume claim and Deployment, each field of them", () => {
    const kinds = check(fileOf("kubernetes", "latchkey-connector.yaml")).map(({ kind }) => kind);
    expect(kinds).toEqual(["PersistentVolumeClaim", "Deployment"]);
    const [, deployment] = read(fileOf("kubernetes", "latchkey-connector.yaml"));
    expect(deployment).toMatchObject({
      spec: { template: { spec: { volumes: { 1: { secret: { defaultMode: 0o400 } } } } } },
    });
  });

  it.each(NAMES)("accepts the Secret of %j, with the key in it", (keyName) => {
    const documents = check(keyFile(keyName, "kubernetes"));
    expect(documents).toMatchObject([{ kind: "Secret", stringData: { "provisioning-key": KEY } }]);
    expect(documents).toEqual(check(keyFile("AWS Oregon", "kubernetes")));
  });

  it("would refuse a wrong type and a field that does not exist", () => {
    const text = fileOf("kubernetes", "latchkey-connector.yaml");
    expect(() => check(text.replace("replicas: 1", "replicas: one"))).toThrow("must be integer");
    expect(() => check(text.replace("readOnlyRootFilesystem", "readOnlyRootFileSystem"))).toThrow(
      "has no /spec/template/spec/",
    );
  });
});

/** The script that cloud-init would run, and what it would write. */
type UserData = { runcmd: [string, string, string][]; write_files: { path: string; content: string }[] };

function checkUserData(text: string) {
  expect(text.startsWith("#cloud-config\n")).toBe(true);
  const data = parse(text, { version: "1.1" }) as UserData;
  expect(data.write_files.map(({ content }) => content)).toEqual([KEY, SYSTEMD_UNIT, SYSTEMD_RUN_UNIT]);
  expect(data.runcmd).toHaveLength(1);
  const [shell, option, script] = data.runcmd[0] ?? [];
  expect([shell, option]).toEqual(["sh", "-euc"]);
  expect(runTool("sh", ["-n"], { input: script ?? "" })).toEqual({ status: 0, output: "" });
  return { data, script: script ?? "" };
}

describe("cloud-init", () => {
  it.each(NAMES)("is the same document for %j, with key and unit in it", (keyName) => {
    const { data } = checkUserData(keyFile(keyName, "cloud-init"));
    expect(data).toEqual(checkUserData(keyFile("AWS Oregon", "cloud-init")).data);
    expect(keyFile(keyName, "cloud-init").trimEnd()).toBe(
      fillKey(fileOf("cloud-init", "user-data.yaml", keyName), KEY).trimEnd(),
    );
  });
});

describe("Terraform", () => {
  it.each(NAMES)("holds the variable and its value for %j", async (keyName) => {
    const values = await parseHcl("latchkey.auto.tfvars", keyFile(keyName, "terraform"));
    expect(values).toEqual({ latchkey_provisioning_key: KEY });
    const module = await parseHcl("latchkey.tf", fileOf("terraform", "latchkey.tf", keyName));
    expect(Object.keys(module).sort()).toEqual(["locals", "variable"]);
    const [variable] = (module as { variable: Record<string, [Record<string, unknown>]> }).variable
      .latchkey_provisioning_key ?? [undefined];
    expect(variable).toMatchObject({ type: `\${string}`, sensitive: true, nullable: false });
  });

  it.each(NAMES)("gives machines the user data of cloud-init for %j", async (keyName) => {
    const { locals } = (await parseHcl("latchkey.tf", fileOf("terraform", "latchkey.tf", keyName))) as {
      locals: [{ latchkey_user_data: string }];
    };
    const expression = `\${jsonencode(var.latchkey_provisioning_key)}`;
    // As Terraform renders it: the one expression, then what is escaped.
    const [before, after, more] = locals[0].latchkey_user_data.split(expression);
    expect(more).toBeUndefined();
    expect(`${before}${after}`).not.toMatch(/(?<![$%])[$%]\{/);
    const rendered = `${before}${JSON.stringify(KEY)}${after}`.replace(/([$%])\1\{/g, "$1{");
    expect(rendered.trimEnd()).toBe(keyFile(keyName, "cloud-init").trimEnd());
  });

  it("would be refused with a brace left open", async () => {
    await expect(parseHcl("latchkey.tf", `${fileOf("terraform", "latchkey.tf")}{`)).rejects.toThrow("parse config");
  });
});

describe("Ansible", () => {
  it("is the same playbook for every name, with the unit in it", () => {
    const text = fileOf("ansible", "latchkey-connector.yaml");
    const [play] = parse(text) as { tasks: Record<string, unknown>[] }[];
    for (const content of [SYSTEMD_UNIT, SYSTEMD_RUN_UNIT]) {
      const copied = { "ansible.builtin.copy": expect.objectContaining({ content }) };
      expect(play?.tasks).toContainEqual(expect.objectContaining(copied));
    }
    for (const name of NAMES) expect(fileOf("ansible", "latchkey-connector.yaml", name)).toBe(text);
  });
});

describe("PowerShell", () => {
  const folder = dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));
  const parser = (async () => {
    await Parser.init({ locateFile: (name: string) => join(folder, name) });
    const made = new Parser();
    made.setLanguage(await Language.load(join(folder, "tree-sitter-powershell.wasm")));
    return made;
  })();

  it.each(NAMES)("parses for %j, with no command in it that the name brings", async (keyName) => {
    const commands = async (name: string) => {
      const found: string[] = [];
      for (const { text } of blocksOf("powershell", name)) {
        const root = (await parser).parse(text)?.rootNode;
        expect(root?.hasError, text).toBe(false);
        found.push(...(root?.descendantsOfType("command_name") ?? []).map((node) => node?.text ?? ""));
      }
      return found;
    };
    expect(await commands(keyName)).toEqual(await commands("AWS Oregon"));
    expect(await commands(keyName)).toContain("Get-FileHash");
  });

  it("would not parse with a string left open", async () => {
    const [, block] = blocksOf("powershell");
    expect(
      (await parser).parse(block?.text.replace("'LatchkeyConnector'", "'LatchkeyConnector") ?? "")?.rootNode.hasError,
    ).toBe(true);
  });
});

describeWith("cloud-init", () => {
  const judge = (text: string) => runTool("cloud-init", ["schema", "--config-file", save("user-data.yaml", text)]);

  // The documents of all names are equal when parsed, as tested above: a run of its own for each takes seconds.
  it.each(["AWS Oregon", NAMES.join(" ")])("accepts the user data of %j", (keyName) => {
    const found = judge(keyFile(keyName, "cloud-init"));
    expect(found).toMatchObject({ status: 0, output: expect.stringMatching(/^Valid (?:cloud-config|schema)/) });
  });

  it("refuses a field that does not exist", () => {
    expect(judge(keyFile("AWS Oregon", "cloud-init").replace("permissions:", "permission:")).status).toBe(1);
  });
});

describeWith("ansible-playbook", () => {
  const judge = (text: string) => runTool("ansible-playbook", ["--syntax-check", save("playbook.yaml", text)]);

  it("accepts the playbook", () => {
    const found = judge(fileOf("ansible", "latchkey-connector.yaml"));
    expect(found, found.output).toMatchObject({ status: 0 });
  });

  it("refuses a module that does not exist", () => {
    const text = fileOf("ansible", "latchkey-connector.yaml").replace(
      "ansible.builtin.get_url",
      "ansible.builtin.get_uri",
    );
    expect(judge(text).status).not.toBe(0);
  });
});

describeWith("shellcheck", () => {
  it("finds nothing in the script that cloud-init runs", () => {
    const { script } = checkUserData(keyFile("AWS Oregon", "cloud-init"));
    expect(runTool("shellcheck", ["--shell=sh", "-"], { input: `#!/bin/sh -eu\n${script}` })).toEqual({
      status: 0,
      output: "",
    });
  });
});
