-- Quota counters as they are, of one tenant or of all, for figures on who uses how much.

-- Counters whose window is not over, by tenant, user, meter and period, from the one after the key
-- p_after. Looks at p_limit counters, so that finding few of them takes no longer; `next` is the key
-- of the last of these, or null when there are no more.
create function promptforge.list_windows_v1(
  p_org_id text,
  p_limit integer,
  p_after jsonb,
  p_now timestamptz default null
)
returns jsonb
language plpgsql
stable
as $$
declare
  v_now     timestamptz := promptforge.store_now(p_now);
  -- Meters are not empty, so without a key all counters come after this one.
  v_org_id  text := coalesce(p_after ->> 0, '');
  v_user_id text := coalesce(p_after ->> 1, '');
  v_meter   text := coalesce(p_after ->> 2, '');
  v_period  text := coalesce(p_after ->> 3, '');
  v_windows promptforge.quota_windows[];
  v_last    promptforge.quota_windows;
begin
  -- Two statements rather than an "or", so that each goes straight through the primary key.
  if p_org_id is null then
    v_windows := array(
      select w
        from promptforge.quota_windows as w
       where (w.org_id, w.user_id, w.meter, w.period) > (v_org_id, v_user_id, v_meter, v_period)
       order by w.org_id, w.user_id, w.meter, w.period
       limit p_limit
    );
  else
    v_windows := array(
      select w
        from promptforge.quota_windows as w
       where w.org_id = p_org_id
         and (w.user_id, w.meter, w.period) > (v_user_id, v_meter, v_period)
       order by w.user_id, w.meter, w.period
       limit p_limit
    );
  end if;
  v_last := v_windows[p_limit];
  return jsonb_build_object(
    'items', (
      select coalesce(
               jsonb_agg(
                 jsonb_build_object(
                   'orgId', w.org_id,
                   'userId', nullif(w.user_id, ''),
                   'meter', w.meter,
                   'period', w.period,
                   'used', w.used,
                   'resetAfterMs', promptforge.to_ms(w.ends_at) - promptforge.to_ms(v_now)
                 )
                 order by w.org_id, w.user_id, w.meter, w.period
               ),
               '[]'
             )
        from unnest(v_windows) as w
       where w.ends_at > v_now
    ),
    'next', case
      when v_last.org_id is not null
      then jsonb_build_array(v_last.org_id, v_last.user_id, v_last.meter, v_last.period)
    end
  );
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124020200_window_lists');
