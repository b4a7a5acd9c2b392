import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import { countList, type ListSource, selectListPage, walkList } from "@/lib/services/table/select-list";
import { Prisma } from "@/prisma/generated/client";

type Row = { name: string; size: number | null };

const GONE = Prisma.sql`(gen_random_uuid(), 'gone', NULL, true)`;
const NAMES = ["Ada", "ada_1", "100%", "adaX1", "Bob", "Zoe"];
const id = (at: number) => `00000000-0000-4000-8000-00000000000${at}`;
const ROWS = NAMES.map((name, at) => Prisma.sql`(${id(at)}::uuid, ${name}, ${at === 5 ? null : at % 2}::int, false)`);

const SOURCE: ListSource<"name" | "size"> = {
  from: Prisma.sql`(VALUES ${Prisma.join([...ROWS, GONE])}) AS r (id, name, size, gone)`,
  always: Prisma.sql`NOT r.gone`,
  id: Prisma.sql`r.id`,
  select: Prisma.sql`r.name, r.size`,
  filters: {
    name: {
      type: "text",
      operators: ["contains", "equals", "starts"],
      column: Prisma.sql`lower(r.name)`,
      fold: (text) => text.toLowerCase(),
    },
    size: { type: "number", operators: ["eq", "gte"], column: Prisma.sql`r.size` },
  },
  orders: { name: { sql: Prisma.sql`r.name COLLATE "C"` }, size: { sql: Prisma.sql`r.size`, nulls: "first" } },
  search: (pattern) => Prisma.sql`lower(r.name) LIKE ${pattern}`,
};

const base = { q: "", filters: [], sort: "name" as const, page: 1, perPage: 10 as const };
const read = async (input: object) => {
  const page = await selectListPage<Row, "name" | "size">(prisma, SOURCE, { ...base, ...input });
  return { ...page, names: page.rows.map(({ name }) => name) };
};

describe("a list of few rows", () => {
  it("is filtered, searched and counted, and % and _ mean themselves", async () => {
    expect((await read({})).names).toEqual(["100%", "Ada", "Bob", "Zoe", "adaX1", "ada_1"]);
    expect((await read({ q: "a_1" })).names).toEqual(["ada_1"]);
    expect(await read({ q: "0%" })).toMatchObject({ names: ["100%"], total: 1, about: false });
    expect((await read({ filters: [{ column: "name", op: "starts", value: "ADA" }] })).total).toBe(3);
    expect((await read({ filters: [{ column: "size", op: "gte", value: 1 }], q: "ada" })).names).toEqual([
      "adaX1",
      "ada_1",
    ]);
    expect(await countList(prisma, SOURCE, { q: "ada", filters: [] })).toEqual({ total: 3, about: false, estimate: 3 });
    expect(await read({ q: "nobody" })).toMatchObject({ rows: [], total: 0, page: 1, pageCount: 1 });
  });

  it("is ordered both ways with every row once, also where values are equal or missing", async () => {
    const up = (await read({ sort: "size" })).names;
    expect(up[0]).toBe("Zoe");
    expect((await read({ sort: "-size" })).names).toEqual([...up].reverse());
    const walked: string[] = [];
    for await (const rows of walkList<Row, "name" | "size">(prisma, SOURCE, { ...base, sort: "size" })) {
      walked.push(...rows.map(({ name }) => name));
    }
    expect(walked).toEqual(up);
  });

  it("shows the last page for one beyond it, and refuses what it does not hold", async () => {
    expect(await read({ page: 9 })).toMatchObject({ page: 1, total: 6, pageCount: 1 });
    await expect(read({ sort: "gone" })).rejects.toBeInstanceOf(RangeError);
    await expect(read({ filters: [{ column: "gone", op: "equals", value: "x" }] })).rejects.toBeInstanceOf(RangeError);
  });
});
