import { useState } from 'react';

export function CopyButton({ text }: { readonly text: string }) {
  const [told, setTold] = useState('Copy');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setTold('Copied');
    } catch {
      setTold('Select it, and copy by hand');
    }
  };
  return (
    <button type="button" className="button button-quiet" onClick={() => void copy()} onBlur={() => setTold('Copy')}>
      <span aria-live="polite">{told}</span>
    </button>
  );
}
