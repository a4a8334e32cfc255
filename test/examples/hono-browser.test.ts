import { browserWalk } from './browser-walk.js';

browserWalk('hono');
