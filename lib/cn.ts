import { type ClassValue, clsx } from "clsx";
import { createTailwindMerge } from "tailwind-merge";

// Which utilities set the same property. These are the groups that the portal's own markup has, a fifth of Tailwind's and of
// the code to know them. cn.test.ts holds them against all of Tailwind's, for every pair of classes in the sources, and
// fails when a class comes into use that is not told apart here.
const any = () => true;
const isNumber = (value: string) => value !== "" && !Number.isNaN(Number(value));
const isLength = (value: string) => /^\[[\d.-]+(?:px|em|%)?\]$/u.test(value);
const isPlace = (value: string) => /^[\d([]|^(?:auto|full|px)$/u.test(value);
const isImage = (value: string) => /^\[[\w-]*gradient\(/u.test(value);

/** Groups whose classes are a prefix and whatever follows it, with the groups that they take the place of. */
const PREFIXED = {
  p: "px py pt pr pb pl",
  px: "pr pl",
  py: "pt pb",
  pt: "",
  pr: "",
  pb: "",
  pl: "",
  m: "mx my mt mr mb ml",
  mx: "mr ml",
  my: "mt mb",
  mt: "",
  mr: "",
  mb: "",
  ml: "",
  size: "w h",
  w: "",
  h: "",
  "min-w": "",
  "min-h": "",
  "max-w": "",
  "max-h": "",
  gap: "gap-x gap-y",
  "gap-x": "",
  "gap-y": "",
  inset: "inset-x inset-y top right bottom left",
  "inset-x": "right left",
  "inset-y": "top bottom",
  z: "",
  order: "",
  basis: "",
  "grid-cols": "",
  "grid-flow": "",
  justify: "",
  "justify-items": "",
  "justify-self": "",
  items: "",
  self: "",
  leading: "",
  tracking: "",
  whitespace: "",
  cursor: "",
  select: "",
  opacity: "",
  fill: "",
  shadow: "",
  rounded: "rounded-t rounded-r rounded-b rounded-l",
  "rounded-t": "",
  "rounded-r": "",
  "rounded-b": "",
  "rounded-l": "",
  overflow: "overflow-x overflow-y",
  "overflow-x": "",
  "overflow-y": "",
  align: "",
  transition: "",
  duration: "",
  rotate: "",
  translate: "translate-x translate-y",
  "translate-x": "",
  "translate-y": "",
  "outline-offset": "",
  "underline-offset": "",
  "scroll-px": "",
  "scroll-py": "scroll-pt scroll-pb",
  "scroll-pt": "",
  "scroll-pb": "",
  "pointer-events": "",
} as const satisfies Record<string, string>;

const prefixed = Object.entries(PREFIXED);
const words = (text: string) => text.split(" ").filter(Boolean);
const WIDTHS = ["", isNumber];

const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    ...Object.fromEntries(prefixed.map(([prefix]) => [prefix, [{ [prefix]: [any] }]])),
    "align-content": [{ content: words("start center end between") }],
    top: [{ top: [isPlace] }],
    right: [{ right: [isPlace] }],
    bottom: [{ bottom: [isPlace] }],
    left: [{ left: [isPlace] }],
    shrink: [{ shrink: WIDTHS }],
    display: words("block inline inline-block inline-flex inline-grid flex grid table contents hidden"),
    position: words("static fixed absolute relative sticky"),
    visibility: words("visible invisible"),
    flex: [{ flex: [isNumber] }],
    "flex-direction": [{ flex: words("row row-reverse col col-reverse") }],
    "flex-wrap": [{ flex: words("wrap nowrap") }],
    "text-size": [{ text: [...words("2xs xs sm md lg xl"), isLength] }],
    "text-align": [{ text: words("left center right") }],
    "text-color": [{ text: [any] }],
    "font-family": [{ font: words("sans mono") }],
    "font-weight": [{ font: [any] }],
    "bg-image": [{ bg: [isImage] }],
    "bg-color": [{ bg: [any] }],
    "border-collapse": [{ border: words("collapse separate") }],
    "border-spacing": [{ "border-spacing": [any] }],
    "border-style": [{ border: words("solid dashed") }],
    "border-width": [{ border: WIDTHS }],
    "border-width-x": [{ "border-x": WIDTHS }],
    "border-width-y": [{ "border-y": WIDTHS }],
    "border-width-t": [{ "border-t": WIDTHS }],
    "border-width-r": [{ "border-r": WIDTHS }],
    "border-width-b": [{ "border-b": WIDTHS }],
    "border-width-l": [{ "border-l": WIDTHS }],
    "border-color-b": [{ "border-b": [any] }],
    "border-color": [{ border: [any] }],
    "inset-ring-width": [{ "inset-ring": WIDTHS }],
    "inset-ring-color": [{ "inset-ring": [any] }],
    "stroke-width": [{ stroke: [isNumber, isLength] }],
    "stroke-color": [{ stroke: [any] }],
    "outline-style": [{ outline: ["none"] }],
    "outline-width": [{ outline: WIDTHS }],
    "outline-color": [{ outline: [any] }],
    "decoration-width": [{ decoration: [isNumber] }],
    "decoration-color": [{ decoration: [any] }],
  },
  conflictingClassGroups: {
    ...Object.fromEntries(prefixed.map(([prefix, others]) => [prefix, words(others)])),
    flex: ["basis", "grow", "shrink"],
    "border-width": words("x y t r b l").map((side) => `border-width-${side}`),
    "border-width-x": ["border-width-r", "border-width-l"],
    "border-width-y": ["border-width-t", "border-width-b"],
    "border-color": ["border-color-b"],
    "text-size": ["leading"],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: words(
    "* ** after backdrop before details-content file first-letter first-line marker placeholder selection",
  ),
}));

/** Joins class names; of two utilities that set the same property the later one stays. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
