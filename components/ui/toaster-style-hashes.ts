/**
 * What a content security policy must allow in style-src for the toaster: sonner adds one style element when it loads,
 * first empty, then with its fixed text, and takes no nonce. A test keeps the second hash equal to the installed version.
 */
export const TOASTER_STYLE_HASHES = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
] as const;
