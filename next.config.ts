import type { NextConfig } from "next";

/**
 * Headers of every page and of every answer that is no file of the build. proxy.ts sets what differs from request to request: nonce, transport security, the stricter
 * policy. The policy here holds where it does not run, and lets the portal work without it, so that nothing can come to
 * rest on the proxy alone.
 */
const documentHeaders = [
  {
    key: "Content-Security-Policy",
    value:
      "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value:
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), clipboard-read=(), clipboard-write=(self)",
  },
];

/** Headers of every answer. */
const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  // Equal on every instance that is built from the same sources.
  generateBuildId: () => process.env.LATCHKEY_BUILD_ID ?? null,
  // `npm run verify` and `npm test` check the types of everything; a type error in a test must not keep the product from starting.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // Everybody gets the title with the head, and with each refresh: streamed behind it, a page of a key would be without one for a moment.
  htmlLimitedBots: /.*/,
  // Native or file-reading packages stay outside the bundle.
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino", "@prisma/client", "@prisma/adapter-pg"],
  experimental: {
    serverActions: { bodySizeLimit: "64kb" },
    // forbidden(): a page that a role may not open is answered 403, not 200 with an error in it.
    authInterrupts: true,
  },
  // Browsers ask for it on pages that name no icon, such as refusals.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    // Scripts, styles and fonts are no documents: a policy on each of twenty files is 10 KB that no browser looks at.
    { source: "/((?!_next/static/).*)", headers: documentHeaders },
  ],
};

export default config;
