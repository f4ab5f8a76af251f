-- Whose account it is: the issuer, or what takes its place; null in grants that were written before.
-- With it, account_key is the SHA-256 of provider, issuer, subject and account id.
alter table grantlet_grant add column issuer varchar(512);

create index grantlet_grant_issuer on grantlet_grant (integration_id, issuer);
create index grantlet_grant_subject on grantlet_grant (provider_user_id, provider);
