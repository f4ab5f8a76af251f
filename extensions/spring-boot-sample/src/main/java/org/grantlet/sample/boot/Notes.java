package org.grantlet.sample.boot;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What users wrote down: the application's own table, made by its own Flyway. */
@Repository
class Notes {
  private final JdbcClient database;

  Notes(JdbcClient database) {
    this.database = database;
  }

  List<String> of(String user) {
    return database
        .sql("select content from note where username = ? order by id desc")
        .param(user)
        .query(String.class)
        .list();
  }

  void add(String user, String content) {
    database
        .sql("insert into note (username, content) values (?, ?)")
        .params(user, content)
        .update();
  }
}
