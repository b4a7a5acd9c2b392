import { makeAnsible } from "./make-ansible";
import { makeCloudInit } from "./make-cloud-init";
import { makeCompose } from "./make-compose";
import { makeDocker } from "./make-docker";
import { makeKubernetes } from "./make-kubernetes";
import { makeLinux } from "./make-linux";
import { makePowershell } from "./make-powershell";
import { makeTerraform } from "./make-terraform";
import type { Recipe, RecipeFacts } from "./recipe";

/** In: facts about a key. Out: a recipe for each platform, in the order of PLATFORMS. */
export function makeRecipes(facts: RecipeFacts): Recipe[] {
  return [
    makeLinux,
    makeDocker,
    makeCompose,
    makeKubernetes,
    makeCloudInit,
    makeTerraform,
    makeAnsible,
    makePowershell,
  ].map((make) => make(facts));
}
