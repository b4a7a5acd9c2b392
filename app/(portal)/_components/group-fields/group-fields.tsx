"use client";

import type { ReactNode } from "react";
import { AllowListField } from "@/components/form/allow-list/allow-list-field";
import { Field } from "@/components/form/field";
import { SwitchRow } from "@/components/form/switch-row";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { type CreateGroupInput, DNS_RESOLUTIONS, VERSION_PROFILES } from "@/lib/services/connector-groups/schema";
import { FieldSection } from "./field-section";
import { DAY_OPTIONS, DNS_WORDS, TIME_OPTIONS, VERSION_PROFILE_WORDS } from "./group-words";
import { LocationFields } from "./location-fields";

/** Every field of a group; a new form starts from NEW_GROUP. */
export type GroupValue = CreateGroupInput;
export type GroupField = keyof GroupValue;

export type GroupFieldsProps = {
  value: GroupValue;
  /** Takes only what changes. */
  onChange: (changed: Partial<GroupValue>) => void;
  errorAt: (field: GroupField) => string | undefined;
  onBlur?: () => void;
  /** The element of the name field, for whoever sets the focus. */
  nameRef?: (element: HTMLElement | null) => void;
  /** "Name" on a page about groups, "Group name" beside fields of something else. */
  nameLabel?: string;
  /** Something at the end of the name's line, such as a way back to choosing a group. */
  nameEnd?: ReactNode;
};

/**
 * All fields of an App Connector Group with their hints, controlled: the form around them holds the values and what is
 * wrong with them. They look the same in a dialog, on a page and in a step of something longer.
 */
export function GroupFields(props: GroupFieldsProps) {
  const { value, onChange, errorAt, onBlur, nameRef, nameLabel = "Name", nameEnd } = props;
  return (
    <div className="flex flex-col gap-4.5">
      <Field label={nameLabel} required error={errorAt("name")} labelEnd={nameEnd}>
        <Input
          ref={nameRef}
          name="group.name"
          value={value.name}
          onChange={(event) => onChange({ name: event.target.value })}
          onBlur={onBlur}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field label="Description" optional error={errorAt("description")}>
        <Textarea
          name="group.description"
          rows={2}
          className="min-h-15"
          value={value.description}
          onChange={(event) => onChange({ description: event.target.value })}
          onBlur={onBlur}
        />
      </Field>
      <SwitchRow
        label="Group enabled"
        hint="Off: connectors cannot enroll into the group until it is enabled again. Enrolled connectors stay."
        checked={value.enabled}
        onCheckedChange={(enabled) => onChange({ enabled })}
      />
      <LocationFields {...{ value, onChange, errorAt, onBlur }} />
      <FieldSection title="Traffic">
        <Field
          label="DNS resolution"
          error={errorAt("dnsResolution")}
          hint="Addresses connectors ask for when they resolve names."
        >
          <Select
            options={DNS_RESOLUTIONS.map((option) => ({ value: option, label: DNS_WORDS[option] }))}
            value={value.dnsResolution}
            onValueChange={(option) => onChange({ dnsResolution: option as GroupValue["dnsResolution"] })}
          />
        </Field>
        <SwitchRow
          label="TCP quick acknowledgement"
          hint="On: received segments are acknowledged at once instead of together with the next answer."
          checked={value.tcpQuickAck}
          onCheckedChange={(tcpQuickAck) => onChange({ tcpQuickAck })}
        />
        <SwitchRow
          label="Disaster recovery"
          hint="On: connectors of the group take over in disaster recovery mode."
          checked={value.disasterRecovery}
          onCheckedChange={(disasterRecovery) => onChange({ disasterRecovery })}
        />
      </FieldSection>
      <FieldSection title="Enrollment">
        <AllowListField
          field={{ value: value.allowList, onChange: (allowList) => onChange({ allowList }), onBlur }}
          error={errorAt("allowList")}
          hint="Connectors that enroll from elsewhere wait for approval. Empty: every address."
        />
      </FieldSection>
      <FieldSection title="Software updates">
        <Field label="Version profile" error={errorAt("versionProfile")}>
          <Select
            options={VERSION_PROFILES.map((profile) => ({ value: profile, label: VERSION_PROFILE_WORDS[profile] }))}
            value={value.versionProfile}
            onValueChange={(profile) => onChange({ versionProfile: profile as GroupValue["versionProfile"] })}
          />
        </Field>
        <div className="flex gap-3">
          <Field label="Update day" error={errorAt("updateDay")} hint="Once a week." className="flex-1">
            <Select
              options={DAY_OPTIONS}
              value={String(value.updateDay)}
              onValueChange={(day) => onChange({ updateDay: Number(day) })}
            />
          </Field>
          <Field label="Update time" error={errorAt("updateMinute")} hint="Time zone: UTC." className="flex-1">
            <Select
              options={TIME_OPTIONS}
              value={String(value.updateMinute)}
              onValueChange={(minute) => onChange({ updateMinute: Number(minute) })}
            />
          </Field>
        </div>
      </FieldSection>
    </div>
  );
}
