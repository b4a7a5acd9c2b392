/** All that PostgreSQL's programs get of our environment: no locale and no PG* variable of the user reaches them. */
export const POSTGRES_ENV: NodeJS.ProcessEnv = { NODE_ENV: "production", PATH: "", LC_ALL: "C" };
