import { z } from "zod";
import { COUNTRY_NAMES } from "@/lib/geo/countries";
import { allowListSchema } from "@/lib/net/schema";
import { nameSchema } from "@/lib/services/name/schema";

export const DNS_RESOLUTIONS = ["IPV4_AND_IPV6", "IPV4", "IPV6"] as const;
export const VERSION_PROFILES = ["DEFAULT", "PREVIOUS_DEFAULT", "NEW_RELEASE"] as const;
export const DESCRIPTION_MAX_LENGTH = 1000;
export const LOCATION_MAX_LENGTH = 240;
/** The update schedule is given in steps of a quarter of an hour. */
export const UPDATE_STEP_MINUTES = 15;
/** Sunday, 18:30. */
export const DEFAULT_UPDATE = { day: 0, minute: 18 * 60 + 30 } as const;

/** Control, format and direction characters, line breaks and tabs left out. */
const UNSEEN = /[^\P{C}\n\t]/u;

const text = (label: string, maximum: number) =>
  z
    .string({ error: `Enter the ${label} as text.` })
    .transform((value) => value.trim().normalize("NFC").replace(/\r\n?/g, "\n"))
    .refine((value) => !UNSEEN.test(value), "Remove the invisible or control characters.")
    .refine((value) => [...value].length <= maximum, `Use at most ${maximum} characters.`)
    .default("");

export const descriptionSchema = text("description", DESCRIPTION_MAX_LENGTH);

const coordinate = (label: string, limit: number) =>
  z
    .number({ error: `Enter the ${label} in degrees.` })
    .min(-limit, `The ${label} is at least -${limit}.`)
    .max(limit, `The ${label} is at most ${limit}.`)
    .nullable()
    .default(null);

/** The fields of an App Connector Group, with the defaults of a new one. */
export const groupShape = {
  name: nameSchema,
  enabled: z.boolean({ error: "Choose enabled or disabled." }).default(true),
  description: descriptionSchema,
  location: text("location", LOCATION_MAX_LENGTH),
  latitude: coordinate("latitude", 90),
  longitude: coordinate("longitude", 180),
  countryCode: z
    .string({ error: "Enter a country code of two letters." })
    .trim()
    .toUpperCase()
    .refine((code) => COUNTRY_NAMES.has(code), "Enter a country code of two letters (ISO 3166-1), such as US.")
    .nullable()
    .default(null),
  dnsResolution: z.enum(DNS_RESOLUTIONS, { error: "Choose a DNS resolution option." }).default("IPV4_AND_IPV6"),
  tcpQuickAck: z.boolean({ error: "Choose on or off." }).default(false),
  disasterRecovery: z.boolean({ error: "Choose on or off." }).default(false),
  allowList: allowListSchema.default([]),
  versionProfile: z.enum(VERSION_PROFILES, { error: "Choose a version profile." }).default("DEFAULT"),
  updateDay: z
    .number({ error: "Choose a day." })
    .int("Choose a day.")
    .min(0, "Choose a day.")
    .max(6, "Choose a day.")
    .default(DEFAULT_UPDATE.day),
  updateMinute: z
    .number({ error: "Choose a time." })
    .min(0, "Choose a time.")
    .max(24 * 60 - UPDATE_STEP_MINUTES, "Choose a time.")
    .multipleOf(UPDATE_STEP_MINUTES, `Choose a time in steps of ${UPDATE_STEP_MINUTES} minutes.`)
    .default(DEFAULT_UPDATE.minute),
};

/** For `.check(…)` of an object with the fields above. */
export const coordinatesTogether = z.refine<{ latitude: number | null; longitude: number | null }>(
  (group) => (group.latitude === null) === (group.longitude === null),
  { path: ["longitude"], error: "Enter latitude and longitude together, or neither." },
);

/** Input for a new group: strict, so that a field this version does not know is refused. */
export const createGroupSchema = z.strictObject(groupShape).check(coordinatesTogether);

export type CreateGroupForm = z.input<typeof createGroupSchema>;
export type CreateGroupInput = z.output<typeof createGroupSchema>;

const { name: _, ...defaultedShape } = groupShape;
/** A new group as its form is first shown: every field, the name still to be given. */
export const NEW_GROUP: CreateGroupInput = { name: "", ...z.strictObject(defaultedShape).parse({}) };

export const listGroupOptionsSchema = z.strictObject({ q: z.string().max(200).default("") });

export const groupIdSchema = z.uuid("This is not the id of an App Connector Group.");
const versionSchema = z.int("Load the page again: the version of the group is missing.").min(1);

export const oneGroupSchema = z.strictObject({ id: groupIdSchema });
/** Edit: `version` is the one the user saw; every field is given. */
export const updateGroupSchema = z
  .strictObject({ id: groupIdSchema, version: versionSchema, ...groupShape })
  .check(coordinatesTogether);
export const switchGroupSchema = z.strictObject({ id: groupIdSchema, enabled: groupShape.enabled.unwrap() });
export const removeGroupSchema = z.strictObject({ id: groupIdSchema, version: versionSchema });

export type UpdateGroupForm = z.input<typeof updateGroupSchema>;
export type UpdateGroupInput = z.output<typeof updateGroupSchema>;
