/** The box of menus and popovers. */
export const menuBox =
  "z-70 animate-rise rounded-md bg-raised text-sm shadow-2 outline-none data-[state=closed]:animate-sink forced-colors:border";
