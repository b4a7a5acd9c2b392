import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCoordinates, parseDegrees } from "@/lib/geo/parse-coordinates";

describe("parseCoordinates", () => {
  it.each([
    ["51.95, 4.14", 51.95, 4.14],
    [" 51.95 4.14 ", 51.95, 4.14],
    ["-33.87;151.21", -33.87, 151.21],
    ["−33.87, +151.21", -33.87, 151.21],
    ["0,0", 0, 0],
    ["-0, -0", 0, 0],
    ["90, -180", 90, -180],
    ["51.95° N, 4.14° E", 51.95, 4.14],
    ["33.87S 151.21E", -33.87, 151.21],
    ["40°25'12\"N 3°42'W", 40.42, -3.7],
    ["40° 25′ 12″ N, 3° 42′ 0″ W", 40.42, -3.7],
    ["geo:52.37,4.9", 52.37, 4.9],
    ["geo:52.37,4.9;u=35", 52.37, 4.9],
    ["https://maps.example/place/@52.3676,4.9041,12z", 52.3676, 4.9041],
    ["https://maps.example/?q=-33.87,151.21&z=9", -33.87, 151.21],
    ["https://map.example/#map=12/52.3676/4.9041", 52.3676, 4.9041],
    ["51.123456789, 4.987654321", 51.123457, 4.987654],
  ])("reads %j", (text, latitude, longitude) => {
    expect(parseCoordinates(text)).toEqual({ latitude, longitude });
  });

  it.each([
    "",
    "Rotterdam, Netherlands",
    "51.95",
    "91, 0",
    "0, 181",
    "51.95, 4.14, 7",
    "40°61'N 3°W",
    "1e1, 2",
    "Infinity, 0",
    "https://maps.example/place/Rotterdam",
    "51.95 E, 4.14 N",
    `https://maps.example/${"@1".repeat(2_000)}`,
  ])("finds no point in %j", (text) => {
    expect(parseCoordinates(text)).toBeNull();
  });

  it("reads every point back that it is shown, to 6 decimals", () => {
    const degrees = (limit: number) => fc.integer({ min: -limit * 1e6, max: limit * 1e6 }).map((n) => n / 1e6);
    fc.assert(
      fc.property(degrees(90), degrees(180), (latitude, longitude) => {
        const point = parseCoordinates(`${latitude.toFixed(6)}, ${longitude.toFixed(6)}`);
        expect(point?.latitude).toBeCloseTo(latitude, 6);
        expect(point?.longitude).toBeCloseTo(longitude, 6);
      }),
    );
  });

  it("never throws and never leaves the globe", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[-+0-9., ;°'"NSEW@:/#=]{0,30}$/)),
        (text) => {
          const point = parseCoordinates(text);
          if (!point) return;
          expect(Math.abs(point.latitude)).toBeLessThanOrEqual(90);
          expect(Math.abs(point.longitude)).toBeLessThanOrEqual(180);
        },
      ),
    );
  });
});

describe("parseDegrees", () => {
  it.each([
    ["51.95", 51.95],
    ["-3,7", -3.7],
    [" 4.14° ", 4.14],
    ["−33.87", -33.87],
    ["12.", 12],
    ["-0", 0],
  ])("reads %j as %d", (text, degrees) => expect(parseDegrees(text)).toBe(degrees));

  it.each(["", "abc", "1.2.3", "1e3", "0x10", "12 N", "-", "51.95, 4.14"])("%j is no number", (text) => {
    expect(parseDegrees(text)).toBeNaN();
  });
});
