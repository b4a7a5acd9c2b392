import { findDebianTools } from "./debian-tools.mjs";

/** Before the tests of the recipes: the programs are on the PATH, and what is missing is known to them. */
export default function setup(project) {
  project.provide("missingTools", findDebianTools());
}
