export type Piece = "CHAT" | "INVOICE" | "LABEL";

export interface PieceFacts {
  expected: string;
  delivered: string;
  /** Of the document. */
  number: number;
}

export interface Drawn {
  bytes: Buffer;
  fileName: string;
  mediaType: string;
}

/** What people would have photographed: drawn, so that the repository holds no pictures. The same facts give the same bytes. */
export async function drawPiece(piece: Piece, facts: PieceFacts): Promise<Drawn> {
  if (piece === "INVOICE")
    return { bytes: invoice(facts), fileName: `发票-${facts.number}.pdf`, mediaType: "application/pdf" };
  const svg = piece === "CHAT" ? chat(facts) : label(facts);
  const { default: sharp } = await import("sharp");
  const bytes = await sharp(Buffer.from(svg)).png({ palette: true, colours: 16 }).toBuffer();
  return { bytes, fileName: `${piece === "CHAT" ? "聊天截图" : "面单"}-${facts.number}.png`, mediaType: "image/png" };
}

const FONT = "font-family='Noto Sans CJK SC, Noto Serif CJK SC, PingFang SC, Microsoft YaHei, sans-serif'";
const escaped = (text: string): string =>
  text.replace(/[&<>'"]/g, (character) => `&#${character.codePointAt(0) ?? 32};`);

function chat({ expected, delivered, number }: PieceFacts): string {
  const lines: [mine: boolean, text: string][] = [
    [true, `说好的是「${expected}」`],
    [false, "是的，下单页面写的就是这个"],
    [true, `现在${delivered}`],
    [false, "我问一下同事，稍后回您"],
  ];
  const bubbles = lines.map(([mine, text], index) => {
    const [y, width] = [70 + index * 74, Math.min(300, 36 + [...text].length * 15)];
    const x = mine ? 344 - width : 16;
    return `<rect x='${x}' y='${y}' width='${width}' height='44' rx='8' fill='${mine ? "#95ec69" : "#fff"}'/><text x='${x + 14}' y='${y + 28}' font-size='15' fill='#111' ${FONT}>${escaped(text)}</text>`;
  });
  return `<svg xmlns='http://www.w3.org/2000/svg' width='360' height='400'><rect width='360' height='400' fill='#ededed'/><text x='180' y='36' font-size='16' text-anchor='middle' fill='#111' ${FONT}>服务商客服 ${number % 100}</text>${bubbles.join("")}</svg>`;
}

function label({ number }: PieceFacts): string {
  const bars = Array.from({ length: 40 }, (_, index) => {
    const width = 1 + ((number >> (index % 17)) & 3);
    return `<rect x='${24 + index * 8}' y='90' width='${width * 1.6}' height='70'/>`;
  });
  return `<svg xmlns='http://www.w3.org/2000/svg' width='380' height='260'><rect width='380' height='260' fill='#fff'/><rect x='8' y='8' width='364' height='244' fill='none' stroke='#000' stroke-width='2'/><text x='24' y='50' font-size='24' font-weight='700' ${FONT}>标准快递 · 次日达</text><text x='24' y='78' font-size='14' ${FONT}>运单 SF${number}8821${number % 97}</text>${bars.join("")}<text x='24' y='190' font-size='14' ${FONT}>收：**（电话尾号 ${number % 10_000}）</text><text x='24' y='216' font-size='14' ${FONT}>寄：商家仓库 · 件数 1 · 2.4 kg</text></svg>`;
}

/** One page of plain text; the standard fonts have no Chinese. */
function invoice({ number }: PieceFacts): Buffer {
  const lines = [
    "VAT e-INVOICE (ORDINARY)",
    `No. ${number}`,
    "Service fee                 1 item",
    `Amount incl. tax   CNY ${((number % 9_000) + 900).toFixed(2)}`,
    "Issued by the seller, sealed electronically",
  ];
  const text = lines
    .map(
      (line, index) =>
        `BT /F1 ${index === 0 ? 18 : 12} Tf 60 ${760 - index * 30} Td (${line.replace(/[()\\]/g, "\\$&")}) Tj ET`,
    )
    .join("\n");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
  ];
  let file = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + end, "latin1");
}
