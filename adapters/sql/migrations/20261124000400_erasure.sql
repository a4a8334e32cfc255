-- Erasing a user reaches runs that are under way, too: what was written goes at once, who wrote it
-- as soon as the run has ended and its windows are corrected. What it came to in numbers stays.

-- A run without its user and what the user wrote, and with the figures of that. The fingerprint
-- goes too: it would confirm a guess at the prompt.
create function promptforge.without_user(p_run promptforge.runs)
returns promptforge.runs
language plpgsql
stable
as $$
begin
  p_run.figures := promptforge.figures_of(p_run);
  p_run.input := null;
  p_run.result := null;
  p_run.user_id := '';
  p_run.idempotency_key := null;
  p_run.fingerprint := '';
  return p_run;
end
$$;

-- What has to change in the windows of a run, in lock order, when another charge takes the place
-- of its own. A run that has lost its user no longer knows which windows of a user it was charged
-- to; one that was erased under way still does.
create or replace function promptforge.window_changes(p_run promptforge.runs, p_charge jsonb)
returns promptforge.window_change[]
language plpgsql
stable
as $$
declare
  v_held    jsonb;
  v_changes promptforge.window_change[] := '{}';
  v_change  promptforge.window_change;
begin
  for v_position in 0..jsonb_array_length(p_run.windows) - 1 loop
    v_held := p_run.windows -> v_position;
    continue when v_held ->> 'subject' = 'user' and p_run.user_id = '';
    v_change.org_id := p_run.org_id;
    v_change.user_id := case v_held ->> 'subject' when 'user' then p_run.user_id else '' end;
    v_change.meter := v_held ->> 'meter';
    v_change.period := v_held ->> 'period';
    v_change.started_at := promptforge.from_ms((v_held ->> 'startedAt')::bigint);
    v_change.ends_at := promptforge.from_ms((v_held ->> 'endsAt')::bigint);
    v_change.delta := (p_charge ->> v_change.meter)::bigint - case v_change.meter
      when 'calls' then p_run.charged_calls
      when 'tokens' then p_run.charged_tokens
      else p_run.charged_cost
    end;
    v_changes := v_changes || v_change;
  end loop;
  return v_changes;
end
$$;

-- Writes the end of a run, which the caller has locked. A run that was charged nothing and did
-- not succeed frees its key.
create or replace function promptforge.end_run(p_run promptforge.runs, p_charge jsonb)
returns promptforge.runs
language plpgsql
volatile
as $$
begin
  p_run.charged_calls := p_charge ->> 'calls';
  p_run.charged_tokens := p_charge ->> 'tokens';
  p_run.charged_cost := p_charge ->> 'cost';
  if p_run.status <> 'succeeded'
    and p_run.charged_calls = 0
    and p_run.charged_tokens = 0
    and p_run.charged_cost = 0
  then
    p_run.idempotency_key := null;
  end if;
  p_run.figures := promptforge.figures_of(p_run);
  -- Its user was erased before it ended.
  if p_run.input is null then
    p_run := promptforge.without_user(p_run);
  end if;
  update promptforge.runs as r
     set status = p_run.status,
         user_id = p_run.user_id,
         fingerprint = p_run.fingerprint,
         figures = p_run.figures,
         idempotency_key = p_run.idempotency_key,
         ended_at = p_run.ended_at,
         result = p_run.result,
         error = p_run.error,
         input_tokens = p_run.input_tokens,
         output_tokens = p_run.output_tokens,
         cached_input_tokens = p_run.cached_input_tokens,
         cache_write_input_tokens = p_run.cache_write_input_tokens,
         reasoning_tokens = p_run.reasoning_tokens,
         model_calls = p_run.model_calls,
         cost_micros = p_run.cost_micros,
         estimated = p_run.estimated,
         in_flight = null,
         charged_calls = p_run.charged_calls,
         charged_tokens = p_run.charged_tokens,
         charged_cost = p_run.charged_cost
   where r.org_id = p_run.org_id
     and r.id = p_run.id;
  return p_run;
