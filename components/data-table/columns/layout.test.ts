import { describe, expect, it } from "vitest";
import { type ColumnInfo, isArranged, layOut, toSettings, withColumn, withMove } from "./layout";

const INFOS: readonly ColumnInfo[] = [
  { name: "name", label: "Name", width: 190 },
  { name: "count", label: "Count", width: 90 },
  { name: "group", label: "Group", width: 120 },
  { name: "created", label: "Created", width: 110, isOptional: true },
];

const shown = (layout: ReturnType<typeof layOut>) =>
  layout.columns.filter(({ visible }) => visible).map(({ info }) => info.name);

describe("layOut", () => {
  it("shows what the table declares, without what is optional, when nothing is stored", () => {
    const layout = layOut(INFOS, null);
    expect(shown(layout)).toEqual(["name", "count", "group"]);
    expect(layout.density).toBe("default");
    expect(isArranged(layout)).toBe(false);
  });

  it("follows what is stored, leaves out what is gone and puts what is new at the end", () => {
    const layout = layOut(INFOS, {
      columns: [
        { name: "created", visible: true, width: 140 },
        { name: "gone", visible: true, width: null },
        { name: "count", visible: false, width: null },
        { name: "name", visible: false, width: null },
      ],
      density: "compact",
    });
    expect(shown(layout)).toEqual(["name", "created", "group"]);
    expect(layout.columns.map(({ info }) => info.name)).toEqual(["name", "created", "count", "group"]);
    expect(layout.columns[1]?.width).toBe(140);
    expect(layout.density).toBe("compact");
    expect(isArranged(layout)).toBe(true);
  });

  it("comes back the same from what it stores", () => {
    const layout = withMove(withColumn(layOut(INFOS, null), "created", { visible: true }), "created", "count");
    expect(layOut(INFOS, toSettings(layout))).toEqual(layout);
  });
});

describe("changing a layout", () => {
  const layout = layOut(INFOS, null);

  it("counts as arranged after a move or a column more, not after a width", () => {
    expect(isArranged(withColumn(layout, "count", { width: 200 }))).toBe(false);
    expect(isArranged(withColumn(layout, "count", { visible: false }))).toBe(true);
    expect(isArranged(withMove(layout, "group", "count"))).toBe(true);
  });

  it("never moves the first column nor anything before it", () => {
    expect(withMove(layout, "name", "group")).toBe(layout);
    expect(withMove(layout, "group", "name")).toBe(layout);
    expect(shown(withMove(layout, "group", "count"))).toEqual(["name", "group", "count"]);
  });
});
