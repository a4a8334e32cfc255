import { type SubmitEvent, useState } from 'react';
import { answeredInSession } from '../lib/answered';
import { client } from '../lib/client';
import { codeOf } from '../lib/problem-words';
import { changesOf, draftOf, type Profile, type ProfileDraft, rebased } from '../lib/profile-draft';
import { applyTheme, themes } from '../lib/theme';
import { CheckField } from './check-field';
import { Notice } from './notice';
import { ProblemNotice } from './problem-notice';
import { SelectField } from './select-field';
import { TextField } from './text-field';

type Outcome = 'saved' | 'changed_elsewhere' | { readonly error: unknown };

const notifications: Readonly<Record<string, string>> = {
  quota_nearly_used: 'When a limit of my plan is nearly used up',
  run_finished: 'When a long run has finished',
  product_news: 'News about the product',
};
const privacy: Readonly<Record<keyof Profile['privacy'], string>> = {
  showEmailToOrganization: 'My organization may see my e-mail address',
  shareUsageWithOrganization: 'My organization may see what I have used',
  allowPromptRetention: 'My prompts may be kept to improve the product',
};
const zones = Object.fromEntries(Intl.supportedValuesOf('timeZone').map((zone) => [zone, zone.replaceAll('_', ' ')]));

export function ProfileForm({ profile: initial }: { readonly profile: Profile }) {
  const [profile, setProfile] = useState(initial);
  const [draft, setDraft] = useState(draftOf(initial));
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);
  const changes = changesOf(profile, draft);

  const set = (change: Partial<ProfileDraft>) => {
    setDraft({ ...draft, ...change });
    setOutcome(null);
  };
  const accept = (saved: Profile) => {
    setProfile(saved);
    setDraft(draftOf(saved));
    applyTheme(draftOf(saved).theme);
    setOutcome('saved');
  };
  const save = async () => {
    const body = { ...changes, expectedVersion: profile.version };
    try {
      accept(await answeredInSession(client.PATCH('/me/profile', { body })));
    } catch (error) {
      if (codeOf(error) !== 'storage_conflict') return setOutcome({ error });
      const theirs = await answeredInSession(client.GET('/me/profile'));
      setDraft(rebased(theirs, profile, draft));
      setProfile(theirs);
      setOutcome('changed_elsewhere');
    }
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    void save()
      .catch((error: unknown) => setOutcome({ error }))
      .finally(() => setBusy(false));
  };

  return (
    <form className="card" onSubmit={submit}>
      <h2>About you</h2>
      <div className="pair">
        <TextField
          label="Name"
          autoComplete="name"
          maxLength={200}
          value={draft.displayName}
          onText={(displayName) => set({ displayName })}
        />
        <TextField
          label="Contact e-mail"
          type="email"
          autoComplete="email"
          hint="Nobody signs in by it."
          value={draft.email}
          onText={(email) => set({ email })}
        />
        <TextField
          label="Language"
          placeholder="en-GB"
          hint="A language tag, such as de-CH."
          value={draft.locale}
          onText={(locale) => set({ locale })}
        />
        <SelectField
          label="Time zone"
          none="As this device"
          choices={zones}
          value={draft.timeZone}
          onValue={(timeZone) => set({ timeZone })}
        />
        <SelectField
          label="Colors"
          choices={themes}
          value={draft.theme}
          onValue={(theme) => set({ theme: theme || 'system' })}
        />
      </div>
      <fieldset>
        <legend>Tell me by e-mail</legend>
        {Object.entries(draft.notifications).map(([name, checked]) => (
          <CheckField
            key={name}
            label={notifications[name] ?? name.replaceAll('_', ' ')}
            checked={checked}
            onChecked={(on) => set({ notifications: { ...draft.notifications, [name]: on } })}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>Privacy</legend>
        {(Object.keys(privacy) as (keyof typeof privacy)[]).map((name) => (
          <CheckField
            key={name}
            label={privacy[name]}
            checked={draft.privacy[name]}
            onChecked={(on) => set({ privacy: { ...draft.privacy, [name]: on } })}
          />
        ))}
      </fieldset>
      {outcome === 'saved' && <Notice tone="good" title="Saved" />}
      {outcome === 'changed_elsewhere' && (
        <Notice tone="trouble" title="Your profile was changed elsewhere meanwhile">
          <p>What was changed there is shown now, with your own changes on top. Look at it, and save again.</p>
        </Notice>
      )}
      {outcome !== null && typeof outcome === 'object' && <ProblemNotice error={outcome.error} />}
      <div className="actions">
        <button type="submit" className="button" disabled={busy || Object.keys(changes).length === 0}>
          Save
        </button>
      </div>
    </form>
  );
}