end
$$;

-- Ends a run once, with its true charge, scores and events. A run that was abandoned may still
-- be settled; one whose user was erased in the meantime gets back nothing that a user wrote.
create or replace function promptforge.settle_v1(
  p_org_id text,
  p_run_id text,
  p_ending text,
  p_usage jsonb,
  p_charge jsonb,
  p_result jsonb,
  p_error jsonb,
  p_scores jsonb,
  p_events jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now     timestamptz;
  v_run     promptforge.runs;
  v_erased  boolean;
  v_changes promptforge.window_change[];
  v_change  promptforge.window_change;
begin
  select *
    into v_run
    from promptforge.runs as r
   where r.org_id = p_org_id
     and r.id = p_run_id
     for update;
  if not found then
    return jsonb_build_object('outcome', 'unknown_run');
  end if;
  v_now := promptforge.store_now(p_now);
  if v_run.status not in ('reserved', 'abandoned') then
    return jsonb_build_object(
      'outcome', 'already_settled',
      'run', promptforge.run_document(v_run),
      'windows', promptforge.window_states(
        p_org_id, v_run.user_id, promptforge.parse_limits(v_run.windows), v_now
      )
    );
  end if;

  v_erased := v_run.input is null;
  v_changes := promptforge.window_changes(v_run, p_charge);
  v_run := promptforge.with_usage(v_run, p_usage);
  v_run.status := p_ending;
  v_run.ended_at := v_now;
  v_run.error := p_error;
  v_run.result := p_result;
  v_run := promptforge.end_run(v_run, p_charge);

  -- Before the busy rows are locked.
  insert into promptforge.scores
    (org_id, run_id, position, subject, rubric, final, clarity, execution, ambiguity, business_fit, composite)
  select p_org_id, p_run_id, s.position, d.subject, d.rubric, d.final,
         d.clarity, d.execution, d.ambiguity, d.business_fit, d.composite
    from jsonb_array_elements(p_scores) with ordinality as s (document, position),
         jsonb_populate_record(null::promptforge.scores, s.document) as d;
  if v_erased then
    select coalesce(jsonb_agg(e.document || '{"userId": ""}' order by e.position), '[]')
      into p_events
      from jsonb_array_elements(p_events) with ordinality as e (document, position);
  end if;
  perform promptforge.write_events(p_org_id, p_events, v_now);

  foreach v_change in array v_changes loop
    perform promptforge.correct_window(v_change);
  end loop;
  return jsonb_build_object(
    'outcome', 'settled',
    'run', promptforge.run_document(v_run),
    'windows', promptforge.window_states(
      p_org_id, v_run.user_id, promptforge.parse_limits(v_run.windows), v_now
    )
  );
end
$$;

-- Clears a user, and what the user wrote, from up to 5,000 runs; returns from how many. Of a run under
-- way the user stays until it ends, so that the right windows are corrected then.
create or replace function promptforge.erase_user_runs_v1(p_org_id text, p_user_id text)
returns jsonb
language sql
volatile
as $$
  with locked as materialized (
    select r as run, promptforge.without_user(r) as erased
      from promptforge.runs as r
     where r.org_id = p_org_id
       and r.user_id = p_user_id
       and r.user_id <> ''
       and r.input is not null
     order by r.id
     limit 5000
       for update
  ),
  changed as (
    update promptforge.runs as r
       set user_id = case when r.ended_at is null then r.user_id else '' end,
           idempotency_key = case when r.ended_at is null then r.idempotency_key end,
           fingerprint = case when r.ended_at is null then r.fingerprint else '' end,
           figures = (locked.erased).figures,
           input = null,
           result = null
      from locked
     where r.org_id = p_org_id
       and r.id = (locked.run).id
    returning 1
  )
  select to_jsonb(count(*))
    from changed
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124000400_erasure');
