// Fetches what the later parts of `npm test` need while the earlier ones run. Whatever fails here is tried, and said, there.
import { findDebianTools } from "./debian-tools.mjs";
import { findChromium } from "./find-chromium.mjs";
import { findStrongswan } from "./strongswan.mjs";

for (const find of [findChromium, findDebianTools, findStrongswan]) {
  try {
    find();
  } catch {
    // Said when it is asked for.
  }
}
