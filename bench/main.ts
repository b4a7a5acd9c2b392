import { benchList } from "@/bench/list";
import { closeDatabase } from "@/lib/db";

// npm run bench -- list [part of a case's label]
const [name = "", only = ""] = process.argv.slice(2);
if (name === "list") process.exitCode = await benchList(only);
else {
  console.error("Usage: npm run bench -- list [part of a case's name]");
  process.exitCode = 2;
}
await closeDatabase();
