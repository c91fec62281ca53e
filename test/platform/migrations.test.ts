import { MODEL } from "../../src/app/open-database";
import { createDataSource } from "../../src/platform/database/engine";
import { createTestDatabase, forEachDatabase } from "../support/databases";

forEachDatabase((kind) => {
  test("after migrating, the entities and the tables agree", async () => {
    await using database = await createTestDatabase(kind);
    const dataSource = createDataSource({ url: database.url.replace(/^mysql:/, "mariadb:") }, MODEL);
    await dataSource.initialize();
    try {
      await dataSource.runMigrations();
      const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await dataSource.destroy();
    }
  });

  test("the migrations can be taken back", async () => {
    await using database = await createTestDatabase(kind);
    const dataSource = createDataSource({ url: database.url }, MODEL);
    await dataSource.initialize();
    try {
      await dataSource.runMigrations();
      for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
      await dataSource.runMigrations();
    } finally {
      await dataSource.destroy();
    }
  });
});
