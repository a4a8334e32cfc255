import { PromptForgeError } from '../../index.js';
import { icon } from './icon.js';
import { script } from './script.js';
import { styles } from './styles.js';

/**
 * Answers a script, a style sheet or the icon by its name, which changes with what is in it, so that browsers keep it for good.
 * @throws PromptForgeError `route_not_found` for a name that this version does not have.
 */
export function assetResponse(name: string): Response {
  const asset = [script, styles, icon].find((one) => one.name === name);
  if (asset === undefined) throw new PromptForgeError('route_not_found', 'There is no such file. Load the page again.');
  return new Response(asset.text, {
    headers: {
      'content-type': `${asset.mediaType}; charset=utf-8`,
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
    },
  });
}
