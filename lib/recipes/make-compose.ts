import { makeFolderStep } from "./make-docker";
import { IMAGE } from "./places";
import { cleanComment } from "./quote";
import { makeBlock, type Recipe, type RecipeFacts } from "./recipe";
import { makeKeyFileStep } from "./shell-steps";

function writeCompose({ keyName }: RecipeFacts): string {
  return `# Provisioning key: ${cleanComment(keyName)}
services:
  connector:
    # Any image with Node.js 20.19 or newer does; name one of your own registry here.
    image: ${IMAGE}
    user: "\${CONNECTOR_USER:?see .env}"
    read_only: true
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    restart: unless-stopped
    # Signals reach the connector, which then stops at once.
    init: true
    command:
      - node
      - /opt/latchkey-connector.mjs
      - run
      - --key-file
      - /run/secrets/provisioning-key
      - --state-dir
      - /state
      - --hostname
      - "\${CONNECTOR_HOSTNAME:?see .env}"
    volumes:
      - type: bind
        source: ./latchkey-connector.mjs
        target: /opt/latchkey-connector.mjs
        read_only: true
      - type: bind
        source: ./state
        target: /state
    secrets:
      - provisioning-key
secrets:
  provisioning-key:
    file: ./provisioning-key
`;
}

/** In: facts. Out: the recipe for Docker Compose. */
export function makeCompose(facts: RecipeFacts): Recipe {
  return {
    platform: "compose",
    label: "Docker Compose",
    steps: [
      makeFolderStep(facts),
      makeKeyFileStep(),
      {
        title: "Save the Compose file in the folder",
        text: "Compose mounts the key from its file; it is in no image and in no environment variable.",
        blocks: [makeBlock("yaml", writeCompose(facts), "compose.yaml")],
      },
      {
        title: "Enroll and run",
        text: "It enrolls first, waiting for gateway and approval if need be, then reports and renews. Started again with the same state folder it finds the certificate and costs no use.",
        blocks: [
          makeBlock(
            "sh",
            `printf 'CONNECTOR_USER=%s:%s\\nCONNECTOR_HOSTNAME=%s\\n' "$(id -u)" "$(id -g)" "$(uname -n)" > .env
docker compose up --detach
docker compose logs --follow`,
          ),
        ],
      },
    ],
  };
}
