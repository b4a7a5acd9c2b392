import type { SampleSite } from "@/prisma/demo/sample-groups";

/** How the simulated connectors use a key after the first wave; autoscale also in bursts. */
export type Pace = "quiet" | "steady" | "autoscale";

export type SampleKey = {
  name: string;
  site: SampleSite;
  /** null = Unlimited. */
  maximum: number | null;
  /** Enrollments of the first wave. With as many as the maximum the key ends Exhausted. */
  wave: number;
  pace: Pace;
  viewOrExport?: false;
  enabled?: false;
  allowList?: string[];
  /** Expires so many days after the demo is first started; negative: backdated, with a creation half a year before. */
  expiresInDays?: number;
  /** What an administrator does with it after the first wave. */
  afterwards?: "expire" | "disable";
  managed?: { by: string; reason: string };
  certificate?: "Client" | "Service Edge";
};

const DECEPTION = { by: "deception", reason: "Created by Deception; it rotates and retires this key itself." };

/** The provisioning keys of the sample data. The first key of a site brings the site's group with it. */
export const SAMPLE_KEYS: SampleKey[] = [
  { name: "rtm-port-terminals", site: "rtm", maximum: 120, wave: 34, pace: "steady" },
  { name: "rtm-port-cranes", site: "rtm", maximum: 16, wave: 16, pace: "steady" },
  { name: "rtm-port-contractors", site: "rtm", maximum: 10, wave: 4, pace: "quiet", expiresInDays: 9 },
  { name: "ham-dc1-hall-a", site: "ham", maximum: 60, wave: 22, pace: "steady" },
  { name: "ham-dc1-hall-b", site: "ham", maximum: 24, wave: 20, pace: "steady" },
  { name: "ham-dc1-hall-c", site: "ham", maximum: 12, wave: 12, pace: "quiet" },
  { name: "ham-dc1-migration-2025", site: "ham", maximum: 40, wave: 9, pace: "quiet", afterwards: "expire" },
  { name: "lys-plant-line-1", site: "lys", maximum: 20, wave: 11, pace: "steady" },
  { name: "lys-plant-line-2", site: "lys", maximum: 20, wave: 7, pace: "quiet", afterwards: "disable" },
  { name: "lys-plant-scada", site: "lys", maximum: 6, wave: 5, pace: "quiet", viewOrExport: false },
  { name: "mad-office", site: "mad", maximum: 8, wave: 3, pace: "quiet" },
  { name: "mad-office-pilot", site: "mad", maximum: 5, wave: 0, pace: "quiet", expiresInDays: -34 },
  { name: "waw-services", site: "waw", maximum: 50, wave: 6, pace: "quiet" },
  { name: "waw-services-erp", site: "waw", maximum: 4, wave: 4, pace: "quiet" },
  { name: "euc1-eks-prod-autoscale", site: "euc1", maximum: null, wave: 48, pace: "autoscale" },
  { name: "euc1-eks-staging-autoscale", site: "euc1", maximum: 400, wave: 25, pace: "autoscale" },
  { name: "euc1-batch-spot", site: "euc1", maximum: 90, wave: 62, pace: "autoscale", viewOrExport: false },
  { name: "euc1-eks-prod-blue", site: "euc1", maximum: 30, wave: 8, pace: "quiet" },
  { name: "use2-asg-web", site: "use2", maximum: null, wave: 31, pace: "autoscale" },
  { name: "use2-asg-payments", site: "use2", maximum: 45, wave: 18, pace: "steady", viewOrExport: false },
  { name: "use2-blue-green.v2", site: "use2", maximum: 25, wave: 6, pace: "steady", expiresInDays: 13 },
  { name: "apse2-ecs-services", site: "apse2", maximum: 200, wave: 14, pace: "steady" },
  { name: "apse2-bastion", site: "apse2", maximum: 2, wave: 2, pace: "quiet" },
  { name: "weu-aks-cluster-01", site: "weu", maximum: 150, wave: 17, pace: "autoscale" },
  { name: "weu-aks-cluster-02", site: "weu", maximum: 150, wave: 9, pace: "steady", expiresInDays: 3 },
  { name: "gcp-gke-autopilot", site: "gcp", maximum: null, wave: 12, pace: "autoscale" },
  { name: "gcp-dataflow-workers", site: "gcp", maximum: 1_000_000_000, wave: 10, pace: "steady" },
  { name: "yyz-colo-rack-14", site: "yyz", maximum: 6, wave: 6, pace: "quiet" },
  { name: "yyz-colo-vendor-access", site: "yyz", maximum: 3, wave: 1, pace: "quiet", allowList: ["203.0.113.64/26"] },
  { name: "Filial São Paulo - conexão principal", site: "gru", maximum: 12, wave: 5, pace: "steady" },
  { name: "東京データセンター 本番", site: "hnd", maximum: 30, wave: 13, pace: "steady" },
  { name: "東京データセンター 検証", site: "hnd", maximum: 5, wave: 2, pace: "quiet", expiresInDays: 6 },
  { name: "서울 지사 프로비저닝 키", site: "icn", maximum: 10, wave: 4, pace: "quiet" },
  { name: "Αθήνα παραγωγή", site: "ath", maximum: 10, wave: 3, pace: "quiet" },
  { name: "دبي الإنتاج", site: "dxb", maximum: 10, wave: 2, pace: "quiet" },
  { name: "bom-contact-center", site: "bom", maximum: 80, wave: 15, pace: "steady" },
  { name: "bom-training-room", site: "bom", maximum: 20, wave: 0, pace: "quiet", enabled: false },
  { name: "nbo-field-kits", site: "nbo", maximum: 25, wave: 0, pace: "quiet" },
  { name: "cgk-warehouse", site: "cgk", maximum: 40, wave: 0, pace: "quiet" },
  { name: "cgk-warehouse-scanners", site: "cgk", maximum: 200, wave: 0, pace: "quiet" },
  {
    name: "got-dr-failover for regional warehouses cross-dock terminals customs gateways and the container yards behind them",
    site: "got",
    maximum: 100,
    wave: 8,
    pace: "quiet",
    allowList: ["127.0.0.0/8", "::1/128", "203.0.113.0/24"],
  },
  { name: "got-dr-edge", site: "got", maximum: 10, wave: 2, pace: "quiet", certificate: "Service Edge" },
  { name: "decoy-file-servers", site: "dcy", maximum: 20, wave: 7, pace: "quiet", managed: DECEPTION },
  { name: "decoy-databases", site: "dcy", maximum: 5, wave: 5, pace: "quiet", managed: DECEPTION },
];
