"use client";

import { type ClipboardEvent, useState } from "react";
import { Combobox, type ComboboxOption } from "@/components/form/combobox";
import { Field } from "@/components/form/field";
import { announce } from "@/components/ui/announcer";
import { Input } from "@/components/ui/input";
import { WorldMap } from "@/components/world-map/world-map";
import { COUNTRY_NAMES } from "@/lib/geo/countries";
import { type Coordinates, parseCoordinates, parseDegrees } from "@/lib/geo/parse-coordinates";
import { FieldSection } from "./field-section";
import type { GroupFieldsProps } from "./group-fields";

type LocationFieldsProps = Pick<GroupFieldsProps, "value" | "onChange" | "errorAt" | "onBlur">;

const COUNTRY_OPTIONS: ComboboxOption[] = [...COUNTRY_NAMES]
  .map(([value, label]) => ({ value, label, hint: value }))
  .sort((a, b) => a.label.localeCompare(b.label, "en"));
const NO_COUNTRY: ComboboxOption = { value: "", label: "No country" };

/** Where the connectors of a group stand: words, a point and a country. A pasted point fills both of its numbers. */
export function LocationFields({ value, onChange, errorAt, onBlur }: LocationFieldsProps) {
  const takePoint = (event: ClipboardEvent) => {
    const point = parseCoordinates(event.clipboardData.getData("text"));
    if (!point) return;
    event.preventDefault();
    onChange(point);
    announce(`Latitude ${point.latitude}, longitude ${point.longitude}`);
  };
  return (
    <FieldSection title="Location">
      <Field
        label="Location"
        optional
        error={errorAt("location")}
        hint="A place, as colleagues know it. Coordinates pasted here fill the fields below."
      >
        <Input
          name="group.location"
          value={value.location}
          onChange={(event) => onChange({ location: event.target.value })}
          onPaste={takePoint}
          onBlur={onBlur}
          autoComplete="off"
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <DegreesField axis="latitude" label="Latitude" {...{ value, onChange, errorAt, onBlur, takePoint }} />
        <DegreesField axis="longitude" label="Longitude" {...{ value, onChange, errorAt, onBlur, takePoint }} />
      </div>
      <PointMap {...value} />
      <CountryField {...{ value, onChange, errorAt, onBlur }} />
    </FieldSection>
  );
}

/** The point on a map, as soon as both numbers make one. */
function PointMap({ latitude, longitude }: { latitude: number | null; longitude: number | null }) {
  const isPoint = Math.abs(latitude ?? Number.NaN) <= 90 && Math.abs(longitude ?? Number.NaN) <= 180;
  return isPoint && latitude !== null && longitude !== null ? (
    <WorldMap latitude={latitude} longitude={longitude} className="max-w-80" />
  ) : null;
}

type DegreesFieldProps = LocationFieldsProps & {
  axis: keyof Coordinates;
  label: string;
  takePoint: (event: ClipboardEvent) => void;
};

/** Degrees as typed; what is no number stays in sight and is NaN in the form, for the schema to refuse. */
function DegreesField({ axis, label, value, onChange, errorAt, onBlur, takePoint }: DegreesFieldProps) {
  const [typed, setTyped] = useState<{ for: number | null; text: string }>();
  const degrees = value[axis];
  const shown = typed && Object.is(typed.for, degrees) ? typed.text : (degrees ?? "").toString();
  return (
    <Field label={label} optional error={errorAt(axis)} hint={axis === "latitude" ? "−90 to 90" : "−180 to 180"}>
      <Input
        name={`group.${axis}`}
        inputMode="text"
        value={shown}
        onChange={(event) => {
          const text = event.target.value;
          const next = text.trim() === "" ? null : parseDegrees(text);
          setTyped({ for: next, text });
          onChange({ [axis]: next });
        }}
        onPaste={takePoint}
        onBlur={onBlur}
        autoComplete="off"
        spellCheck={false}
      />
    </Field>
  );
}

function CountryField({ value, onChange, errorAt, onBlur }: LocationFieldsProps) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const code = value.countryCode;
  const matches = COUNTRY_OPTIONS.filter(
    (option) => option.value.toLowerCase() === wanted || option.label.toLowerCase().includes(wanted),
  );
  const selected = code === null ? null : { value: code, label: COUNTRY_NAMES.get(code) ?? code };
  return (
    <Field label="Country" optional error={errorAt("countryCode")}>
      <Combobox
        options={wanted === "" && code !== null ? [NO_COUNTRY, ...matches] : matches}
        selected={selected}
        onSelect={(option) => onChange({ countryCode: option.value === "" ? null : option.value })}
        onSearch={setText}
        onBlur={onBlur}
        placeholder="Choose a country"
        empty="No country matches."
      />
    </Field>
  );
}
