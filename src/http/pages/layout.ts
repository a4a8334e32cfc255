import { brandMark } from './brand-mark.js';
import scriptName from './browser/dashboard.ts?asset-name';
import { type Html, html } from './html.js';
import { icon } from './icon.js';
import styleName from './styles/dashboard.css?asset-name';

/** A page that the caller may open. */
export interface PageLink {
  readonly href: string;
  readonly title: string;
  /** Whether it is the one that is shown. */
  readonly isCurrent: boolean;
}

export interface PageParts {
  /** Where the routes begin, without a slash at the end: `/api`. */
  readonly basePath: string;
  /** The heading of the page; the title of its window, too. */
  readonly title: string;
  /** A sentence below it, if any. */
  readonly lead?: Html | string;
  /** Leave out what the caller may not see. */
  readonly links: readonly PageLink[];
  /** Sections, each of which begins with an `h2`. */
  readonly content: Html;
  /** Marks a page that a renewed session would let in, so that the script renews it, and loads the page again. */
  readonly isExpired?: boolean;
}

/**
 * The document around the content of a page: its head, the way past the navigation, the navigation, and `main`
 * with the heading. It works without the script, and has no inline style and no inline script; neither may the
 * content. Answer it with `htmlResponse()`.
 */
export function layout({ basePath, title, lead, links, content, isExpired = false }: PageParts): Html {
  const assets = `${basePath}/dashboard/assets`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} – PromptForge</title>
<link rel="icon" href="${assets}/${icon.name}" type="${icon.mediaType}">
<link rel="stylesheet" href="${assets}/${styleName}">
<script src="${assets}/${scriptName}" defer></script>
</head>
<body data-base-path="${basePath}"${isExpired ? html` data-expired` : null}>
<a class="skip" href="#main">Skip to the page</a>
<header class="frame">
<div class="frame-row">
<a class="brand" href="/">${brandMark} PromptForge</a>
${links.length > 0 && html`<nav aria-label="Pages"><ul class="pages">${links.map(linkItem)}</ul></nav>`}
</div>
</header>
<main id="main" tabindex="-1">
<h1>${title}</h1>
${lead !== undefined && html`<p class="lead">${lead}</p>`}
${content}
</main>
</body>
</html>`;
}

function linkItem({ href, title, isCurrent }: PageLink): Html {
  return html`<li><a href="${href}"${isCurrent ? html` aria-current="page"` : null}>${title}</a></li>`;
}
