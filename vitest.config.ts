import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = {
  "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, ""),
  // The marker package throws outside of React's server condition; tests run in plain Node.
  "server-only": fileURLToPath(new URL("./tools/empty-module.ts", import.meta.url)),
};

const exclude = ["**/node_modules/**", "dist/**", ".next/**", "e2e/**", "tools/lint/fixtures/**"];

export default defineConfig({
  resolve: { alias },
  test: {
    // Left alone it keeps one core free, which is half of two.
    maxWorkers: "100%",
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...exclude, "**/*.db.test.ts", "**/*.tool.test.ts"],
          // Property tests try hundreds of cases; on a busy machine that takes longer than the runner's five seconds.
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          // Judged by programs that are not of this tree: what the recipes say to other software.
          name: "tools",
          include: ["**/*.tool.test.ts"],
          exclude,
          globalSetup: ["./tools/test/provide-debian-tools.mjs"],
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "database",
          include: ["**/*.db.test.ts"],
          exclude,
          globalSetup: ["./prisma/test-cluster.ts"],
          setupFiles: ["./prisma/test-database.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // tools/test/run.mjs runs two files at once where nothing is measured; each worker has a cluster of its own.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
