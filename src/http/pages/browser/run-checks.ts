/** Tells how far a run of the checks has come, where the form would show nothing before its end. */
export function runChecks(page: Document): void {
  const form = page.querySelector<HTMLFormElement>('form[data-checks]');
  const status = form?.querySelector<HTMLElement>('[role="status"]');
  const progress = form?.querySelector('progress');
  if (!form || !status || !progress) return;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { submitter } = event;
    const action = submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? '';
    const [path = '', query = ''] = action.split('?');
    const buttons = form.querySelectorAll('button');
    for (const button of buttons) button.disabled = true;
    progress.hidden = false;
    follow(`${path}/run-tests?${query}`, ({ name, done = 0, total = 1 }) => {
      status.textContent = `${done + 1} of ${total}: ${name}`;
      progress.max = total;
      progress.value = done;
    })
      .then((reportId) => location.assign(`${path}?report=${encodeURIComponent(reportId)}`))
      .catch((error: unknown) => {
        status.textContent = error instanceof Error ? error.message : 'The run broke off.';
        progress.hidden = true;
        for (const button of buttons) button.disabled = false;
      });
  });
}

interface Told {
  readonly id?: string;
  readonly detail?: string;
  readonly name?: string;
  readonly done?: number;
  readonly total?: number;
}

/** Resolves with the id of the report. */
async function follow(url: string, tell: (started: Told) => void): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: { accept: 'text/event-stream' } });
  if (!response.ok || response.body === null) {
    const problem = (await response.json().catch(() => ({}))) as Told;
    throw new Error(problem.detail ?? `The run was refused (${response.status}).`);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new Error('The connection broke off. The run was ended, and what was made for it is erased.');
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const type = /^event: (.*)$/m.exec(block)?.[1];
      const data = JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '{}') as Told;
      if (type === 'check.started') tell(data);
      if (type === 'report') return data.id ?? '';
      if (type === 'problem') throw new Error(data.detail ?? 'The run failed.');
    }
  }
}
