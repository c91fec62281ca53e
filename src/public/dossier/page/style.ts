/** For paper first: A4, page numbers, Chinese type at its usual size. No file and no network is needed. */
export const STYLE = `
@page { size: A4; margin: 20mm 18mm 22mm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; } }
* { box-sizing: border-box; }
html { font-family: "Songti SC", "STSong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Times New Roman", serif;
  font-size: 10.5pt; line-height: 1.7; color: #000; background: #fff; }
body { max-width: 180mm; margin: 0 auto; padding: 8mm 4mm; }
header { text-align: center; border-bottom: 1.5pt solid #000; margin-bottom: 6mm; padding-bottom: 3mm; }
h1, h2, h3 { font-family: "PingFang SC", "Heiti SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimHei", sans-serif;
  line-height: 1.4; break-after: avoid; }
h1 { font-size: 20pt; letter-spacing: 0.2em; margin: 0 0 2mm; }
html[lang="en"] h1 { letter-spacing: 0; }
h2 { font-size: 14pt; border-bottom: 0.5pt solid #000; margin: 8mm 0 3mm; }
h3 { font-size: 11.5pt; margin: 5mm 0 1.5mm; }
p { margin: 1.5mm 0; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
html[lang="zh-CN"] .text { text-align: justify; }
.small { font-size: 9pt; color: #333; }
.redacted { background: #ddd; padding: 0 0.3em; }
.digest { font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 8pt; overflow-wrap: anywhere; line-height: 1.4; }
table { width: 100%; border-collapse: collapse; margin: 2mm 0; table-layout: fixed; }
thead { display: table-header-group; }
th, td { border: 0.5pt solid #666; padding: 1mm 2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; white-space: pre-wrap; }
th { background: #f0f0f0; font-weight: normal; }
table.facts th { width: 26%; }
tr, .entry, figure { break-inside: avoid; }
.entry { border-left: 2pt solid #999; padding: 0.5mm 0 0.5mm 3mm; margin: 2.5mm 0; }
.long { break-inside: auto; }
.entry .small { break-after: avoid; }
figure { margin: 2mm 0; }
img { max-width: 100%; max-height: 110mm; display: block; border: 0.5pt solid #999; }
@media print { body { max-width: none; padding: 0; } .redacted, th { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
`;
