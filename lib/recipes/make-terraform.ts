import { writeUserData } from "./make-cloud-init";
import { cleanComment, escapeHclTemplate, quoteHcl } from "./quote";
import { KEY_PLACEHOLDER, makeBlock, type Recipe, type RecipeFacts } from "./recipe";

const VARIABLE = "latchkey_provisioning_key";
const MARK = "\u0000";

/** In: facts. Out: a file of variables with the placeholder where the key belongs. */
export function writeTerraformVariables({ keyName }: RecipeFacts): string {
  return `# Provisioning key: ${cleanComment(keyName)}\n${VARIABLE} = ${quoteHcl(KEY_PLACEHOLDER)}\n`;
}

function writeModule(facts: RecipeFacts): string {
  const userData = escapeHclTemplate(writeUserData(facts, MARK))
    .replace(MARK, `\${jsonencode(var.${VARIABLE})}`)
    .replace(/^(?=.)/gm, "    ");
  return `variable "${VARIABLE}" {
  description = ${quoteHcl(`Provisioning key ${facts.keyName}`)}
  type        = string
  sensitive   = true
  nullable    = false

  validation {
    condition     = can(regex("^1[|][^|]+[|][0-9A-Za-z+/]+={0,2}$", var.${VARIABLE}))
    error_message = "This is no provisioning key."
  }
}

locals {
  latchkey_user_data = <<-LATCHKEY_USER_DATA
${userData.trimEnd()}
  LATCHKEY_USER_DATA
}
`;
}

/** In: facts. Out: the recipe for machines that Terraform makes. */
export function makeTerraform(facts: RecipeFacts): Recipe {
  return {
    platform: "terraform",
    label: "Terraform",
    steps: [
      {
        title: "Save the variable and the user data",
        text: "Give machines user_data = local.latchkey_user_data.",
        blocks: [makeBlock("hcl", writeModule(facts), "latchkey.tf")],
      },
      {
        title: "Save the key as the variable's value",
        text: "The file holds the key: keep it readable by you only and out of version control. Terraform's state holds it too, so encrypt the state and limit who reads it.",
        blocks: [
          makeBlock("hcl", writeTerraformVariables(facts), "latchkey.auto.tfvars"),
          makeBlock("sh", "chmod 600 latchkey.auto.tfvars\nterraform apply"),
        ],
      },
    ],
  };
}
