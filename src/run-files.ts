/** Runs as files, for those on the trusted side who read a storage themselves. */

export { runFile } from './analytics/run-file.js';
export { type RunFileFormat, runFileFormats } from './analytics/run-file-format.js';
