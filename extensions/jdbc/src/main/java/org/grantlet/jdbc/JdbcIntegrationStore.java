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
import org.grantlet.internal.json.JsonObject;
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
    return Body.write(
        JsonObject.empty()
            .put("id", integration.id())
            .put("provider", integration.provider())
            .put("version", integration.version())
            .put("name", integration.name())
            .put("settings", integration.settings())
            .put("sealed", integration.encryptedSettings())
            .put("scope", integration.scope())
            .put("redirect_uris", integration.redirectUris())
            .put("expires_in", integration.expiresIn().toSeconds())
            .put("created_at", integration.createdAt().toEpochMilli())
            .put("updated_at", integration.updatedAt().toEpochMilli()));
  }

  private static Integration read(ResultSet row) throws SQLException {
    JsonObject body = Body.read(row.getString("body"));
    Map<String, String> encrypted = new LinkedHashMap<>();
    body.any("sealed").forEach((member, value) -> encrypted.put(member, value.toString()));
    return new Integration(
        body.required("id"),
        body.required("provider"),
        body.string("name"),
        body.any("settings"),
        encrypted,
        body.list("scope"),
        body.list("redirect_uris"),
        Duration.ofSeconds(body.number("expires_in", 0)),
        Instant.ofEpochMilli(body.number("created_at", 0)),
        Instant.ofEpochMilli(body.number("updated_at", 0)),
        body.number("version", 0));
  }
}
