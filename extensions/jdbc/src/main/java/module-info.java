/** Grantlet's stores in a database. Start at {@code org.grantlet.jdbc.JdbcStores}. */
module org.grantlet.jdbc {
  requires static org.jspecify;
  requires transitive java.sql;
  requires transitive org.grantlet.core;
  requires com.nimbusds.jose.jwt;
  requires com.zaxxer.hikari;
  requires java.naming;
  requires org.slf4j;

  exports org.grantlet.jdbc;

  // Scripts, which the application's own migrations may read.
  opens org.grantlet.jdbc.migration;

  provides org.grantlet.store.StoreFactory with
      org.grantlet.jdbc.JdbcStoreFactory;
}
