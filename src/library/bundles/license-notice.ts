/** What a bundle says of rights in it, where the host says nothing else. */
export const neutralLicense = `The content of this bundle belongs to the account that exported it.

It comes as it is, without warranty of any kind, express or implied. Nobody is liable for
what is done with it.
`;
