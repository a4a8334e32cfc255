/** The name under which a script or style sheet for browsers is served; it changes with what is in it. */
declare module '*?asset-name' {
  const name: string;
  export default name;
}

/** What is served under it. */
declare module '*?asset-text' {
  const text: string;
  export default text;
}
