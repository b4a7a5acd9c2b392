"use client";

import { GroupFields } from "@/app/(portal)/provisioning-keys/_components/fields/group-fields";
import { problemAt } from "../steps";
import type { WizardState } from "../use-wizard";
import type { WizardOptions } from "../wizard-options";

/** Step 3: the group connectors join, one that exists or one that is added with the key. */
export function GroupStep({ wizard, options }: { wizard: WizardState; options: WizardOptions }) {
  const { problems } = wizard;
  return (
    <GroupFields
      field={wizard.bind("group")}
      groups={options.groups}
      more={options.moreGroups}
      chosenName={wizard.groupName}
      onChoose={wizard.setGroupName}
      errorAt={(at) => problemAt(problems, `group.${at}`) ?? (at === "id" ? problems.group : undefined)}
    />
  );
}
