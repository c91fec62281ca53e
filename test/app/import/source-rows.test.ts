import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { COLUMNS, readSourceRows, type SourceRow } from "../../../src/app/import/source-rows";
import { temporaryFolder } from "../../support/temporary";

const HEADER = COLUMNS.join(",");
const row = (id: string): string => `${",".repeat(COLUMNS.length - 1)}${id}`;

async function read(content: string): Promise<SourceRow[]> {
  const folder = await temporaryFolder("csv");
  try {
    const file = join(folder.path, "complaints.csv");
    await writeFile(file, content);
    const rows: SourceRow[] = [];
    for await (const one of readSourceRows(file)) rows.push(one);
    return rows;
  } finally {
    await folder.remove();
  }
}

test("Columns are known by name, whatever their order and whatever stands between", async () => {
  const [only] = await read(`Shoe size,${[...COLUMNS].reverse().join(",")}\n44,7${",".repeat(COLUMNS.length - 1)}\n`);
  expect(only?.fields["Complaint ID"]).toBe("7");
  expect(only?.problem).toBeUndefined();
});

test("Columns may be called as in the bureau's other files", async () => {
  const names =
    "date_received,product,sub_product,issue,sub_issue,complaint_what_happened,company_public_response,company,state,submitted_via,date_sent_to_company,company_response,timely,consumer_disputed,complaint_id";
  const [only] = await read(`${names}\n2024-02-01,a,b,c,d,e,f,g,h,i,j,k,Yes,No,7\n`);
  expect(only?.fields).toEqual(
    Object.fromEntries(
      COLUMNS.map((column, index) => [column, "2024-02-01,a,b,c,d,e,f,g,h,i,j,k,Yes,No,7".split(",")[index]]),
    ),
  );
});

test("Lines are counted where rows begin, past empty lines and either kind of line end", async () => {
  const rows = await read(`${HEADER}\r\n${row("1")}\n\n"a\nb"${row("2")}\r\n${row("3")}`);
  expect(rows.map(({ line, fields }) => [line, fields["Complaint ID"]])).toEqual([
    [2, "1"],
    [4, "2"],
    [6, "3"],
  ]);
});

test("Stray quotation marks inside a field are part of it", async () => {
  const [only] = await read(`${HEADER}\n12" pipe${row("1")}\n`);
  expect(only?.fields["Date received"]).toBe('12" pipe');
});

test("A file of another format names the columns it lacks", async () => {
  const header = COLUMNS.filter((column) => column !== "Issue" && column !== "Complaint ID").join(",");
  await expect(read(`${header}\n`)).rejects.toThrow('its first line has no columns "Issue", "Complaint ID".');
});

test("An empty file, an absent one and a folder are told apart", async () => {
  await expect(read("")).rejects.toThrow("is empty");
  await expect(readSourceRows("/no/such/file.csv").next()).rejects.toThrow("There is no file /no/such/file.csv.");
  await expect(readSourceRows(__dirname).next()).rejects.toThrow("is a folder");
});
