package org.grantlet.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.Integration;
import org.grantlet.store.IntegrationStore;

/** Keeps integrations in a table. Thread-safe. */
final class JdbcIntegrationStore implements IntegrationStore {
  private final Database database;

  JdbcIntegrationStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Integration> find(String provider) {
    return database.find(
        "select body from grantlet_integration where provider = ?",
        JdbcIntegrationStore::read,
        provider);
  }

  @Override
  public List<Integration> list() {
    return database.list(
        "select body from grantlet_integration order by provider", JdbcIntegrationStore::read);
  }

  @Override
  public boolean insert(Integration integration) {
    return database.update(
            "insert into grantlet_integration (provider, id, version, body) values (?, ?, ?, ?)",
            integration.provider(),
            integration.id(),
            integration.version(),
            write(integration))
        == 1;
  }

  @Override
  public boolean replace(Integration integration) {
    return database.update(
            "update grantlet_integration set version = ?, body = ? where provider = ? and id = ?"
                + " and version = ?",
            integration.version(),
            write(integration),
            integration.provider(),
            integration.id(),
            integration.version() - 1)
        == 1;
  }

  @Override
  public boolean delete(String provider) {
    return database.update("delete from grantlet_integration where provider = ?", provider) == 1;
  }

  @Override
  public void close() {
    database.close();
  }

  private static String write(Integration integration) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", integration.id());
    body.put("provider", integration.provider());
    body.put("version", integration.version());
    if (integration.name() != null) {
      body.put("name", integration.name());
    }
    body.put("settings", integration.settings());
    body.put("sealed", integration.encryptedSettings());
    body.put("scope", integration.scope());
    body.put("redirect_uris", integration.redirectUris());
    body.put("expires_in", integration.expiresIn().toSeconds());
    body.put("created_at", integration.createdAt().toEpochMilli());
    body.put("updated_at", integration.updatedAt().toEpochMilli());
    return Body.write(body);
  }

  private static Integration read(ResultSet row) throws SQLException {
    Body body = new Body(row.getString("body"));
    Map<String, String> encrypted = new LinkedHashMap<>();
    body.object("sealed").forEach((member, value) -> encrypted.put(member, value.toString()));
    return new Integration(
        body.required("id"),
        body.required("provider"),
        body.text("name"),
        body.object("settings"),
        encrypted,
        body.list("scope"),
        body.list("redirect_uris"),
        Duration.ofSeconds(body.number("expires_in")),
        Instant.ofEpochMilli(body.number("created_at")),
        Instant.ofEpochMilli(body.number("updated_at")),
        body.number("version"));
  }
}
