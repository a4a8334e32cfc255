/** The older Express, as far as it is used here, has the types of the newer one. */
declare module 'express-4' {
  import express from 'express';
  export default express;
}
