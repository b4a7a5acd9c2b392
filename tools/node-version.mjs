// First import of what users start: says one line where Node is too old, before anything newer is loaded.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Latchkey needs Node 20.19 or later; this is ${process.versions.node}. Install a newer Node (24 is best).`,
  );
  process.exit(1);
}
