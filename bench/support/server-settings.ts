import { temporaryFolder } from "./folder";

/** Settings of a server that is measured: as in production, with limits that measuring does not reach. */
export const serverSettings = (databaseUrl: string, secret: string): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  SECRET: secret,
  HOST: "127.0.0.1",
  DATA_DIR: temporaryFolder(),
  DEMO: "false",
  DEVELOPMENT: "false",
  LOG_LEVEL: "warn",
  SWEEP_SECONDS: "3600",
  // The people of the bench have none.
  STAFF_SECOND_FACTOR: "false",
  NODE_ENV: "production",
  CONNECTIONS: "1000000",
  CONNECTIONS_PER_ADDRESS: "1000000",
  BUDGET_PER_PERSON: "1000000000",
  BUDGET_PER_ADDRESS: "1000000000",
  SOCKETS: "1000000",
  SOCKETS_PER_ADDRESS: "1000000",
  SOCKETS_PER_PERSON: "1000000",
});
