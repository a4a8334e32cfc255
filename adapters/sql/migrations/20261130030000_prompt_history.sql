-- Prompts that people keep, and the versions of each, which are added and never change.
--
-- Whoever adds a version, or changes or removes a prompt, locks the row of the prompt first; whoever
-- locks several locks them in the order of their ids.

create table promptforge.saved_prompts (
  org_id         text collate "C" not null,
  id             text collate "C" not null check (id <> ''),
  -- How often it was saved, an erasure of its owner included; its texts are counted by latest_version.
  version        bigint not null,
  title          text not null,
  -- Null once the owner was erased.
  owner_id       text collate "C" check (owner_id <> ''),
  shared         boolean not null,
  tags           jsonb not null,
  latest_version integer not null,
  -- The version of another prompt that it was forked from. That may be gone.
  origin_id      text collate "C",
  origin_number  integer,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  -- Title and tags, and the text of the latest version, as they are searched; written by the adapter,
  -- whose upper and lower case is that of every other one.
  search_heading text collate "C" not null,
  search_text    text collate "C" not null
);

create index saved_prompts_by_age
    on promptforge.saved_prompts (org_id, created_at, id);

create index saved_prompts_by_owner
    on promptforge.saved_prompts (org_id, owner_id, created_at, id);

-- Last, for the reason told at the one of runs.
alter table promptforge.saved_prompts
  add primary key (org_id, id);

alter table promptforge.saved_prompts enable row level security;

create policy members_read on promptforge.saved_prompts
   for select
 using (
   org_id = any ((select promptforge.member_org_ids())::text[])
   and (shared or owner_id = (select promptforge.current_user_id()))
 );

create table promptforge.prompt_versions (
  org_id        text collate "C" not null,
  prompt_id     text collate "C" not null,
  number        integer not null,
  -- Of this prompt; for the first version of a fork of another one.
  parent_id     text collate "C",
  parent_number integer,
  text          text not null,
  seven_d       jsonb,
  run_id        text collate "C",
  score         jsonb,
  -- Null once the author was erased.
  author_id     text collate "C" check (author_id <> ''),
  note          text,
  restored_from integer,
  created_at    timestamptz not null
);

-- A run is in a prompt once. What restores a version is of the same run.
create unique index prompt_versions_by_run
    on promptforge.prompt_versions (org_id, prompt_id, run_id)
 where run_id is not null and restored_from is null;

create index prompt_versions_by_author
    on promptforge.prompt_versions (org_id, author_id, prompt_id, number);

-- Last, for the reason told at the one of runs.
alter table promptforge.prompt_versions
  add primary key (org_id, prompt_id, number),
  add foreign key (org_id, prompt_id) references promptforge.saved_prompts (org_id, id) on delete cascade;

alter table promptforge.prompt_versions enable row level security;

-- A version may be read by whoever may read its prompt.
create policy members_read on promptforge.prompt_versions
   for select
 using (
   org_id = any ((select promptforge.member_org_ids())::text[])
   and exists (
     select
       from promptforge.saved_prompts as s
      where s.org_id = prompt_versions.org_id
        and s.id = prompt_versions.prompt_id
   )
 );

-- A place in the history of a prompt; null for none.
create function promptforge.prompt_version_reference(p_prompt_id text, p_number integer)
returns jsonb
language sql
stable
as $$
  select case
    when p_number is not null then jsonb_build_object('promptId', p_prompt_id, 'number', p_number)
  end
$$;

create function promptforge.saved_prompt_document(p_prompt promptforge.saved_prompts)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'version', p_prompt.version,
    'value', jsonb_build_object(
      'id', p_prompt.id,
      'title', p_prompt.title,
      'ownerId', p_prompt.owner_id,
      'shared', p_prompt.shared,
      'tags', p_prompt.tags,
      'latestVersion', p_prompt.latest_version,
      'forkedFrom', promptforge.prompt_version_reference(p_prompt.origin_id, p_prompt.origin_number),
      'createdAt', promptforge.to_ms(p_prompt.created_at),
      'updatedAt', promptforge.to_ms(p_prompt.updated_at)
    )
  )
$$;

