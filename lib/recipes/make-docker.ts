import { IMAGE } from "./places";
import { makeBlock, type Recipe, type RecipeFacts, type RecipeStep } from "./recipe";
import { makeKeyFileStep, WHY_INSECURE, writeDownload } from "./shell-steps";

/** In: facts. Out: the step that makes a folder with the checked program in it. */
export function makeFolderStep(facts: RecipeFacts): RecipeStep {
  const [fetch, check] = writeDownload(facts);
  return {
    title: "Make a folder with the connector in it",
    text: WHY_INSECURE,
    blocks: [
      makeBlock(
        "sh",
        `mkdir -p -m 0700 latchkey-connector && cd latchkey-connector && mkdir -p -m 0700 state &&
  ${fetch} &&
  ${check}`,
      ),
    ],
  };
}

/** Out: the step that removes the key's file. */
export function makeRemoveKeyStep(): RecipeStep {
  return {
    title: "Remove the key",
    text: "The state folder holds private key and certificate; keep it. An enrolled connector does not need the provisioning key any more.",
    blocks: [makeBlock("sh", "rm -f provisioning-key")],
  };
}

/** Options of a container that has no rights, and the connector's program and state in it. */
const CONFINED = `--user "$(id -u):$(id -g)" --read-only --cap-drop ALL --security-opt no-new-privileges \\
  --mount "type=bind,src=$PWD/latchkey-connector.mjs,dst=/opt/latchkey-connector.mjs,readonly" \\
  --mount "type=bind,src=$PWD/state,dst=/state"`;

/** In: facts. Out: the recipe for one container. */
export function makeDocker(facts: RecipeFacts): Recipe {
  return {
    platform: "docker",
    label: "Docker",
    steps: [
      makeFolderStep(facts),
      makeKeyFileStep(),
      {
        title: "Enroll",
        text: "Run again with the same state folder it finds the certificate and costs no use. A connector that waits for approval enrolls with the same command after the approval.",
        blocks: [
          makeBlock(
            "sh",
            `# Any image with Node.js 20.19 or newer does; name one of your own registry here.
IMAGE=${IMAGE}
docker run --rm ${CONFINED} \\
  --mount "type=bind,src=$PWD/provisioning-key,dst=/run/secrets/provisioning-key,readonly" \\
  "$IMAGE" node /opt/latchkey-connector.mjs enroll \\
  --key-file /run/secrets/provisioning-key --state-dir /state --hostname "$(uname -n)"`,
          ),
        ],
      },
      {
        title: "Run it",
        text: "It reports to the gateway and renews the certificate, and comes back after a restart of the machine.",
        blocks: [
          makeBlock(
            "sh",
            `IMAGE=${IMAGE}
docker run --detach --init --name latchkey-connector --restart unless-stopped ${CONFINED} \\
  "$IMAGE" node /opt/latchkey-connector.mjs run --state-dir /state --hostname "$(uname -n)"
docker logs latchkey-connector`,
          ),
        ],
      },
      makeRemoveKeyStep(),
    ],
  };
}
