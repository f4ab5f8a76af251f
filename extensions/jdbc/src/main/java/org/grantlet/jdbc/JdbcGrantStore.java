package org.grantlet.jdbc;

import com.nimbusds.jose.util.JSONArrayUtils;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantStatus;
import org.grantlet.internal.text.Sha256;
import org.grantlet.store.AccountKey;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;

/** Keeps grants in a table; every query has an index. Thread-safe. */
final class JdbcGrantStore implements GrantStore {
  /** In the order of an index that has both columns, which is read alone. */
  static final String SUMMARY =
      "select provider, status, count(*) from grantlet_grant group by provider, status";

  private static final String SELECT = "select * from grantlet_grant where ";

  /** Changes rows, in a transaction or as one; returns how many. */
  @FunctionalInterface
  interface Update<E extends Exception> {
    int run(String sql, @Nullable Object... parameters) throws E;
  }

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
  public List<StoredGrant> findBySubject(String provider, String subject) {
    return database.list(
        SELECT + "provider_user_id = ? and provider = ?", JdbcGrantStore::read, subject, provider);
  }

  @Override
  public List<Grant> list(GrantQuery query) {
    GrantQuerySql sql = new GrantQuerySql(query);
    return database.list(sql.text(), JdbcGrantStore::readGrant, sql.parameters());
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
  public List<StoredGrant> unrefreshed(Instant before, @Nullable StoredGrant after, int limit) {
    return database.list(
        SELECT
            + "status = 'valid' and refreshed_at < ? and (refreshed_at, id) > (?, ?) order by"
            + " refreshed_at, id limit ?",
        JdbcGrantStore::read,
        before.toEpochMilli(),
        after == null ? Long.valueOf(Long.MIN_VALUE) : millis(after.unrefreshedSince()),
        after == null ? "" : after.id(),
        limit);
  }

  @Override
  public Map<String, Map<GrantStatus, Long>> summary() {
    Map<String, Map<GrantStatus, Long>> summary = new TreeMap<>();
    database
        .list(SUMMARY, row -> new Count(row.getString(1), status(row.getString(2)), row.getLong(3)))
        .forEach(
            count ->
                summary
                    .computeIfAbsent(count.provider(), key -> new EnumMap<>(GrantStatus.class))
                    .put(count.status(), count.grants()));
    return summary;
  }

  private record Count(String provider, GrantStatus status, long grants) {}

  @Override
  public boolean insert(StoredGrant stored) {
    return insert(database::update, stored);
  }

  static <E extends Exception> boolean insert(Update<E> update, StoredGrant stored) throws E {
    Grant grant = stored.grant();
    return update.run(
            "insert into grantlet_grant (version, account_key, issuer, integration_id, status,"
                + " email, provider_user_id, ip, updated_at, expires_at, refreshed_at, body,"
                + " tokens, id, provider, account_id, created_at) values (?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            stored.version(),
            key(stored.account()),
            stored.issuer(),
            grant.integrationId(),
            grant.status().wire(),
            grant.email(),
            grant.providerUserId(),
            grant.ip(),
            grant.updatedAt().toEpochMilli(),
            millis(stored.expiresAt()),
            millis(stored.unrefreshedSince()),
            GrantBody.write(grant),
            stored.encryptedTokens(),
            grant.id(),
            grant.provider(),
            grant.accountId(),
            grant.createdAt().toEpochMilli())
        == 1;
  }

  @Override
  public boolean replace(StoredGrant stored) {
    return replace(database::update, stored);
  }

  static <E extends Exception> boolean replace(Update<E> update, StoredGrant stored) throws E {
    Grant grant = stored.grant();
    return update.run(
            "update grantlet_grant set version = ?, account_key = ?, issuer = ?, integration_id ="
                + " ?, status = ?, email = ?, provider_user_id = ?, ip = ?, updated_at = ?,"
                + " expires_at = ?, refreshed_at = ?, body = ?,"
                + " tokens = ? where id = ? and version = ?",
            stored.version(),
            key(stored.account()),
            stored.issuer(),
            grant.integrationId(),
            grant.status().wire(),
            grant.email(),
            grant.providerUserId(),
            grant.ip(),
            grant.updatedAt().toEpochMilli(),
            millis(stored.expiresAt()),
            millis(stored.unrefreshedSince()),
            GrantBody.write(grant),
            stored.encryptedTokens(),
            grant.id(),
            stored.version() - 1)
        == 1;
  }

  @Override
  public int setIssuer(String integrationId, String issuer) {
    return database.update(
        "update grantlet_grant set issuer = ?, version = version + 1 where integration_id = ? and"
            + " issuer is null",
        issuer,
        integrationId);
  }

  @Override
  public boolean delete(String id) {
    boolean deleted = database.update("delete from grantlet_grant where id = ?", id) == 1;
    database.update("delete from grantlet_lease where grant_id = ?", id); // of a node that died
    return deleted;
  }

  static <E extends Exception> boolean delete(Update<E> update, StoredGrant stored) throws E {
    boolean deleted =
        update.run(
                "delete from grantlet_grant where id = ? and version = ?",
                stored.id(),
                stored.version())
            == 1;
    if (deleted) {
      update.run("delete from grantlet_lease where grant_id = ?", stored.id());
    }
    return deleted;
  }

  @Override
  public boolean lease(String id, String holder, Instant now, Instant until) {
    return database.update(
                "insert into grantlet_lease (grant_id, holder, held_until) select cast(? as"
                    + " varchar(36)), cast(? as varchar(64)), cast(? as decimal(20)) where not"
                    + " exists (select 1 from grantlet_lease where grant_id = ?)",
                id,
                holder,
                until.toEpochMilli(),
                id)
            == 1
        || database.update( // of a node that died
                "update grantlet_lease set holder = ?, held_until = ? where grant_id = ? and"
                    + " held_until <= ?",
                holder,
                until.toEpochMilli(),
                id,
                now.toEpochMilli())
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

  /** Keys without an issuer are those of version 1, and of other lengths than those with one. */
  private static @Nullable String key(@Nullable AccountKey account) {
    if (account == null) {
      return null;
    }
    List<@Nullable String> parts = new ArrayList<>();
    parts.add(account.provider());
    if (account.issuer() != null) {
      parts.add(account.issuer());
    }
    parts.add(account.subject());
    if (account.issuer() != null || account.accountId() != null) {
      parts.add(account.accountId());
    }
    return Sha256.of(JSONArrayUtils.toJSONString(parts));
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  private static GrantStatus status(String wire) {
    return GrantStatus.valueOf(wire.toUpperCase(Locale.ROOT));
  }

  private static StoredGrant read(ResultSet row) throws SQLException {
    long expiresAt = row.getLong("expires_at");
    Instant expiry = row.wasNull() ? null : Instant.ofEpochMilli(expiresAt);
    return new StoredGrant(
        readGrant(row),
        row.getString("issuer"),
        row.getString("tokens"),
        expiry,
        row.getLong("version"));
  }

  /** Of the columns that {@link GrantQuerySql} asks for. */
  private static Grant readGrant(ResultSet row) throws SQLException {
    Grant.Builder grant =
        Grant.builder(
                row.getString("id"), row.getString("provider"), row.getString("integration_id"))
            .status(status(row.getString("status")))
            .accountId(row.getString("account_id"))
            .providerUserId(row.getString("provider_user_id"))
            .createdAt(Instant.ofEpochMilli(row.getLong("created_at")))
            .updatedAt(Instant.ofEpochMilli(row.getLong("updated_at")));
    GrantBody.read(row.getString("body"), row.getString("email"), row.getString("ip"), grant);
    return grant.build();
  }
}
