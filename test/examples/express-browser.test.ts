import { browserWalk } from './browser-walk.js';

browserWalk('express');
