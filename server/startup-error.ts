/** Start-up cannot go on. The message is one plain sentence or two: what is wrong and what to do; no stack is shown. */
export class StartupError extends Error {
  override name = "StartupError";
}
