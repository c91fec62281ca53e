import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { WithoutDefiner } from "../../src/app/upkeep/without-definer";

test.each([1, 7, 1_000])(
  "triggers of a dump are nobody's by name or left out, and all else stays as it is, in pieces of %i",
  async (size) => {
    const trigger = (owner: string): string =>
      `DELIMITER ;;\n/*!50003 CREATE*/ ${owner}/*!50003 TRIGGER t BEFORE DELETE ON a FOR EACH ROW x */;;\nDELIMITER ;\n`;
    const rows = Buffer.concat([
      Buffer.from("INSERT INTO a VALUES ('口 /*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ x',_binary '"),
      Buffer.from([0xff, 0x00, 0x80]),
      Buffer.from("');\n"),
    ]);
    const dump = (triggers: string): Buffer =>
      Buffer.concat([Buffer.from(triggers), rows, Buffer.from(triggers), Buffer.from("-- Dump completed")]);
    const given = dump(trigger("/*!50017 DEFINER=`re``dress*/ `@`10.0.0.%`*/ "));
    const pieces = Array.from({ length: Math.ceil(given.length / size) }, (_, at) =>
      given.subarray(at * size, (at + 1) * size),
    );
    expect(await buffer(Readable.from(pieces).pipe(new WithoutDefiner(true)))).toEqual(dump(trigger("")));
    expect(await buffer(Readable.from(pieces).pipe(new WithoutDefiner(false)))).toEqual(dump(""));
  },
);
