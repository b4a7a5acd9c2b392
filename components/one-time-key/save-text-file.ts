/** How long a browser may take to begin a download before its source goes. */
const RELEASE_MS = 10_000;

/** Hands a text to the browser as a file to save; it never leaves the browser. */
export function saveTextFile(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([`${text.trimEnd()}\n`], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), RELEASE_MS);
}
