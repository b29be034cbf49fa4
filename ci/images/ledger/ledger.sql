-- What the shop earned: rows are only added, and numbered, so that a lost one shows.
create role shop login;
-- Each database is a copy of seven megabytes and three hundred files; one, and what new ones are made from, are enough.
\connect template1
update pg_database set datistemplate = false where datname = 'template0';
drop database template0;
alter database postgres rename to ledger;
\connect ledger
create table entries (
  seq bigint generated always as identity primary key,
  at timestamptz not null default now(),
  account text not null,
  amount numeric(12, 2) not null
);
insert into entries (at, account, amount)
  select timestamptz '2026-01-01 00:00:00+00' + n * interval '1 minute', 'till-' || n % 7, n * 0.25
  from generate_series(1, 1000) as n;
alter table entries owner to shop;
