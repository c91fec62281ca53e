/** `README.txt`, for anyone who opens the archive without knowing what it is. */
export const readMe = (platform: string, fingerprint: string): string => `消费纠纷卷宗
============
index.html      供阅读与打印（用浏览器打开）
case.json       案件全部记录，供程序读取；每行一条
events.ndjson   事件链，每行一个事件，前后以哈希相连
evidence/       证据文件原件；对方提交的图片为不含元数据的副本（-copy），其摘要与原件摘要均在记录中
manifest.json   全部文件的 SHA-256 清单；manifest.sig 为平台对清单的 Ed25519 签名
TIMESTAMP.txt   如平台使用时间戳服务：本卷宗是否有时间戳（SHA256SUMS.tsr），以及如何用 openssl 核验
checkpoint.txt  平台对其全部事件日志签发的检查点（C2SP tlog-checkpoint）；inclusion.json 为本案最后一个事件包含于其中的证明
verify.mjs      核验脚本，只需 Node.js 18 以上，无需网络

核验：解压后在此文件夹中运行  node verify.mjs
任何文件、字段、事件的改动都会被逐一指出；退出码 0 为完好，1 为有改动。
请将脚本打印的公钥指纹与平台公布的核对：${platform}/dossiers/keys.json
本卷宗的签名公钥指纹：${fingerprint}
脚本本身也可以从平台下载：${platform}/dossiers/verify.mjs

检查点由平台每小时公布一次：${platform}/log ，请与自己或他人留存的副本核对；留有副本，平台便无法事后改动或删去此前的任何事件。

遮盖：读者无权查看的字段只留下承诺值 SHA-256(盐 ‖ 值)，盐与值均不在卷宗内；
其真伪日后仍可由平台公开盐与值来证明。不同读者的卷宗，其记录总摘要与事件链尾相同。
盐为 128 位以上的秘密值，无法由承诺值猜出内容；可以看出的只有被遮盖记录与事件的数目，以及事件在链中的位置。

Dossier of a consumer dispute
=============================
index.html      to read and print, in a browser
case.json       every record of the case, one a line
events.ndjson   the chain of events, one a line, each hash covering the one before
evidence/       the evidence as it was submitted; images of the other side as copies without metadata (-copy), whose digests
                stand in the records beside those of the originals
manifest.json   SHA-256 of every file; manifest.sig is the platform's Ed25519 signature over its bytes
TIMESTAMP.txt   where the platform uses a time stamp service: whether the dossier has a time stamp (SHA256SUMS.tsr), and how
                to check it with openssl
checkpoint.txt  what the platform signed about the log of all its events (C2SP tlog-checkpoint); inclusion.json proves that
                the last event of this case is in it
verify.mjs      checks all of it; needs Node.js 18 or newer and no network

To check: unpack, and run  node verify.mjs  in this folder.
Whatever was altered is named: file, field or event. Exit code 0: intact, 1: altered.
Compare the fingerprint that the script prints with those the platform publishes: ${platform}/dossiers/keys.json
This dossier was signed with the key ${fingerprint}
The script itself can be had from the platform too: ${platform}/dossiers/verify.mjs

The platform publishes a checkpoint every hour: ${platform}/log . Compare with a copy that you or others kept: whoever has one
can tell whether anything before it was changed or removed later.

Redaction: of a field that the reader may not see only a commitment stays, SHA-256(salt || value); neither salt nor value
is in the dossier. The platform can prove it later by giving both. The dossiers of all readers agree in the root of the
records and the head of the chain. Salts are secrets of 128 bits and more, so a commitment cannot be guessed; what shows is how
many records and events are withheld, and where in the chain the events stand.

Hashes: a field's commitment is SHA-256(salt || JSON of the value). A record's digest is SHA-256 of the JSON list of
[name, commitment], sorted by name. The root is SHA-256 of all records' digests, sorted, one a line. An event's hash is
SHA-256(hash of the event before || digest), the digest made as a record's; events written before this format (version 1)
cover [stream, number, type, actor, role, time, [[name, commitment], ...]] as JSON instead.
`;
