import { PLACES } from "./places";
import { makeBlock, type Recipe, type RecipeFacts } from "./recipe";
import { WHY_INSECURE, writeDownload } from "./shell-steps";
import { SYSTEMD_RUN_UNIT, SYSTEMD_UNIT } from "./systemd-unit";

/** In: facts. Out: the recipe for a machine with systemd. */
export function makeLinux(facts: RecipeFacts): Recipe {
  const { user, service, unit, runService, runUnit, program, keyFolder, keyFile, certificate } = PLACES;
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
        title: "Add a user and the systemd units",
        text: "The first unit enrolls and ends; the second reports to the gateway and renews the certificate for as long as the machine runs.",
        blocks: [
          makeBlock(
            "sh",
            `id ${user} >/dev/null 2>&1 ||
  sudo useradd --system --user-group --no-create-home --home-dir ${PLACES.state} --shell /usr/sbin/nologin ${user}
sudo install -d -m 0700 -o ${user} -g ${user} ${keyFolder}
sudo tee ${unit} >/dev/null <<'UNIT'
${SYSTEMD_UNIT}UNIT
sudo tee ${runUnit} >/dev/null <<'UNIT'
${SYSTEMD_RUN_UNIT}UNIT
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
        text: "The log ends with the connector's name and how long its certificate is valid. A connector that waits for approval enrolls by itself after the approval, once it runs.",
        blocks: [
          makeBlock(
            "sh",
            `sudo systemctl enable ${service} ${runService}
sudo systemctl restart ${service}
sudo journalctl --no-pager -u ${service}`,
          ),
        ],
      },
      {
        title: "Run it",
        blocks: [makeBlock("sh", `sudo systemctl restart ${runService}\nsystemctl --no-pager status ${runService}`)],
      },
      {
        title: "Remove the key from the machine",
        text: "An enrolled connector does not need it any more; one that waits for approval does, and keeps it.",
        blocks: [makeBlock("sh", `sudo test ! -e ${certificate} || sudo rm -f ${keyFile}`)],
      },
    ],
  };
}
