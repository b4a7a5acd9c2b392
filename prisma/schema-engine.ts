import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const NO_FILTER = { externalTables: [], externalEnums: [] };

type EngineModule = typeof import("@prisma/schema-engine-wasm/schema_engine_bg");

/** The module keeps its memory in a global of its own: instantiated a second time, running engines would read foreign memory. */
let engineModule: Promise<EngineModule> | undefined;

async function loadEngineModule(): Promise<EngineModule> {
  const bg = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const module = new WebAssembly.Module(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": bg } as WebAssembly.Imports);
  Reflect.get(bg, "__wbg_set_wasm")(instance.exports);
  (instance.exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
  return bg;
}

/**
 * Runs something with Prisma's schema engine, compiled to WebAssembly (docs/decisions/002).
 * In: an owner's connection string; what to run. Out: what that returns. The engine's connections are closed before this returns.
 */
export async function withSchemaEngine<T>(
  connectionString: string,
  run: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  engineModule ??= loadEngineModule();
  const bg = await engineModule;
  const pool = new CatalogPool({ connectionString, connectionTimeoutMillis: 5_000, max: 2 });
  pool.on("error", () => undefined);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationAdapterFactory(pool));
    const engine = await bg.SchemaEngine.new(
      { datamodels: [["schema.prisma", readSchema()]] },
      () => undefined,
      adapter,
    );
    try {
      return await run(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

/** In: an engine. Applies the migrations on disk that are missing; out: their names, oldest first. */
export async function applyMigrations(engine: SchemaEngine): Promise<string[]> {
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: readMigrations(),
    filters: NO_FILTER,
  });
  return appliedMigrationNames;
}

/** In: an engine on a migrated database. Out: the SQL that would bring it to prisma/schema.prisma; empty when equal. */
export async function diffSchema(engine: SchemaEngine): Promise<string> {
  const { stdout } = await engine.diff({
    from: { tag: "schemaDatasource", files: [schemaFile()], configDir: root() },
    to: { tag: "schemaDatamodel", files: [schemaFile()] },
    script: true,
    exitCode: null,
    filters: NO_FILTER,
  });
  return stdout ?? "";
}

const INTERNAL_CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * Two needs of the schema engine that the driver adapter does not meet:
 * - it splits a script at every semicolon, also in comments and function bodies, and runs the pieces one by one. Sent
 *   whole, PostgreSQL parses it and runs it in one transaction: a migration applies fully or not at all;
 * - it knows no internal "char" columns, which the engine reads from the catalog.
 */
class MigrationAdapterFactory extends PrismaPg {
  readonly #pool: CatalogPool;

  constructor(pool: CatalogPool) {
    super(pool, { disposeExternalPool: false });
    this.#pool = pool;
  }

  override async connect() {
    const pool = this.#pool;
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await pool.query(script);
    };
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (params) => {
      const result = await queryRaw(params);
      for (const column of pool.charColumns) result.columnTypes[column] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  }
}

/** Hands "char" columns on as text and remembers which they were; the engine asks one question at a time. */
class CatalogPool extends pg.Pool {
  charColumns: number[] = [];

  constructor(config: pg.PoolConfig) {
    super(config);
    const query = this.query.bind(this) as (...args: unknown[]) => Promise<pg.QueryResult>;
    const queryAsText = async (...args: unknown[]) => {
      const result = await query(...args);
      this.charColumns = [];
      for (const [index, field] of (result.fields ?? []).entries()) {
        if (field.dataTypeID !== INTERNAL_CHAR_OID) continue;
        field.dataTypeID = TEXT_OID;
        this.charColumns.push(index);
      }
      return result;
    };
    Object.assign(this, { query: queryAsText });
  }
}

function root(): string {
  return resolve(process.cwd());
}

function readSchema(): string {
  return readFileSync(join(root(), "prisma/schema.prisma"), "utf8");
}

function schemaFile() {
  return { path: "schema.prisma", content: readSchema() };
}

function readMigrations(): MigrationList {
  const baseDir = join(root(), "prisma/migrations");
  const folders = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: folders.map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(baseDir, path, "migration.sql"), "utf8") },
      },
    })),
  };
}
