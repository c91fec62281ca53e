import { describeWith } from "../../support/programs";
import { DECIDED_SITUATIONS, offersAreKept } from "./available-actions";

describe("on SQLite", () => offersAreKept("sqlite", DECIDED_SITUATIONS));
describeWith("mariadbd", "on MariaDB", () => offersAreKept("mariadb", ["ENFORCING, proof is filed"]));
