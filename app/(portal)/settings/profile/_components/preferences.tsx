"use client";

import { SwitchRow } from "@/components/form/switch-row";
import { parseTheme } from "@/components/shell/appearance";
import { useTheme } from "@/components/shell/use-theme";
import { useSingleKeys } from "@/components/shortcuts/single-keys";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Radio, RadioGroup } from "@/components/ui/radio-group";

/** What this browser keeps: theme and single-key shortcuts. */
export function Preferences() {
  const [theme, chooseTheme] = useTheme();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  return (
    <Card>
      <CardHeader title="This browser" />
      <CardBody className="flex flex-col gap-4.5">
        <div>
          <h3 id="theme-choice" className="mb-2 font-medium">
            Theme
          </h3>
          <RadioGroup
            aria-labelledby="theme-choice"
            value={theme}
            onValueChange={(value) => chooseTheme(parseTheme(value))}
            className="flex-row flex-wrap gap-x-6"
          >
            <Radio value="light" label="Light" />
            <Radio value="dark" label="Dark" />
            <Radio value="system" label="Same as system" />
          </RadioGroup>
        </div>
        <SwitchRow
          label="Single-key shortcuts"
          hint="Letters and signs without Ctrl or ⌘. Turn them off when speech input sets them off."
          checked={singleKeys}
          onCheckedChange={setSingleKeys}
        />
      </CardBody>
    </Card>
  );
}
