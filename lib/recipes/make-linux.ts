import { PLACES } from "./places";
import { makeBlock, type Recipe, type RecipeFacts } from "./recipe";
import { WHY_INSECURE, writeDownload } from "./shell-steps";
import { SYSTEMD_UNIT } from "./systemd-unit";

/** In: facts. Out: the recipe for a machine with systemd. */
export function makeLinux(facts: RecipeFacts): Recipe {
  const { user, service, unit, program, keyFolder, keyFile } = PLACES;
  const [fetch, check] = writeDownload(facts);
  return {
    platform: "linux",
    label: "Linux",
    steps: [
      {
        title: "Check that Node.js 20.19 or newer is installed",
        text: "systemd looks for node in /usr/local/bin and /usr/bin.",
        blocks: [makeBlock("sh", "node --version")],
      },
      {
        title: "Download the connector and check it",
        text: WHY_INSECURE,
        blocks: [
          makeBlock("sh", `${fetch} &&\n  ${check} &&\n  sudo install -D -m 0644 latchkey-connector.mjs ${program}`),
        ],
      },
      {
        title: "Add a user and the systemd unit",
        blocks: [
          makeBlock(
            "sh",
            `id ${user} >/dev/null 2>&1 ||
  sudo useradd --system --user-group --no-create-home --home-dir ${PLACES.state} --shell /usr/sbin/nologin ${user}
sudo install -d -m 0700 -o ${user} -g ${user} ${keyFolder}
sudo tee ${unit} >/dev/null <<'UNIT'
${SYSTEMD_UNIT}UNIT
sudo systemctl daemon-reload`,
          ),
        ],
      },
      {
        title: "Put the key in place",
        text: "Run this by itself, paste the key and press Enter. Nothing of it enters the shell history or the process list.",
        asksForKey: true,
        blocks: [
          makeBlock(
            "sh",
            `systemd-ask-password 'Provisioning key:' |
  sudo install -m 0600 -o ${user} -g ${user} /dev/stdin ${keyFile}`,
          ),
        ],
      },
      {
        title: "Enroll",
        text: "The log ends with the connector's name and how long its certificate is valid. A connector that waits for approval enrolls with the same command after the approval.",
        blocks: [
          makeBlock(
            "sh",
            `sudo systemctl enable ${service}
sudo systemctl restart ${service}
sudo journalctl --no-pager -u ${service}`,
          ),
        ],
      },
      {
        title: "Remove the key from the machine",
        text: "An enrolled connector does not need it any more.",
        blocks: [makeBlock("sh", `sudo rm -f ${keyFile}`)],
      },
    ],
  };
}
