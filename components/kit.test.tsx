import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Field } from "@/components/form/field";
import { SecretField } from "@/components/secret-field";
import { StatusBadge, type StatusName } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Table, TBody, Td, Tr } from "@/components/ui/table";
import { MeterBar, UtilizationMeter } from "@/components/utilization-meter";

const render = (element: ReactElement) => renderToStaticMarkup(element);
const attribute = (html: string, name: string) => new RegExp(`${name}="([^"]*)"`, "u").exec(html)?.[1];

describe("Field", () => {
  it("ties label, hint and control together", () => {
    const html = render(
      <Field label="Name" hint="Letters and digits" optional>
        <Input />
      </Field>,
    );
    const input = /<input[^>]*>/u.exec(html)?.[0] ?? "";
    expect(attribute(html, "for")).toBe(attribute(input, "id"));
    expect(html).toContain(`id="${attribute(input, "aria-describedby")}"`);
    expect(input).not.toContain("aria-invalid");
    expect(/<label[^>]*>(.*?)<\/label>/u.exec(html)?.[1]).toBe("Name");
  });

  it("announces an error in place of the hint", () => {
    const html = render(
      <Field label="Name" hint="Letters and digits" error="This name is taken">
        <Input />
      </Field>,
    );
    expect(html).toContain('role="alert"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).not.toContain("Letters and digits");
  });

  it("leaves a control without text undescribed", () => {
    const html = render(
      <Field label="Name">
        <Input />
      </Field>,
    );
    expect(html).not.toContain("aria-describedby");
  });
});

describe("a control that is off with a reason", () => {
  it.each([
    [
      "Button",
      <Button key="b" disabledReason="Limit reached">
        Copy
      </Button>,
    ],
    ["IconButton", <IconButton key="i" label="Copy" disabledReason="Limit reached" />],
  ])("%s stays focusable", (_, element) => {
    const html = render(element);
    expect(html).toContain('aria-disabled="true"');
    expect(html).not.toContain(" disabled=");
  });
});

describe("status", () => {
  it.each<[StatusName, string]>([
    ["active", "Active"],
    ["exhausted", "Exhausted"],
    ["expiring", "Expiring"],
    ["expired", "Expired"],
    ["disabled", "Disabled"],
  ])("%s is a glyph and the word %s", (status, word) => {
    const html = render(<StatusBadge status={status} />);
    expect(html.replace(/<[^>]+>/gu, "")).toBe(word);
    expect(html).toContain("<svg");
  });

  it("has a glyph of its own for each state", () => {
    const states: StatusName[] = ["active", "exhausted", "expiring", "expired", "disabled"];
    const glyphs = states.map((status) => /<svg[^>]*>(.*?)<\/svg>/u.exec(render(<StatusBadge status={status} />))?.[1]);
    expect(new Set(glyphs).size).toBe(states.length);
  });
});

describe("utilization", () => {
  it("is a meter with values and words", () => {
    const html = render(<MeterBar used={47} max={60} />);
    expect(html).toContain('role="meter"');
    expect(attribute(html, "aria-valuenow")).toBe("47");
    expect(attribute(html, "aria-valuemax")).toBe("60");
    expect(attribute(html, "aria-valuetext")).toBe("47 of 60 uses");
  });

  it("stays a valid meter when the maximum was lowered below the count", () => {
    const html = render(<UtilizationMeter used={60} max={50} />);
    expect(attribute(html, "aria-valuenow")).toBe("50");
    expect(attribute(html, "aria-valuetext")).toBe("60 of 50 uses");
    expect(html).toContain("120%");
  });

  it("has no bar without a limit", () => {
    const html = render(<UtilizationMeter used={1204} max={null} />);
    expect(html).not.toContain("meter");
    expect(html).toContain("1,204");
    expect(html).toContain("No limit");
  });
});

describe("SecretField", () => {
  it("names the row on its button and puts nothing in a title", () => {
    const html = render(
      <SecretField mask="1|host|AbCd…Xy==" name="provisioning key fra1" reveal={() => Promise.resolve("secret")} />,
    );
    expect(html).toContain('aria-label="Reveal provisioning key fra1"');
    expect(html).not.toContain("title=");
    expect(html).not.toContain("secret");
  });
});

describe("Table", () => {
  it("takes its accessible name from the caption", () => {
    const html = render(
      <Table caption="App Connector Provisioning Keys">
        <TBody>
          <Tr expanded>
            <Td>fra1</Td>
          </Tr>
        </TBody>
      </Table>,
    );
    expect(html).toContain('<caption class="sr-only">App Connector Provisioning Keys</caption>');
    expect(html).toContain("data-expanded");
  });
});
