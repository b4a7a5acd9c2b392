import type { z } from "zod";
import type { createGroupSchema } from "@/lib/services/connector-groups/schema";

export type SampleGroup = z.input<typeof createGroupSchema>;

/** Addresses from which the simulated connectors come, besides networks of the site. */
const LOOPBACK = ["127.0.0.0/8", "::1/128"];

/** The groups of the sample data, by the site code that starts their connectors' host names. */
export const SAMPLE_GROUPS = {
  rtm: {
    name: "Rotterdam Port",
    description: "Terminal operating systems and crane telemetry.",
    location: "Rotterdam, Netherlands",
    latitude: 51.95,
    longitude: 4.14,
    countryCode: "NL",
    allowList: [...LOOPBACK, "10.40.0.0/16", "192.0.2.0/25"],
    tcpQuickAck: true,
  },
  ham: {
    name: "Hamburg Data Center",
    description: "Primary data center, halls A to C.",
    location: "Hamburg, Germany",
    latitude: 53.55,
    longitude: 9.99,
    countryCode: "DE",
    updateDay: 6,
    updateMinute: 120,
  },
  lys: {
    name: "Lyon Plant",
    location: "Lyon, France",
    latitude: 45.76,
    longitude: 4.84,
    countryCode: "FR",
    dnsResolution: "IPV4",
  },
  mad: { name: "Madrid Office", location: "Madrid, Spain", latitude: 40.42, longitude: -3.7, countryCode: "ES" },
  waw: {
    name: "Warsaw Shared Services",
    description: "Connectors from elsewhere wait for approval.",
    location: "Warsaw, Poland",
    latitude: 52.23,
    longitude: 21.01,
    countryCode: "PL",
    // Without loopback: whoever enrolls here from this machine is pending.
    allowList: ["198.51.100.0/24", "2001:db8:77::/48"],
  },
  euc1: {
    name: "AWS eu-central-1",
    description: "EKS clusters; scales with the nightly batch.",
    location: "Frankfurt, Germany",
    latitude: 50.11,
    longitude: 8.68,
    countryCode: "DE",
    versionProfile: "NEW_RELEASE",
  },
  use2: {
    name: "AWS us-east-2",
    location: "Columbus, Ohio, United States",
    latitude: 39.96,
    longitude: -83,
    countryCode: "US",
  },
  apse2: {
    name: "AWS ap-southeast-2",
    location: "Sydney, Australia",
    latitude: -33.87,
    longitude: 151.21,
    countryCode: "AU",
    updateMinute: 945,
  },
  weu: {
    name: "Azure West Europe",
    location: "Amsterdam, Netherlands",
    latitude: 52.37,
    longitude: 4.9,
    countryCode: "NL",
  },
  gcp: {
    name: "GCP us-central1",
    location: "Council Bluffs, Iowa, United States",
    latitude: 41.26,
    longitude: -95.86,
    countryCode: "US",
    dnsResolution: "IPV6",
  },
  yyz: {
    name: "Toronto Colocation",
    location: "Toronto, Canada",
    latitude: 43.65,
    longitude: -79.38,
    countryCode: "CA",
    disasterRecovery: true,
  },
  gru: {
    name: "Filial São Paulo",
    location: "São Paulo, Brazil",
    latitude: -23.55,
    longitude: -46.63,
    countryCode: "BR",
  },
  hnd: { name: "東京データセンター", location: "東京", latitude: 35.68, longitude: 139.69, countryCode: "JP" },
  icn: { name: "서울 지사", location: "서울", latitude: 37.57, longitude: 126.98, countryCode: "KR" },
  ath: {
    name: "Κέντρο Δεδομένων Αθήνας",
    location: "Αθήνα",
    latitude: 37.98,
    longitude: 23.73,
    countryCode: "GR",
  },
  dxb: { name: "فرع دبي", location: "دبي", latitude: 25.2, longitude: 55.27, countryCode: "AE" },
  bom: {
    name: "Mumbai Contact Center",
    location: "Mumbai, India",
    latitude: 19.08,
    longitude: 72.88,
    countryCode: "IN",
    versionProfile: "PREVIOUS_DEFAULT",
  },
  nbo: { name: "Nairobi Field Office", location: "Nairobi, Kenya", countryCode: "KE" },
  cgk: {
    name: "Jakarta Warehouse",
    description: "Under construction; disabled until the site opens.",
    enabled: false,
    location: "Jakarta, Indonesia",
    latitude: -6.21,
    longitude: 106.85,
    countryCode: "ID",
  },
  got: {
    name: "Disaster Recovery Site for Regional Warehouses and Cross-Dock Terminals North of Gothenburg",
    location: "Gothenburg, Sweden",
    latitude: 57.71,
    longitude: 11.97,
    countryCode: "SE",
    disasterRecovery: true,
    allowList: [...LOOPBACK, "203.0.113.0/24", "2001:db8:40::/44"],
  },
  // Made by name only, with its first managed key.
  dcy: { name: "Deception Decoys" },
} satisfies Record<string, SampleGroup>;

export type SampleSite = keyof typeof SAMPLE_GROUPS;
