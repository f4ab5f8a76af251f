package org.grantlet.servlet.internal.api;

import static org.grantlet.servlet.internal.api.BadCase.query;

import java.util.stream.Stream;

/** Queries that are wrong, and paths and methods that are not there. */
final class BadQueries {
  private BadQueries() {}

  static Stream<BadCase> all() {
    return Stream.of(pages(), filters(), syncs(), detections(), resources())
        .flatMap(cases -> cases);
  }

  private static Stream<BadCase> pages() {
    return Stream.of("/integrations", "/grants", "/providers")
        .flatMap(
            path ->
                Stream.of(
                        "limit=0",
                        "limit=201",
                        "limit=-1",
                        "limit=ten",
                        "limit=1.5",
                        "limit=",
                        "limit=1&limit=2",
                        "limit=%2B5",
                        "limit=+5",
                        "limit=99999999999999999999",
                        "offset=-1",
                        "offset=x",
                        "offset=2147483648",
                        "offset=0&offset=0")
                    .map(query -> query("GET", path, query)));
  }

  private static Stream<BadCase> filters() {
    return Stream.of(
            "sort_by=name",
            "sort_by=CREATED_AT",
            "sort_by=",
            "order_by=up",
            "order_by=asc&order_by=asc",
            "since=yesterday",
            "since=-1",
            "since=1.5",
            "since=253402300800",
            "before=x",
            "before=2026-01-01",
            "before=99999999999999999999",
            "grant_status=VALID",
            "grant_status=expired",
            "email=",
            "email=a%00b",
            "email=%FF",
            "email=" + "x".repeat(321),
            "email=a@example.com&email=b@example.com",
            "ip=",
            "ip=" + "1".repeat(65),
            "provider=",
            "provider=" + "x".repeat(65),
            "provider=a%0Ab",
            "account_id=",
            "account_id=" + "x".repeat(257))
        .map(query -> query("GET", "/grants", query));
  }

  private static Stream<BadCase> syncs() {
    return Stream.of("GET", "POST")
        .flatMap(
            method ->
                Stream.of("sync_from=x", "sync_from=-1", "sync_from=", "sync_from=1&sync_from=2")
                    .map(query -> query(method, "/grants/{grant}/sync", query)));
  }

  private static Stream<BadCase> detections() {
    return Stream.of("GET", "POST")
        .flatMap(
            method ->
                Stream.concat(
                    Stream.of(
                            "email=", "email=a@b.example&email=a@b.example", "email=a%00@b.example")
                        .map(query -> query(method, "/providers/detect", query)),
                    Stream.of("", "?email=ada", "?email=ada%40localhost", "?e=ada@b.example")
                        .map(
                            query ->
                                new BadCase(
                                    method,
                                    "/providers/detect" + query,
                                    "",
                                    "",
                                    400,
                                    "api.invalid_query_params",
                                    "email"))));
  }

  private static Stream<BadCase> resources() {
    String id = "00000000-0000-4000-8000-000000000000";
    return Stream.concat(
        Stream.of("GET /integrations/nobody", "DELETE /integrations/nobody", "GET /integrations/A")
            .map(call -> missing(call, "integration.not_found")),
        Stream.of(
                "GET /grants/" + id,
                "GET /grants/x",
                "GET /grants/%20",
                "DELETE /grants/" + id,
                "DELETE /grants/x",
                "GET /grants/" + id + "/sync",
                "POST /grants/x/sync")
            .map(call -> missing(call, "grant.not_found")));
  }

  private static BadCase missing(String call, String type) {
    String[] parts = call.split(" ", -1);
    return new BadCase(parts[0], parts[1], "", "", 404, type, "There is no");
  }
}
