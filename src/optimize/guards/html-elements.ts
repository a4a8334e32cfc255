/**
 * Elements of HTML that stand in prompts as markup. Those left out are words that people also put
 * into angle brackets to have them filled in: address, data, label, summary, time, title.
 */
export const htmlElements: ReadonlySet<string> = new Set(
  (
    'a abbr article aside audio b bdi bdo blockquote body br button canvas caption center cite code col colgroup dd del details dfn ' +
    'dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins ' +
    'kbd legend li link main map mark meta nav noscript object ol optgroup option p path pre q s samp script section select slot small ' +
    'source span strike strong style sub sup svg table tbody td template textarea tfoot th thead tr tt u ul var video wbr'
  ).split(' '),
);
