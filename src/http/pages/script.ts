import scriptName from './browser/dashboard.ts?asset-name';
import scriptText from './browser/dashboard.ts?asset-text';

/** The script of all pages: charts, live figures, and sessions renewed. Its sources are in `browser/`. */
export const script = Object.freeze({ name: scriptName, mediaType: 'text/javascript', text: scriptText });
