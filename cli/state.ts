import { randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** A connector's files, by name. Each write is all or nothing. */
export type StateStore = {
  /** The text, or null when there is none. */
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
  /** Writes unless the name exists, and returns what is there afterwards: two processes agree on the first. */
  create(name: string, text: string): Promise<string>;
  remove(name: string): Promise<void>;
  /** How people find the file. */
  locate(name: string): string;
};

/** The state directory cannot be used as it is; the message says why. */
export class StateError extends Error {}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** A store in memory, for simulated connectors and tests. */
export function createMemoryStore(): StateStore {
  const files = new Map<string, string>();
  return {
    read: async (name) => files.get(name) ?? null,
    write: async (name, text) => void files.set(name, text),
    create: async (name, text) => {
      const present = files.get(name) ?? text;
      files.set(name, present);
      return present;
    },
    remove: async (name) => void files.delete(name),
    locate: (name) => `memory:${name}`,
  };
}

/**
 * A store in a directory that is made with mode 0700 if missing; files get mode 0600 and are replaced by rename after
 * their content reached the disk. Throws StateError when the directory cannot be made or others may write to it.
 */
export async function openFileStore(directory: string): Promise<StateStore> {
  await prepareDirectory(directory);
  const locate = (name: string) => join(directory, name);

  async function writeTemporary(text: string): Promise<string> {
    const path = locate(`.${randomUUID()}.tmp`);
    const file = await open(path, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    return path;
  }

  async function syncDirectory(): Promise<void> {
    // Windows cannot open directories; there the rename alone must do.
    if (process.platform === "win32") return;
    const handle = await open(directory, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async function read(name: string): Promise<string | null> {
    try {
      return await readFile(locate(name), "utf8");
    } catch (error) {
      if (isErrno(error, "ENOENT")) return null;
      throw error;
    }
  }

  return {
    read,
    locate,
    async write(name, text) {
      const temporary = await writeTemporary(text);
      await rename(temporary, locate(name));
      await syncDirectory();
    },
    async create(name, text) {
      const temporary = await writeTemporary(text);
      try {
        // Unlike rename, link fails when the name exists.
        await link(temporary, locate(name));
        await syncDirectory();
        return text;
      } catch (error) {
        const present = isErrno(error, "EEXIST") ? await read(name) : null;
        if (present === null) throw error;
        return present;
      } finally {
        await rm(temporary, { force: true });
      }
    },
    remove: (name) => rm(locate(name), { force: true }),
  };
}

async function prepareDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const { mode } = await stat(directory);
    // Who may write there could swap the files or plant a link.
    if (process.platform !== "win32" && (mode & 0o022) !== 0) {
      throw new StateError(`Other users may write to the state directory ${directory}. Use a directory of its own.`);
    }
  } catch (error) {
    if (error instanceof StateError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StateError(`The state directory ${directory} cannot be used: ${reason}`);
  }
}
