-- A customer who is gone at the provider gives way, so that the tenant can be another one there.

-- Unties a customer from a tenant, if it is tied to that one. Returns whether it was.
create function promptforge.unlink_customer_v1(p_org_id text, p_provider text, p_customer_id text)
returns jsonb
language plpgsql
volatile
as $$
begin
  delete from promptforge.billing_customers as c
   where c.provider = p_provider
     and c.customer_id = p_customer_id
     and c.org_id = p_org_id;
  return to_jsonb(found);
end
$$;

revoke execute on all functions in schema promptforge from public;
select promptforge.grant_access();

insert into promptforge.migrations (name)
values ('20261124020300_gone_customers');
