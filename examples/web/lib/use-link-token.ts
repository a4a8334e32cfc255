import { useEffect, useState } from 'react';

/**
 * The token of a link from an e-mail; null while it is not known, and '' for none. It stands behind the #, which no
 * browser sends to a server or on to another site, and is taken out of the address at once.
 */
export function useLinkToken(): string | null {
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => {
    const found = new URLSearchParams(location.hash.slice(1)).get('token');
    // Where effects run twice, the second time finds nothing.
    setToken((before) => found ?? before ?? '');
    if (found !== null) history.replaceState(null, '', location.pathname);
  }, []);
  return token;
}
