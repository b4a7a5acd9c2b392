import { cleanComment, quotePowershell } from "./quote";
import { makeBlock, type Recipe, type RecipeFacts } from "./recipe";
import { WHY_INSECURE, writeProgramUrl } from "./shell-steps";

/** In: facts. Out: the recipe for Windows. */
export function makePowershell(facts: RecipeFacts): Recipe {
  return {
    platform: "powershell",
    label: "PowerShell",
    steps: [
      {
        title: "Check that Node.js 20.19 or newer is installed",
        text: "Open PowerShell as an administrator.",
        blocks: [makeBlock("powershell", "node --version")],
      },
      {
        title: "Download the connector and check it",
        text: WHY_INSECURE,
        blocks: [
          makeBlock(
            "powershell",
            `# Provisioning key: ${cleanComment(facts.keyName)}
$ErrorActionPreference = 'Stop'
$folder = Join-Path $env:ProgramData 'LatchkeyConnector'
New-Item -ItemType Directory -Force -Path $folder | Out-Null
# SYSTEM and administrators only.
icacls.exe $folder /inheritance:r /grant:r '*S-1-5-18:(OI)(CI)F' '*S-1-5-32-544:(OI)(CI)F' | Out-Null
$program = Join-Path $folder 'latchkey-connector.mjs'
curl.exe -fsS --insecure -o $program ${quotePowershell(writeProgramUrl(facts))}
if ((Get-FileHash -Algorithm SHA256 -Path $program).Hash -ne ${quotePowershell(facts.connectorSha256)}) {
  Remove-Item $program
  throw 'The SHA-256 of the connector is another one.'
}`,
          ),
        ],
      },
      {
        title: "Enroll",
        text: "Run this by itself, paste the key and press Enter. It goes to the connector's standard input: not onto the command line, into the history or into a file.",
        asksForKey: true,
        blocks: [
          makeBlock(
            "powershell",
            `[Net.NetworkCredential]::new('', (Read-Host 'Provisioning key' -AsSecureString)).Password | node (Join-Path $env:ProgramData 'LatchkeyConnector\\latchkey-connector.mjs') enroll --key-file '-' --state-dir (Join-Path $env:ProgramData 'LatchkeyConnector\\state')`,
          ),
        ],
      },
      {
        title: "Run it",
        text: "A task of the system reports to the gateway and renews the certificate from now on and after each start of the machine. It uses no key: a connector that waits for approval enrolls with the step before, after the approval.",
        blocks: [
          makeBlock(
            "powershell",
            `$folder = Join-Path $env:ProgramData 'LatchkeyConnector'
$task = @{
  TaskName  = 'Latchkey App Connector'
  User      = 'NT AUTHORITY\\SYSTEM'
  Action    = New-ScheduledTaskAction -Execute (Get-Command node.exe).Source -Argument ('"{0}\\latchkey-connector.mjs" run --state-dir "{0}\\state"' -f $folder)
  Trigger   = New-ScheduledTaskTrigger -AtStartup
  Settings  = New-ScheduledTaskSettingsSet -RestartCount 99 -RestartInterval (New-TimeSpan -Minutes 1) -ExecutionTimeLimit ([TimeSpan]::Zero) -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
}
Register-ScheduledTask @task -Force | Start-ScheduledTask`,
          ),
        ],
      },
    ],
  };
}
