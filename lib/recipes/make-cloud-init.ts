import { PLACES } from "./places";
import { cleanComment, quoteYaml } from "./quote";
import { KEY_PLACEHOLDER, makeBlock, type Recipe, type RecipeFacts } from "./recipe";
import { WHY_INSECURE, writeDownload } from "./shell-steps";
import { SYSTEMD_RUN_UNIT, SYSTEMD_UNIT } from "./systemd-unit";

const indent = (text: string, by: number) => text.trimEnd().replace(/^(?=.)/gm, " ".repeat(by));

/**
 * In: facts, and what stands for the key: a scalar of YAML. Out: user data for cloud-init. It must begin with its first line.
 */
export function writeUserData(facts: RecipeFacts, keyScalar = quoteYaml(KEY_PLACEHOLDER)): string {
  const { user, service, unit, runService, runUnit, program, keyFolder, keyFile, state, certificate } = PLACES;
  const [fetch, check] = writeDownload(facts);
  return `#cloud-config
# Provisioning key: ${cleanComment(facts.keyName)}
# ${WHY_INSECURE}
packages:
  - curl
  # Node.js 20.19 or newer; leave this out where the image has it already.
  - nodejs
users:
  - default
  - name: ${user}
    system: true
    no_create_home: true
    homedir: ${state}
    shell: /usr/sbin/nologin
write_files:
  - path: ${keyFile}
    owner: "root:root"
    permissions: "0600"
    content: ${keyScalar}
  - path: ${unit}
    permissions: "0644"
    content: |
${indent(SYSTEMD_UNIT, 6)}
  - path: ${runUnit}
    permissions: "0644"
    content: |
${indent(SYSTEMD_RUN_UNIT, 6)}
runcmd:
  - - sh
    - -euc
    - |
      mkdir -p ${program.slice(0, program.lastIndexOf("/"))}
      cd "$(mktemp -d)"
      ${fetch}
      ${check}
      install -m 0644 latchkey-connector.mjs ${program}
      chown -R ${user}: ${keyFolder}
      chmod 0700 ${keyFolder}
      systemctl daemon-reload
      systemctl enable ${service} ${runService}
      systemctl start ${service}
      systemctl start ${runService}
      # One that waits for approval still needs it.
      test ! -e ${certificate} || rm -f ${keyFile}
`;
}

/** In: facts. Out: the recipe for machines that cloud-init sets up. */
export function makeCloudInit(facts: RecipeFacts): Recipe {
  return {
    platform: "cloud-init",
    label: "cloud-init",
    steps: [
      {
        title: "Start machines with this user data",
        text: "Whoever may read a machine's user data can read the key: give it few uses and an expiry.",
        blocks: [makeBlock("yaml", writeUserData(facts), "user-data.yaml")],
      },
      {
        title: "See how it went, on the machine",
        blocks: [
          makeBlock(
            "sh",
            `cloud-init status --wait\nsudo journalctl --no-pager -u ${PLACES.service} -u ${PLACES.runService}`,
          ),
        ],
      },
    ],
  };
}
