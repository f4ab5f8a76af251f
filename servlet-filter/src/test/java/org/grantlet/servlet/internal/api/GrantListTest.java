package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.grantlet.store.StoredGrant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /grants} with all its filters and orders. */
class GrantListTest {
  private static ApiServer server;
  private static ApiClient api;

  /** Twelve grants, made one second after the other and changed in the opposite order. */
  @BeforeAll
  static void start() {
    server = ApiServer.start();
    api = ApiClient.of(server);
    for (int i = 0; i < 12; i++) {
      server.stores.grants.insert(new StoredGrant(grant(i), null, "encrypted", null, 1));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Grant grant(int i) {
    return Grant.builder(
            "00000000-0000-4000-8000-%012d".formatted(i),
            i % 2 == 0 ? "acme" : "other",
            "integration")
        .status(i % 3 == 0 ? GrantStatus.INVALID : GrantStatus.VALID)
        .email("user+" + i + "@example.com", null)
        .accountId("account-" + i % 4)
        .providerUserId("subject-" + i)
        .browser("192.0.2." + i % 5, null)
        .createdAt(Instant.ofEpochSecond(1000 + i))
        .updatedAt(Instant.ofEpochSecond(5000 - i))
        .build();
  }

  private static List<Integer> numbers(String query) {
    return api.get("/grants" + query).list().stream()
        .map(grant -> Integer.parseInt(((String) grant.get("id")).substring(24)))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                              | 11 10 9 8 7 6 5 4 3 2
          ?offset=10                                      | 1 0
          ?limit=2                                        | 11 10
          ?limit=200                                      | 11 10 9 8 7 6 5 4 3 2 1 0
          ?limit=2&offset=3                               | 8 7
          ?offset=100                                     | ''
          ?order_by=asc&limit=3                           | 0 1 2
          ?sort_by=created_at&order_by=desc&limit=3       | 11 10 9
          ?sort_by=updated_at&limit=3                     | 0 1 2
          ?sort_by=updated_at&order_by=asc&limit=3        | 11 10 9
          ?since=1010                                     | 11 10
          ?before=1002                                    | 1 0
          ?since=1004&before=1007                         | 6 5 4
          ?since=1004&before=1004                         | ''
          ?sort_by=updated_at&since=1004&before=1007      | 4 5 6
          ?provider=other                                 | 11 9 7 5 3 1
          ?provider=nobody                                | ''
          ?grant_status=invalid                           | 9 6 3 0
          ?grant_status=valid&order_by=asc                | 1 2 4 5 7 8 10 11
          ?email=user%2B3@example.com                     | 3
          ?email=USER%2B3@example.com                     | ''
          ?ip=192.0.2.4                                   | 9 4
          ?ip=::ffff:192.0.2.4                            | 9 4
          ?account_id=account-1                           | 9 5 1
          ?account_id=account-1&grant_status=invalid      | 9
          ?provider=acme&account_id=account-2&ip=192.0.2.2 | 2
          ?unknown=1&unknown=2&limit=1                    | 11
          """)
  void list_isFilteredAndOrdered(String query, String expected) {
    assertThat(numbers(query))
        .isEqualTo(
            expected.isEmpty()
                ? List.of()
                : List.of(expected.split(" ", -1)).stream().map(Integer::valueOf).toList());
  }

  @Test
  void list_tellsItsBounds() {
    assertThat(api.get("/grants?limit=3&offset=4").ok())
        .containsOnlyKeys("request_id", "success", "data", "limit", "offset")
        .containsEntry("limit", 3)
        .containsEntry("offset", 4);
    assertThat(api.get("/grants").ok()).containsEntry("limit", 10).containsEntry("offset", 0);
  }

  @Test
  void email_mayBeEncodedInAnyWay() {
    String email = URLEncoder.encode("user+5@example.com", StandardCharsets.UTF_8);
    assertThat(numbers("?email=" + email)).containsExactly(5);
    assertThat(numbers("?%65mail=" + email)).containsExactly(5);
  }
}
