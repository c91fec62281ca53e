import { forEachDatabaseSampled } from "../../support/databases";
import { DECIDED_SITUATIONS, offersAreKept } from "./available-actions";

forEachDatabaseSampled({ all: DECIDED_SITUATIONS, onMariaDb: ["ENFORCING, proof is filed"] }, offersAreKept);
