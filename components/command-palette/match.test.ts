import { describe, expect, it } from "vitest";
import { matchesText, splitMatches } from "./match";

const marked = (label: string, text: string) =>
  splitMatches(label, text)
    .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
    .join("");

describe("matchesText", () => {
  it("wants every word, in any order, case and width", () => {
    expect(matchesText("App Connector Provisioning Keys", "keys prov")).toBe(true);
    expect(matchesText("App Connector Provisioning Keys", "ＫＥＹＳ")).toBe(true);
    expect(matchesText("App Connector Provisioning Keys", "keys audit")).toBe(false);
    expect(matchesText("anything", "  ")).toBe(true);
  });
});

describe("splitMatches", () => {
  it("marks the text as a whole where it stands, else its words", () => {
    expect(marked("aws-use1-prod", "AWS")).toBe("[aws]-use1-prod");
    expect(marked("a b and a c", "a c")).toBe("a b and [a c]");
    expect(marked("Show keyboard shortcuts", "short key")).toBe("Show [key]board [short]cuts");
    expect(marked("Audit log", "keys")).toBe("Audit log");
    expect(marked("Audit log", "")).toBe("Audit log");
  });

  it("gives the label back whatever it holds", () => {
    for (const label of ["İstanbul key", "<b>%_\\", "", "😀 key"])
      for (const text of ["key", "i", "😀", "(", "<b>"])
        expect(
          splitMatches(label, text)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(label);
  });
});
