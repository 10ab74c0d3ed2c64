// Finishes dist/: the list of documents the server trusts, and each text file compressed ahead of time.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { filesIn, root } from "./files.mjs";

copyFileSync(
  path.join(root, "src/gql/persisted-documents.json"),
  path.join(root, "dist/trusted-documents.json"),
);

// config.js may be changed on the installation, and a compressed twin would then be stale; the list is for the server.
const plain = new Set(["config.js", "trusted-documents.json"]);
const texts = filesIn("dist", /\.(js|css|html|svg|webmanifest)$/).filter(
  (file) => !plain.has(path.basename(file)),
);
for (const file of texts) {
  const content = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}
console.log(`${texts.length} files compressed`);
