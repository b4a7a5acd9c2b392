import { inject } from "vitest";
import type { TestCluster } from "@/prisma/test-cluster";

/** The cluster of the worker that runs this test file: what one file does to its server does not disturb another. */
export function workerCluster(): TestCluster {
  const clusters = inject("testClusters");
  const cluster = clusters[Number(process.env.VITEST_POOL_ID) - 1];
  if (!cluster) throw new Error(`worker ${process.env.VITEST_POOL_ID} has no test cluster`);
  return cluster;
}
