package org.grantlet.jdbc;

import com.nimbusds.jose.util.JSONArrayUtils;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantStatus;
import org.grantlet.crypto.RandomIds;
import org.grantlet.store.AccountKey;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;

/** Keeps grants in a table; every query has an index. Thread-safe. */
final class JdbcGrantStore implements GrantStore {
  private static final String SELECT = "select * from grantlet_grant where ";

  private final Database database;

  JdbcGrantStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<StoredGrant> find(String id) {
    return database.find(SELECT + "id = ?", JdbcGrantStore::read, id);
  }

  @Override
  public Optional<StoredGrant> findByAccount(AccountKey account) {
    return database.find(SELECT + "account_key = ?", JdbcGrantStore::read, key(account));
  }

  @Override
  public List<Grant> list(GrantQuery query) {
    GrantQuerySql sql = new GrantQuerySql(query);
    return database.list(sql.text(), row -> read(row).grant(), sql.parameters());
  }

  @Override
  public List<StoredGrant> scan(String afterId, int limit) {
    return database.list(
        SELECT + "id > ? order by id limit ?", JdbcGrantStore::read, afterId, limit);
  }

  @Override
  public List<StoredGrant> expiring(Instant before, @Nullable StoredGrant after, int limit) {
    return database.list(
        SELECT
            + "status = 'valid' and expires_at < ? and (expires_at, id) > (?, ?) order by"
            + " expires_at, id limit ?",
        JdbcGrantStore::read,
        before.toEpochMilli(),
        after == null ? Long.valueOf(Long.MIN_VALUE) : millis(after.expiresAt()),
        after == null ? "" : after.id(),
        limit);
  }

  @Override
  public boolean insert(StoredGrant stored) {
    Grant grant = stored.grant();
    return database.update(
            "insert into grantlet_grant (version, account_key, integration_id, status, email,"
                + " provider_user_id, ip, updated_at, expires_at, body, tokens, id, provider,"
                + " account_id, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as bigint), ?,"
                + " ?, ?, ?, ?, ?)",
            stored.version(),
            key(stored.account()),
            grant.integrationId(),
            grant.status().wire(),
            grant.email(),
            grant.providerUserId(),
            grant.ip(),
            grant.updatedAt().toEpochMilli(),
            millis(stored.expiresAt()),
            body(grant),
            stored.sealedTokens(),
            grant.id(),
            grant.provider(),
            grant.accountId(),
            grant.createdAt().toEpochMilli())
        == 1;
  }

  @Override
  public boolean replace(StoredGrant stored) {
    Grant grant = stored.grant();
    return database.update(
            "update grantlet_grant set version = ?, account_key = ?, integration_id = ?, status ="
                + " ?, email = ?, provider_user_id = ?, ip = ?, updated_at = ?, expires_at = cast(?"
                + " as bigint), body = ?, tokens = ? where id = ? and version = ?",
            stored.version(),
            key(stored.account()),
            grant.integrationId(),
            grant.status().wire(),
            grant.email(),
            grant.providerUserId(),
            grant.ip(),
            grant.updatedAt().toEpochMilli(),
            millis(stored.expiresAt()),
            body(grant),
            stored.sealedTokens(),
            grant.id(),
            stored.version() - 1)
        == 1;
  }

  @Override
  public boolean delete(String id) {
    boolean deleted = database.update("delete from grantlet_grant where id = ?", id) == 1;
    database.update("delete from grantlet_lease where grant_id = ?", id); // of a node that died
    return deleted;
  }

  @Override
  public boolean lease(String id, String holder, Instant now, Instant until) {
    return database.update(
                "update grantlet_lease set holder = ?, held_until = ? where grant_id = ? and"
                    + " held_until <= ?",
                holder,
                until.toEpochMilli(),
                id,
                now.toEpochMilli())
            == 1
        || database.update(
                "insert into grantlet_lease (grant_id, holder, held_until) select cast(? as"
                    + " varchar(36)), cast(? as varchar(64)), cast(? as bigint) where not exists"
                    + " (select 1 from grantlet_lease where grant_id = ?)",
                id,
                holder,
                until.toEpochMilli(),
                id)
            == 1;
  }

  @Override
  public void release(String id, String holder) {
    database.update("delete from grantlet_lease where grant_id = ? and holder = ?", id, holder);
  }

  @Override
  public void close() {
    database.close();
  }

  private static @Nullable String key(@Nullable AccountKey account) {
    return account == null
        ? null
        : RandomIds.hash(
            JSONArrayUtils.toJSONString(
                account.accountId() == null
                    ? List.of(account.provider(), account.subject())
                    : List.of(account.provider(), account.subject(), account.accountId())));
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  private static String body(Grant grant) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("scope", grant.scope());
    body.put("metadata", grant.metadata());
    body.put("settings", grant.settings());
    if (grant.state() != null) {
      body.put("state", grant.state());
    }
    if (grant.userAgent() != null) {
      body.put("user_agent", grant.userAgent());
    }
    return Body.write(body);
  }

  private static StoredGrant read(ResultSet row) throws SQLException {
    Body body = new Body(row.getString("body"));
    Grant grant =
        new Grant(
            row.getString("id"),
            row.getString("provider"),
            row.getString("integration_id"),
            GrantStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
            row.getString("email"),
            row.getString("account_id"),
            row.getString("provider_user_id"),
            body.list("scope"),
            body.object("metadata"),
            body.object("settings"),
            body.text("state"),
            row.getString("ip"),
            body.text("user_agent"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            Instant.ofEpochMilli(row.getLong("updated_at")));
    long expiresAt = row.getLong("expires_at");
    Instant expiry = row.wasNull() ? null : Instant.ofEpochMilli(expiresAt);
    return new StoredGrant(grant, row.getString("tokens"), expiry, row.getLong("version"));
  }
}
