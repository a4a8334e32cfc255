import { userContestant } from './user-contestants.js';
import { admitThem, weighUsers } from './weigh-users.js';

/** A process of its own for each: `node --expose-gc bytes-of-users.js NAME USERS` prints the bytes, as JSON. */
const [name = '', count = ''] = process.argv.slice(2);
const users = Number(count);
const { most, make } = userContestant(name);

// The code is loaded and compiled by one that is thrown away.
await admitThem(make(users), 0, 1_000);
console.log(JSON.stringify(await weighUsers(() => make(users), users, most)));
// Some keep timers.
process.exit();