-- A version as lists show it: without its text.
create function promptforge.prompt_version_document(p_version promptforge.prompt_versions)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'promptId', p_version.prompt_id,
    'number', p_version.number,
    'parent', promptforge.prompt_version_reference(p_version.parent_id, p_version.parent_number),
    'sevenD', p_version.seven_d,
    'runId', p_version.run_id,
    'score', p_version.score,
    'authorId', p_version.author_id,
    'note', p_version.note,
    'restoredFrom', p_version.restored_from,
    'createdAt', promptforge.to_ms(p_version.created_at)
  )
$$;

-- Writes a version of a prompt whose row the caller has locked, or has just written.
create function promptforge.write_prompt_version(
  p_org_id text,
  p_prompt_id text,
  p_number integer,
  p_author_id text,
  p_version jsonb,
  p_now timestamptz
)
returns jsonb
language sql
volatile
as $$
  insert into promptforge.prompt_versions as v (
    org_id, prompt_id, number, parent_id, parent_number, text, seven_d, run_id, score, author_id, note,
    restored_from, created_at
  )
  values (
    p_org_id, p_prompt_id, p_number, p_version #>> '{parent,promptId}',
    (p_version #>> '{parent,number}')::integer, p_version ->> 'text',
    nullif(p_version -> 'sevenD', 'null'), p_version ->> 'runId', nullif(p_version -> 'score', 'null'),
    p_author_id, p_version ->> 'note', (p_version ->> 'restoredFrom')::integer, p_now
  )
  returning promptforge.prompt_version_document(v) || jsonb_build_object('text', v.text)
$$;

-- Keeps a prompt with its first version, unless there is one of that id.
create function promptforge.create_saved_prompt_v1(
  p_org_id text,
  p_prompt_id text,
  p_owner_id text,
  p_author_id text,
  p_prompt jsonb,
  p_version jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now    timestamptz := promptforge.store_now(p_now);
  v_prompt promptforge.saved_prompts;
begin
  insert into promptforge.saved_prompts (
    org_id, id, version, title, owner_id, shared, tags, latest_version, origin_id, origin_number,
    created_at, updated_at, search_heading, search_text
  )
  values (
    p_org_id, p_prompt_id, 1, p_prompt ->> 'title', p_owner_id, (p_prompt ->> 'shared')::boolean,
    p_prompt -> 'tags', 1, p_version #>> '{parent,promptId}',
    (p_version #>> '{parent,number}')::integer, v_now, v_now, p_prompt ->> 'searchHeading',
    p_version ->> 'searchText'
  )
  on conflict (org_id, id) do nothing
  returning * into v_prompt;
  if not found then
    return jsonb_build_object('outcome', 'exists');
  end if;
  return jsonb_build_object(
    'outcome', 'created',
    'prompt', promptforge.saved_prompt_document(v_prompt),
    'version', promptforge.write_prompt_version(p_org_id, p_prompt_id, 1, p_author_id, p_version, v_now)
  );
end
$$;

-- One prompt; null when there is none, or none that p_visible_to may see.
create function promptforge.get_saved_prompt_v1(p_org_id text, p_prompt_id text, p_visible_to text)
returns jsonb
language sql
stable
as $$
  select promptforge.saved_prompt_document(s)
    from promptforge.saved_prompts as s
   where s.org_id = p_org_id
     and s.id = p_prompt_id
     and (p_visible_to is null or s.shared or s.owner_id = p_visible_to)
$$;

-- Prompts that p_visible_to may see, of p_owner_id, with all of p_tags and with p_text in them, each
-- of which may be null; newest first, from the one after (p_after_ms, p_after_id). The text is looked
-- for as it is: no character of it is special.
create function promptforge.list_saved_prompts_v1(
  p_org_id text,
  p_visible_to text,
  p_owner_id text,
  p_tags jsonb,
  p_text text,
  p_limit integer,
  p_after_ms bigint,
  p_after_id text
)
returns jsonb
language plpgsql
stable
as $$
declare
  -- Without a cursor: from the end of time.
  v_after timestamptz := coalesce(promptforge.from_ms(p_after_ms), 'infinity');
  v_id    text := coalesce(p_after_id, '');
  v_ids   text[];
begin
  -- Two statements rather than one with "or", so that each goes straight through its index. Ids
  -- alone, since whole rows would bring their texts along.
  if p_owner_id is not null then
    v_ids := array(
      select s.id
        from promptforge.saved_prompts as s
       where s.org_id = p_org_id
         and s.owner_id = p_owner_id
         and (p_visible_to is null or s.shared or s.owner_id = p_visible_to)
         and (p_tags is null or s.tags @> p_tags)
         and (p_text is null or strpos(s.search_heading, p_text) > 0 or strpos(s.search_text, p_text) > 0)
         and (s.created_at, s.id) < (v_after, v_id)
       order by s.created_at desc, s.id desc
       limit p_limit + 1
    );
  else
    v_ids := array(
      select s.id
        from promptforge.saved_prompts as s
       where s.org_id = p_org_id
         and (p_visible_to is null or s.shared or s.owner_id = p_visible_to)
         and (p_tags is null or s.tags @> p_tags)
         and (p_text is null or strpos(s.search_heading, p_text) > 0 or strpos(s.search_text, p_text) > 0)
         and (s.created_at, s.id) < (v_after, v_id)
       order by s.created_at desc, s.id desc
       limit p_limit + 1
    );
  end if;
  return jsonb_build_object(
    'items', (
      select coalesce(jsonb_agg(promptforge.saved_prompt_document(s) order by s.created_at desc, s.id desc), '[]')
        from promptforge.saved_prompts as s
       where s.org_id = p_org_id
         and s.id = any (v_ids[1:p_limit])
    ),
    'more', cardinality(v_ids) > p_limit
  );
end
$$;

-- Changes a prompt if its stored version is still the one expected. Returns the new version, or null
-- when somebody else was first.
create function promptforge.update_saved_prompt_v1(
  p_org_id text,
  p_prompt_id text,
  p_change jsonb,
  p_expected_version bigint,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
begin
  update promptforge.saved_prompts as s
     set version = p_expected_version + 1,
         title = p_change ->> 'title',
         shared = (p_change ->> 'shared')::boolean,
         tags = p_change -> 'tags',
         search_heading = p_change ->> 'searchHeading',
         updated_at = promptforge.store_now(p_now)
   where s.org_id = p_org_id
     and s.id = p_prompt_id
     and s.version = p_expected_version;
  return jsonb_build_object('version', case when found then p_expected_version + 1 end);
end
$$;

-- Adds a version if the latest is still the one expected, and if it is not of a run that the prompt has.
create function promptforge.add_prompt_version_v1(
  p_org_id text,
  p_prompt_id text,
  p_author_id text,
  p_version jsonb,
  p_expected_latest integer,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_now     timestamptz;
  v_latest  integer;
  v_earlier jsonb;
begin
  select s.latest_version
    into v_latest
    from promptforge.saved_prompts as s
   where s.org_id = p_org_id
     and s.id = p_prompt_id
     for no key update;
  if not found then
    return jsonb_build_object('outcome', 'conflict');
  end if;
  if p_version ->> 'runId' is not null and p_version ->> 'restoredFrom' is null then
    select promptforge.prompt_version_document(v) || jsonb_build_object('text', v.text)
      into v_earlier
      from promptforge.prompt_versions as v
     where v.org_id = p_org_id
       and v.prompt_id = p_prompt_id
       and v.run_id = p_version ->> 'runId'
       and v.restored_from is null;
    if found then
      return jsonb_build_object('outcome', 'exists', 'version', v_earlier);
    end if;
  end if;
  if v_latest <> p_expected_latest then
    return jsonb_build_object('outcome', 'conflict');
  end if;
  v_now := promptforge.store_now(p_now);
  update promptforge.saved_prompts as s
     set latest_version = v_latest + 1,
         search_text = p_version ->> 'searchText',
         updated_at = v_now
   where s.org_id = p_org_id
     and s.id = p_prompt_id;
  return jsonb_build_object(
    'outcome', 'added',
    'version', promptforge.write_prompt_version(
      p_org_id, p_prompt_id, v_latest + 1, p_author_id, p_version, v_now
    )
  );
end
$$;

-- One version; null when there is none, or none that p_visible_to may see.
create function promptforge.get_prompt_version_v1(
  p_org_id text,
  p_prompt_id text,
  p_number integer,
  p_visible_to text
)
returns jsonb
language sql
stable
as $$
  select promptforge.prompt_version_document(v) || jsonb_build_object('text', v.text)
    from promptforge.prompt_versions as v
    join promptforge.saved_prompts as s
      on s.org_id = v.org_id
     and s.id = v.prompt_id
   where v.org_id = p_org_id
     and v.prompt_id = p_prompt_id
     and v.number = p_number
     and (p_visible_to is null or s.shared or s.owner_id = p_visible_to)
$$;

-- Versions of a prompt, latest first, from the one before p_before_number; none of a prompt that
-- p_visible_to may not see.
create function promptforge.list_prompt_versions_v1(
  p_org_id text,
  p_prompt_id text,
  p_visible_to text,
  p_limit integer,
  p_before_number integer
)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'items', coalesce(jsonb_agg(f.document order by f.number desc) filter (where f.position <= p_limit), '[]'),
    'more', count(*) > p_limit
  )
    from (
      select v.number,
             promptforge.prompt_version_document(v) as document,
             row_number() over (order by v.number desc) as position
        from promptforge.prompt_versions as v
       where v.org_id = p_org_id
         and v.prompt_id = p_prompt_id
         and (p_before_number is null or v.number < p_before_number)
         and exists (
           select
             from promptforge.saved_prompts as s
            where s.org_id = p_org_id
              and s.id = p_prompt_id
              and (p_visible_to is null or s.shared or s.owner_id = p_visible_to)
         )
       order by v.number desc
       limit p_limit + 1
    ) as f
$$;

-- Versions that a user has added, by prompt and number, from the one after (p_after_id, p_after_number).
create function promptforge.prompt_versions_by_v1(
  p_org_id text,
  p_user_id text,
  p_limit integer,
  p_after_id text,
  p_after_number integer
)
returns jsonb
language sql
stable
as $$
  select jsonb_build_object(
    'items', coalesce(
      jsonb_agg(f.document order by f.prompt_id, f.number) filter (where f.position <= p_limit),
      '[]'
    ),
    'more', count(*) > p_limit
  )
    from (
      select v.prompt_id,
             v.number,
             promptforge.prompt_version_document(v) || jsonb_build_object('text', v.text) as document,
             row_number() over (order by v.prompt_id, v.number) as position
        from promptforge.prompt_versions as v
       where v.org_id = p_org_id
         and v.author_id = p_user_id
         and (v.prompt_id, v.number) > (coalesce(p_after_id, ''), coalesce(p_after_number, 0))
       order by v.prompt_id, v.number
       limit p_limit + 1
    ) as f
$$;

-- Removes a prompt, with its versions, if its stored version is still the one expected; returns how
-- many were removed.
create function promptforge.remove_saved_prompt_v1(p_org_id text, p_prompt_id text, p_expected_version bigint)
returns jsonb
language sql
volatile
as $$
  with deleted as (
    delete from promptforge.saved_prompts as s
     where s.org_id = p_org_id
       and s.id = p_prompt_id
       and s.version = p_expected_version
    returning 1
  )
  select to_jsonb(count(*))
    from deleted
$$;

-- Deletes the prompts that a user keeps for themselves, and takes their name off those they share,
-- whose version moves on so that no change that is under way hides them from everybody; and off the
-- versions that they have added anywhere. Returns how many prompts were touched. Locks all of these
-- first, in the order of their ids: two users may have added to what is the other's.
create function promptforge.erase_user_prompts_v1(
  p_org_id text,
  p_user_id text,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
volatile
as $$
declare
  v_ids text[];
begin
  v_ids := array(
    select s.id
      from promptforge.saved_prompts as s
     where s.org_id = p_org_id
       and s.id in (
         select o.id
           from promptforge.saved_prompts as o
          where o.org_id = p_org_id
            and o.owner_id = p_user_id
          union all
         select v.prompt_id
           from promptforge.prompt_versions as v
          where v.org_id = p_org_id
            and v.author_id = p_user_id
       )
     order by s.id
       for update
  );
  delete from promptforge.saved_prompts as s
   where s.org_id = p_org_id
     and s.id = any (v_ids)
     and s.owner_id = p_user_id
     and not s.shared;
  update promptforge.saved_prompts as s
     set version = s.version + 1,
         owner_id = null,
         updated_at = promptforge.store_now(p_now)
   where s.org_id = p_org_id
     and s.id = any (v_ids)
     and s.owner_id = p_user_id;
  update promptforge.prompt_versions as v
     set author_id = null
   where v.org_id = p_org_id
     and v.prompt_id = any (v_ids)
     and v.author_id = p_user_id;
  return to_jsonb(cardinality(v_ids));
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261130030000_prompt_history');
