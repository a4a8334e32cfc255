/** Uses what needs a package that is not installed; the error has to be one of ours that names the remedy. */
const [name, remedy] = process.argv.slice(2);
const { pgliteStorage, postgresStorage, loadStripe } = await import(name);
const connectionString = 'postgres://127.0.0.1:1/none';
const use = loadStripe ?? (() => (pgliteStorage?.() ?? postgresStorage({ connectionString })).setup());
const error = await Promise.resolve()
  .then(use)
  .catch((reason) => reason);
if (error?.code !== 'config_invalid' || !error.message.includes(remedy)) throw new Error(`It said: ${error}`);
