const { join, sep } = require("node:path");

const source = join(__dirname, "../../../src") + sep;

/** What our own code loads only when it needs it, it names as it is called once it is compiled: `./x.js`. */
module.exports = (path, { defaultResolver, ...options }) =>
  defaultResolver(
    path.startsWith(".") && `${options.basedir}${sep}`.startsWith(source) ? path.replace(/\.js$/, "") : path,
    options,
  );
