/** The mark of the pages, for their tabs. Whoever changes it gives it another name: browsers keep it. */
export const icon = Object.freeze({
  name: 'icon-1.svg',
  mediaType: 'image/svg+xml',
  text: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b6b5d"/><path d="M8.5 21V11M13.5 21v-6M18.5 21v-4M23.5 21V9" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/></svg>',
});
