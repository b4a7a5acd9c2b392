const ROUNDS = 40;
const TARGET_MS = { sort: 25, filter: 25, page: 25, two: 50 } as const;

/** Inputs of a list that are measured together, and what they are held against. */
export type TimedCase<Input> = { label: string; kind: keyof typeof TARGET_MS; inputs: Input[] };

/** Times each case that `only` is part of, and prints a table. In: cases; what reads a page, and says how many rows there are. Out: 1 when any p95 is over target. */
export async function timeCases<Input>(
  cases: readonly TimedCase<Input>[],
  only: string,
  read: (input: Input) => Promise<{ estimate: number }>,
): Promise<number> {
  console.log(
    `${"case".padEnd(58)} ${"rows".padStart(9)} ${"p50".padStart(8)} ${"p95".padStart(8)} ${"target".padStart(7)}`,
  );
  let over = 0;
  for (const one of cases) {
    if (!one.label.includes(only)) continue;
    const { p50, p95, found } = await measure(one, read);
    const target = TARGET_MS[one.kind];
    if (p95 > target) over += 1;
    console.log(
      `${one.label.padEnd(58)} ${found.padStart(9)} ${p50.toFixed(1).padStart(8)} ${p95.toFixed(1).padStart(8)} ${String(target).padStart(7)}${p95 > target ? "  over" : ""}`,
    );
  }
  console.log(over === 0 ? "\nEvery case is within its target." : `\n${over} cases are over their target.`);
  return over === 0 ? 0 : 1;
}

async function measure<Input>({ inputs }: TimedCase<Input>, read: (input: Input) => Promise<{ estimate: number }>) {
  const times: number[] = [];
  let most = 0;
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const input of inputs) {
      const started = performance.now();
      const page = await read(input);
      if (round >= 0) times.push(performance.now() - started);
      most = Math.max(most, page.estimate);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), found: `≤${most}` };
}
